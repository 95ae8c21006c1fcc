//! Where things are, and how cargo is called.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// A path inside the workspace.
pub(crate) fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// The folder of everything built.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => path("target"),
    }
}

/// The program `medical-crm` as built with `profile`.
pub(crate) fn server_binary(profile: &str) -> PathBuf {
    let name = format!("medical-crm{}", std::env::consts::EXE_SUFFIX);
    // Cargo names the folder of its profile `dev` by its old name.
    let folder = if profile == "dev" { "debug" } else { profile };
    target().join(folder).join(name)
}

/// Cargo, in the workspace's folder.
///
/// The variables that `cargo run` sets for this process are taken away: build scripts would see them change between
/// a call from here and a call by hand, and build again.
pub(crate) fn cargo() -> Command {
    prepared(Command::new(program()))
}

/// Cargo that takes only the time which other programs leave, where the system has `nice`.
pub(crate) fn patient_cargo() -> Command {
    let Some(nice) = process::find("nice") else { return cargo() };
    let mut command = Command::new(nice);
    command.args(["-n", "19"]).arg(program());
    prepared(command)
}

fn program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn prepared(mut command: Command) -> Command {
    command.current_dir(root());
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name.as_ref());
        }
    }
    command.env_remove("LD_LIBRARY_PATH");
    command
}
