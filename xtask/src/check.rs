//! What must hold before a change lands, apart from tests; and the command that rewrites what tests compare with.

use anyhow::{Context, Result};

use crate::progress::step;
use crate::{postgres, process, test, toolchain, workspace};

/// A test program that compares checked-in files with what they are made from, and rewrites them when asked.
struct Comparison {
    /// What it compares.
    what: &'static str,
    /// Its name.
    program: &'static str,
    /// The only test of it that rewrites; empty: all may.
    rewriting: &'static str,
}

/// The tables in Rust come first: the server does not compile without them.
const SCHEMA: Comparison = Comparison {
    what: "migrations (up, down, up again) and db/src/schema.rs",
    program: "migrations",
    rewriting: "the_file_agrees_with_the_database",
};

/// What the two interfaces say of themselves.
const DOCUMENTS: Comparison =
    Comparison { what: "schema.graphql and openapi.json", program: "contract_documents", rewriting: "" };

/// Who may do what.
const RIGHTS: Comparison = Comparison { what: "server/tests/rights.golden", program: "rights", rewriting: "" };

/// Everything that must hold before a change lands, apart from the tests of behaviour.
///
/// # Errors
/// At the first check that fails.
pub(crate) fn check() -> Result<()> {
    check_sources()?;
    let compared = [SCHEMA, DOCUMENTS, RIGHTS].iter().try_for_each(|comparison| {
        step(format!("check: {}", comparison.what));
        comparison.run("", &[])
    });
    stop_database()?;
    compared
}

/// Formatting, lints and documentation: what no test looks at.
///
/// # Errors
/// At the first check that fails.
pub(crate) fn check_sources() -> Result<()> {
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
    // With the features that the lints were compiled with: what others need of a crate is there already.
    let mut documentation = workspace::cargo();
    documentation.args(["doc", "--workspace", "--all-features", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    process::run(&mut documentation)
}

/// Rewrites what is checked in and made from something else: `db/src/schema.rs`, `schema.graphql`, `openapi.json` and
/// the table of rights.
///
/// # Errors
/// When something does not compile, or a test fails for another reason than a file that is not up to date.
pub(crate) fn rewrite_snapshots() -> Result<()> {
    [SCHEMA, DOCUMENTS, RIGHTS].iter().try_for_each(Comparison::rewrite)?;
    stop_database()
}

impl Comparison {
    fn rewrite(&self) -> Result<()> {
        step(format!("writing {}", self.what));
        self.run(self.rewriting, &[("UPDATE_GOLDEN", "1")])
    }

    /// Runs the tests whose names contain `only`.
    fn run(&self, only: &str, environment: &[(&str, &str)]) -> Result<()> {
        let mut command = workspace::cargo();
        // With the features of the whole workspace, as all tests are compiled.
        command.args(["test", "--quiet", "--workspace", "--test", self.program, "--", only]);
        command.envs(environment.iter().copied());
        if std::env::var_os("TEST_DATABASE_URL").is_none() {
            command.env("PG_BIN_DIR", postgres::ensure()?);
        }
        process::run(&mut command)
    }
}

/// The tests' PostgreSQL is stopped by an example of the crate `db`, which is not built with a single test program.
fn stop_database() -> Result<()> {
    process::run(workspace::cargo().args(["build", "--quiet", "--workspace", "--example", "stop_cluster"]))?;
    test::stop_database();
    Ok(())
}
