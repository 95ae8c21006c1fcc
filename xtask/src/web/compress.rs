//! Brotli and gzip, done once at build time and kept by content.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;

use super::hash;
use crate::workspace;

/// Extensions of files that get smaller.
const COMPRESSIBLE: [&str; 11] =
    ["bin", "css", "graphql", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Below this, headers weigh more than what is saved.
const WORTH_IT: usize = 512;

/// Brotli's best: it is done once for each content.
const QUALITY: i32 = 11;

/// A file's compressed forms, none where compression does not pay.
pub(crate) struct Compressed {
    /// Brotli.
    pub(crate) br: Option<Vec<u8>>,
    /// Gzip.
    pub(crate) gz: Option<Vec<u8>>,
}

/// Compresses a file, or takes what an earlier build made of the same bytes.
///
/// # Errors
/// When the store of earlier results cannot be read or written.
pub(crate) fn compress(name: &str, bytes: &[u8]) -> Result<Compressed> {
    let extension = name.rsplit('.').next().unwrap_or_default();
    if bytes.len() < WORTH_IT || !COMPRESSIBLE.contains(&extension) {
        return Ok(Compressed { br: None, gz: None });
    }
    let key = hash([bytes]);
    let br = stored(&format!("{key}-{QUALITY}.br"), || brotli(bytes))?;
    let gz = stored(&format!("{key}.gz"), || gzip(bytes))?;
    let smaller = |compressed: &Vec<u8>| compressed.len() < bytes.len();
    Ok(Compressed { br: Some(br).filter(smaller), gz: Some(gz).filter(smaller) })
}

#[cfg(feature = "release")]
fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    use brotli::enc::BrotliEncoderParams;

    let parameters = BrotliEncoderParams { quality: QUALITY, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

#[cfg(not(feature = "release"))]
fn brotli(_bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    Err(std::io::Error::other("the tool was compiled without its feature `release`, which compresses"))
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn stored(name: &str, make: impl FnOnce() -> std::io::Result<Vec<u8>>) -> Result<Vec<u8>> {
    let file = store().join(name);
    if let Ok(bytes) = fs::read(&file) {
        return Ok(bytes);
    }
    let bytes = make()?;
    fs::create_dir_all(store())?;
    // Renamed into place: an interrupted build must not leave half a file under a name that promises all of it.
    let unfinished = store().join(format!("{name}.{}", std::process::id()));
    fs::write(&unfinished, &bytes)?;
    fs::rename(&unfinished, &file)?;
    Ok(bytes)
}

fn store() -> PathBuf {
    workspace::target().join("xtask/compressed")
}

#[cfg(all(test, feature = "release"))]
mod tests {
    use super::compress;

    #[test]
    fn text_is_compressed_and_fonts_are_not() {
        let text = "a line of text\n".repeat(100);
        let text = compress("a.js", text.as_bytes()).unwrap();
        assert!(text.br.is_some() && text.gz.is_some());
        let font = compress("a.woff2", &[0; 5000]).unwrap();
        assert!(font.br.is_none() && font.gz.is_none());
        assert!(compress("a.js", b"short").unwrap().br.is_none());
    }
}
