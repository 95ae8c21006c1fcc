//! Sections of a WebAssembly module.

use anyhow::{Context, Result, ensure};

/// Magic number and version.
const HEADER: usize = 8;
/// The number of custom sections.
const CUSTOM: u8 = 0;

/// The module without the names of its functions: a fifth of its size, for debuggers alone.
///
/// # Errors
/// When the bytes are no module.
pub(crate) fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    ensure!(module.starts_with(b"\0asm") && module.len() >= HEADER, "this is no WebAssembly module");
    let (header, mut rest) = module.split_at(HEADER);
    let mut kept = header.to_vec();
    while let Some((&kind, after)) = rest.split_first() {
        let (size, length) = number(after)?;
        let end = 1 + length + size;
        let section = rest.get(..end).context("a section is cut off")?;
        if kind != CUSTOM || !is_named(&section[1 + length..], b"name") {
            kept.extend_from_slice(section);
        }
        rest = &rest[end..];
    }
    Ok(kept)
}

fn is_named(content: &[u8], name: &[u8]) -> bool {
    number(content).is_ok_and(|(size, length)| content.get(length..length + size) == Some(name))
}

/// An unsigned LEB128 number of at most 32 bits, and how many bytes it takes.
fn number(bytes: &[u8]) -> Result<(usize, usize)> {
    let mut value = 0_u64;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Ok((usize::try_from(value)?, index + 1));
        }
    }
    anyhow::bail!("a number is cut off")
}

#[cfg(test)]
mod tests {
    use super::{number, without_names};

    fn module(sections: &[&[u8]]) -> Vec<u8> {
        [b"\0asm\x01\0\0\0".as_slice()].iter().chain(sections).copied().flatten().copied().collect()
    }

    #[test]
    fn names_go_and_everything_else_stays() {
        let (types, names, other) = (b"\x01\x01\x00", b"\x00\x07\x04nameab", b"\x00\x05\x03abcd");
        let whole = module(&[types, names, other]);
        assert_eq!(without_names(&whole).unwrap(), module(&[types, other]));
        assert!(without_names(&whole[..whole.len() - 1]).is_err());
        assert!(without_names(b"<html>").is_err());
    }

    #[test]
    fn numbers_are_read_in_sevens() {
        assert_eq!(number(&[0xe5, 0x8e, 0x26]).unwrap(), (624_485, 3));
        assert!(number(&[0x80]).is_err());
    }
}
