//! What must hold before a change lands, apart from tests; and the command that rewrites what tests compare with.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::progress::step;
use crate::{postgres, process, run, toolchain, workspace};

/// Documents printed by the server and checked in: file, command.
const PRINTED: [(&str, &str); 2] = [("schema.graphql", "schema"), ("openapi.json", "openapi")];

/// Formatting, lints, documentation, and the checked-in interfaces.
///
/// # Errors
/// At the first check that fails.
pub(crate) fn check() -> Result<()> {
    step("check: formatting");
    process::run(workspace::cargo().args(["fmt", "--all", "--check"]))
        .context("files are not formatted as rustfmt does it; `cargo fmt --all` does it")?;
    step("check: lints");
    process::run(workspace::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]))?;
    toolchain::ensure_wasm_target()?;
    process::run(workspace::cargo().args([
        "clippy",
        "-p",
        "web",
        "--target",
        toolchain::WASM,
        "--",
        "-D",
        "warnings",
    ]))?;
    step("check: documentation");
    process::run(workspace::cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    compare_printed()
}

fn compare_printed() -> Result<()> {
    let program = run::build_server("dev")?;
    for (file, command) in PRINTED {
        step(format!("check: {file}"));
        let kept = fs::read_to_string(workspace::path(file)).unwrap_or_default();
        if print(&program, command)? != kept.trim_end() {
            bail!(
                "{file} is not what `medical-crm {command}` prints; `cargo xtask snapshots` rewrites it, and a review of the difference decides"
            );
        }
    }
    Ok(())
}

/// Rewrites `schema.graphql`, `openapi.json` and the answers that tests expect.
///
/// # Errors
/// When the server does not build or a test fails for another reason than an unexpected answer.
pub(crate) fn rewrite_snapshots() -> Result<()> {
    let program = run::build_server("dev")?;
    for (file, command) in PRINTED {
        step(format!("writing {file}"));
        fs::write(workspace::path(file), print(&program, command)? + "\n").context(file)?;
    }
    step("writing the answers that tests expect");
    let mut tests = workspace::cargo();
    tests.args(["test", "--workspace", "--no-fail-fast"]).env("INSTA_UPDATE", "always");
    if !run::has_database_url() {
        tests.env("PG_BIN_DIR", postgres::ensure()?);
    }
    process::run(&mut tests)
}

fn print(program: &Path, command: &str) -> Result<String> {
    process::output(Command::new(program).arg(command))
}
