//! The Rust target of the web app.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::progress::step;
use crate::workspace;

/// The target that browsers run.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the browser's target to the tool chain when it is missing.
///
/// # Errors
/// Without rustup (a distribution's Rust), with the command to type; or when rustup fails.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    if has_wasm_target() {
        return Ok(());
    }
    if process::find("rustup").is_none() {
        bail!(
            "this Rust cannot compile for browsers: the target {WASM} is missing, and there is no rustup to add it. \
             Debian: sudo apt-get install libstd-rust-dev-wasm32; Fedora: sudo dnf install rust-std-static-{WASM}; \
             else install Rust with rustup (https://rustup.rs)"
        );
    }
    step(format!("Rust: adding the target {WASM}"));
    process::run(Command::new("rustup").current_dir(workspace::root()).args(["target", "add", WASM]))
}

fn has_wasm_target() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(rustc);
    command.current_dir(workspace::root());
    let folder = process::output(command.args(["--print", "target-libdir", "--target", WASM]));
    folder.is_ok_and(|folder| PathBuf::from(folder).is_dir())
}
