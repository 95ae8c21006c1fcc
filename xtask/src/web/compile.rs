//! Rust → WebAssembly module → chunks → modules and JavaScript that binds them to the page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::sections::without_names;
use super::{Chunks, Files, Mode, Output, split};
use crate::progress::step;
use crate::{process, toolchain, workspace};

/// Compiles the crate `web` and returns the module.
///
/// # Errors
/// When the target cannot be had or the crate does not compile.
pub(crate) fn compile(mode: Mode, output: Output) -> Result<Vec<u8>> {
    toolchain::ensure_wasm_target()?;
    let profile = match mode {
        Mode::Release => "wasm",
        Mode::Quick => "wasm-quick",
        Mode::Dev => "wasm-dev",
    };
    step("web app: compiling for the browser");
    // On a first run the server's dependencies are compiled at the same time, and its last crate, which keeps one core
    // busy for minutes, waits for them: the app is what the other core does then.
    let mut cargo = if mode == Mode::Quick { workspace::patient_cargo() } else { workspace::cargo() };
    cargo.args(["build", "-p", "web", "--target", toolchain::WASM, "--profile", profile]);
    if output == Output::OnlyProblems {
        cargo.arg("--quiet");
    }
    process::run(&mut cargo)?;
    let module = workspace::target().join(toolchain::WASM).join(profile).join("web.wasm");
    fs::read(&module).with_context(|| module.display().to_string())
}

/// Splits a module at the areas of the app (a release; otherwise it stays whole) and makes `web.js` and `web_bg.wasm` of its main part, `chunks.js` and a
/// module for each chunk (and snippets of dependencies, if any). Says too which chunks an area needs.
///
/// # Errors
/// When the module is not what the splitter or wasm-bindgen expects, or a file cannot be written.
pub(crate) fn bind(module: &[u8], mode: Mode) -> Result<(Files, Chunks)> {
    let bound = fresh_folder("bindgen")?;
    let (main, chunks) = match mode {
        Mode::Release => split::split(module, &bound)?,
        Mode::Quick | Mode::Dev => (module.to_vec(), Chunks::new()),
    };
    Bindgen::new()
        .input_bytes("web", main)
        .out_name("web")
        .web(true)?
        .typescript(false)
        // The chunks are linked to the memory, the table and the stack of the main module.
        .keep_lld_exports(mode == Mode::Release)
        .remove_name_section(mode != Mode::Dev)
        .remove_producers_section(true)
        .generate(&bound)
        .context("wasm-bindgen")?;
    let mut files = Files::new();
    collect(&bound, "", &mut files)?;
    if mode != Mode::Dev {
        for (name, bytes) in &mut files {
            if name.ends_with(".wasm") {
                *bytes = without_names(bytes).with_context(|| name.clone())?;
            }
        }
    }
    Ok((files, chunks))
}

pub(super) fn fresh_folder(name: &str) -> Result<PathBuf> {
    let folder = workspace::target().join("xtask").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}
