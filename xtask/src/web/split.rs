//! The module of the app → its main part and the chunks of its areas.

use std::path::Path;

use anyhow::Result;

use super::Chunks;

/// Writes the chunks of a module and the script that loads them; returns the main part, and the chunks of each area.
///
/// # Errors
/// When the module is not what the splitter expects, or a file cannot be written.
#[cfg(feature = "release")]
pub(super) fn split(module: &[u8], bound: &Path) -> Result<(Vec<u8>, Chunks)> {
    let main = super::compile::fresh_folder("split")?.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(module);
    options.output_dir = bound;
    options.main_out_path = &main;
    options.link_name = "./chunks.js";
    options.main_module = "./web.js";
    let parts = wasm_split_cli_support::transform(options).map_err(|error| anyhow::anyhow!("wasm-split: {error:#}"))?;
    let file = |name: String| format!("{name}.wasm");
    let chunks = parts.prefetch_map.into_iter();
    let chunks = chunks.map(|(area, names)| (area, names.into_iter().map(file).collect()));
    Ok((std::fs::read(&main)?, chunks.collect()))
}

/// This build of the tool has no splitter.
///
/// # Errors
/// Always.
#[cfg(not(feature = "release"))]
pub(super) fn split(_module: &[u8], _bound: &Path) -> Result<(Vec<u8>, Chunks)> {
    anyhow::bail!("the tool was compiled without its feature `release`, which splits the app")
}
