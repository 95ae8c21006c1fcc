//! Rust → WebAssembly module → module and JavaScript that binds it to the page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{Files, Mode, Output};
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
        Mode::Dev => "wasm-dev",
    };
    step("web app: compiling for the browser");
    let mut cargo = workspace::cargo();
    cargo.args(["build", "-p", "web", "--target", toolchain::WASM, "--profile", profile]);
    if output == Output::OnlyProblems {
        cargo.arg("--quiet");
    }
    process::run(&mut cargo)?;
    let module = workspace::target().join(toolchain::WASM).join(profile).join("web.wasm");
    fs::read(&module).with_context(|| module.display().to_string())
}

/// Makes `web.js` and `web_bg.wasm` (and snippets of dependencies, if any) of a module.
///
/// # Errors
/// When the module is not what wasm-bindgen expects, or a file cannot be written.
pub(crate) fn bind(module: &[u8], mode: Mode) -> Result<Files> {
    let folder = workspace::target().join("xtask/bindgen");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Bindgen::new()
        .input_bytes("web", module.to_vec())
        .out_name("web")
        .web(true)?
        .typescript(false)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        .generate(&folder)
        .context("wasm-bindgen")?;
    let mut files = Files::new();
    collect(&folder, "", &mut files)?;
    Ok(files)
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
