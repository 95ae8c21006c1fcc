//! Small chunks in few files.
//!
//! The splitter makes a chunk of what each combination of parts shares: a few large ones, and hundreds of a kilobyte
//! that would be a request each. The small ones are laid one behind the other into one file for each part, which holds
//! what the part needs and no part before it in [`ORDER`] does.

use anyhow::{Context, Result};

use super::{Chunks, Files};

/// Chunks below this many bytes are small.
const SMALL: usize = 8 << 10;
/// The script that loads chunks.
const LOADER: &str = "chunks.js";
/// The parts that people come to first, in that order; the others follow by name.
const ORDER: [&str; 5] = ["signing_in", "dashboard_page", "institutions", "institution", "tasks_page"];

/// Gives a slice of a file of small chunks; a failure is forgotten, so that another call tries again.
const READ: &str = "
const packs = {};
const part = async (pack, from, length) => {
    packs[pack] ??= fetch(new URL(`./small_${pack}.bin`, import.meta.url)).then((answer) => {
        if (!answer.ok) throw new Error(`small_${pack}.bin: ${answer.status}`);
        return answer.arrayBuffer();
    });
    const reading = packs[pack];
    try {
        return new Uint8Array(await reading, from, length);
    } catch (cause) {
        if (packs[pack] === reading) delete packs[pack];
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
    for area in in_order(chunks) {
        let needed = chunks.get(&area).map(Vec::as_slice).unwrap_or_default();
        let own: Vec<&String> =
            small.iter().filter(|name| needed.contains(name) && files.contains_key(*name)).collect();
        let mut packed = Vec::new();
        for name in own {
            let bytes = files.remove(name).unwrap_or_default();
            script = read_from_pack(&script, name, &area, packed.len(), bytes.len())
                .with_context(|| format!("{LOADER}: {name}"))?;
            packed.extend(bytes);
            say_pack(chunks, name, &area);
        }
        if !packed.is_empty() {
            files.insert(file_of(&area), packed);
        }
    }
    // Behind the imports, which come first.
    let (imports, rest) = script.split_once('\n').context(LOADER)?;
    let script = format!("{imports}{READ}{rest}");
    files.insert(LOADER.to_owned(), script.into_bytes());
    Ok(())
}

/// The parts, those that people come to first before the others.
fn in_order(chunks: &Chunks) -> Vec<String> {
    let first = ORDER.iter().filter(|area| chunks.contains_key(**area)).map(|area| (*area).to_owned());
    let others = chunks.keys().filter(|area| !ORDER.contains(&area.as_str())).cloned();
    first.chain(others).collect()
}

/// In the lists of what parts need, a chunk becomes the pack that it is in.
fn say_pack(chunks: &mut Chunks, name: &str, area: &str) {
    let pack = file_of(area);
    for needed in chunks.values_mut() {
        let before = needed.len();
        needed.retain(|other| other != name);
        if needed.len() < before && !needed.contains(&pack) {
            needed.push(pack.clone());
        }
    }
}

fn file_of(area: &str) -> String {
    format!("small_{area}.bin")
}

/// The script, with one chunk taken from a pack; `None` when it does not load that chunk.
fn read_from_pack(script: &str, name: &str, pack: &str, from: usize, length: usize) -> Option<String> {
    let (before, after) = script.split_once(&format!("fetch(new URL(\"./{name}\", import.meta.url))"))?;
    let (between, after) = after.split_once("WebAssembly.instantiateStreaming(src, imports)")?;
    // Of this chunk, not of the next one.
    (!between.contains("makeLoad")).then_some(())?;
    Some(format!(
        "{before}part(\"{pack}\", {from}, {length}){between}WebAssembly.instantiate(await src, imports){after}"
    ))
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
        let chunks = [
            ("a", needed(["chunk_1", "chunk_3"])),
            ("b", needed(["chunk_2", "split_b"])),
            ("institutions", needed(["chunk_3", "x"])),
        ];
        (files.into(), chunks.map(|(area, names)| (area.to_owned(), names)).into())
    }

    #[test]
    fn small_chunks_are_read_from_the_file_of_the_first_part_that_needs_them() {
        let (mut files, mut chunks) = files(SCRIPT);
        pack(&mut files, &mut chunks).unwrap();
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["chunk_2.wasm", LOADER, "small_a.bin", "small_institutions.bin"]);
        assert_eq!((files["small_a.bin"].len(), files["small_institutions.bin"].len()), (10, 20));
        assert_eq!(chunks["a"], ["small_institutions.bin", "small_a.bin"]);
        assert_eq!(chunks["institutions"], ["x.wasm", "small_institutions.bin"]);
        assert_eq!(chunks["b"].len(), 2);
        let script = String::from_utf8(files[LOADER].clone()).unwrap();
        assert!(script.starts_with("import { initSync } from \"./web.js\";\nconst packs"), "{script}");
        assert!(script.contains("src = part(\"a\", 0, 10);"), "{script}");
        assert!(script.contains("src = part(\"institutions\", 0, 20);"), "{script}");
        assert_eq!(script.matches("instantiateStreaming").count(), 1);
        assert_eq!(script.matches("instantiate(await src, imports)").count(), 2);
    }

    #[test]
    fn a_script_of_another_shape_is_refused() {
        let (mut files, mut chunks) = files("import x;\n");
        assert!(pack(&mut files, &mut chunks).is_err());
    }
}
