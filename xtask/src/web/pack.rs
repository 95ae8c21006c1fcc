//! Small chunks in one file.
//!
//! The splitter makes a chunk of what each combination of parts shares: a few large ones, and dozens of a kilobyte
//! that would be a request each. The small ones are laid one behind the other into one file, which is fetched once.

use anyhow::{Context, Result};

use super::{Chunks, Files};

/// Chunks below this many bytes are small.
const SMALL: usize = 8 << 10;
/// The script that loads chunks.
const LOADER: &str = "chunks.js";
/// The file of small chunks.
const PACK: &str = "chunks.bin";

/// Gives a slice of the file of small chunks; a failure is forgotten, so that another call tries again.
const READ: &str = "
let pack;
const part = async (from, length) => {
    pack ??= fetch(new URL(\"./chunks.bin\", import.meta.url)).then((answer) => {
        if (!answer.ok) throw new Error(`chunks.bin: ${answer.status}`);
        return answer.arrayBuffer();
    });
    const reading = pack;
    try {
        return new Uint8Array(await reading, from, length);
    } catch (cause) {
        if (pack === reading) pack = undefined;
        throw cause;
    }
};
";

/// Packs the small chunks among the files, and says so in the script and in the lists of what parts need.
///
/// # Errors
/// When the script is not what this version of the splitter writes.
pub(crate) fn pack(files: &mut Files, chunks: &mut Chunks) -> Result<()> {
    let is_small = |name: &str, bytes: &[u8]| name.starts_with("chunk_") && bytes.len() < SMALL;
    let small: Vec<String> =
        files.iter().filter(|(name, bytes)| is_small(name, bytes)).map(|(n, _)| n.clone()).collect();
    if small.len() < 2 {
        return Ok(());
    }
    let script = files.get(LOADER).context("the splitter wrote no chunks.js")?;
    let mut script = String::from_utf8(script.clone()).context(LOADER)?;
    let mut packed = Vec::new();
    for name in &small {
        let bytes = files.remove(name).unwrap_or_default();
        script =
            read_from_pack(&script, name, packed.len(), bytes.len()).with_context(|| format!("{LOADER}: {name}"))?;
        packed.extend(bytes);
    }
    // Behind the imports, which come first.
    let (imports, rest) = script.split_once('\n').context(LOADER)?;
    let script = format!("{imports}{READ}{rest}");
    files.insert(LOADER.to_owned(), script.into_bytes());
    files.insert(PACK.to_owned(), packed);
    for needed in chunks.values_mut() {
        let before = needed.len();
        needed.retain(|name| !small.contains(name));
        if needed.len() < before {
            needed.push(PACK.to_owned());
        }
    }
    Ok(())
}

/// The script, with one chunk taken from the pack; `None` when it does not load that chunk.
fn read_from_pack(script: &str, name: &str, from: usize, length: usize) -> Option<String> {
    let (before, after) = script.split_once(&format!("fetch(new URL(\"./{name}\", import.meta.url))"))?;
    let (between, after) = after.split_once("WebAssembly.instantiateStreaming(src, imports)")?;
    // Of this chunk, not of the next one.
    (!between.contains("makeLoad")).then_some(())?;
    Some(format!("{before}part({from}, {length}){between}WebAssembly.instantiate(await src, imports){after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import { initSync } from \"./web.js\";

const __chunk_1 = makeLoad(() => {
    const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}, []);
const __chunk_2 = makeLoad(() => {
    const src = fetch(new URL(\"./chunk_2.wasm\", import.meta.url));
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}, []);
const __chunk_3 = makeLoad(() => {
    const src = fetch(new URL(\"./chunk_3.wasm\", import.meta.url));
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}, []);
";

    fn files(script: &str) -> (Files, Chunks) {
        let chunk = |name: &str, size| (name.to_owned(), vec![b'x'; size]);
        let loader = (LOADER.to_owned(), script.as_bytes().to_vec());
        let files = [loader, chunk("chunk_1.wasm", 10), chunk("chunk_2.wasm", SMALL), chunk("chunk_3.wasm", 20)];
        let needed = |names: [&str; 2]| names.map(|n| format!("{n}.wasm")).to_vec();
        let chunks = [("a", needed(["chunk_1", "chunk_3"])), ("b", needed(["chunk_2", "split_b"]))];
        (files.into(), chunks.map(|(area, names)| (area.to_owned(), names)).into())
    }

    #[test]
    fn small_chunks_are_read_from_one_file_and_large_ones_from_theirs() {
        let (mut files, mut chunks) = files(SCRIPT);
        pack(&mut files, &mut chunks).unwrap();
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["chunk_2.wasm", PACK, LOADER]);
        assert_eq!(files[PACK].len(), 30);
        assert_eq!((chunks["a"].as_slice(), chunks["b"].len()), (&[PACK.to_owned()][..], 2));
        let script = String::from_utf8(files[LOADER].clone()).unwrap();
        assert!(script.starts_with("import { initSync } from \"./web.js\";\nlet pack;"), "{script}");
        assert!(script.contains("src = part(0, 10);") && script.contains("src = part(10, 20);"), "{script}");
        assert_eq!(script.matches("instantiateStreaming").count(), 1);
        assert_eq!(script.matches("instantiate(await src, imports)").count(), 2);
    }

    #[test]
    fn a_script_of_another_shape_is_refused() {
        let (mut files, mut chunks) = files("import x;\n");
        assert!(pack(&mut files, &mut chunks).is_err());
    }
}
