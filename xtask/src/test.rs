//! `test`: everything that can be wrong, in one command that ends with the test runner's summary.

use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow, bail};

use crate::progress::step;
use crate::{check, full_tests, postgres, process, run, toolchain, web, workspace};

/// Parts that only some builds have: their tests run unless they are left out.
pub(crate) const FEATURES: &str = "server/full-tests,server/otel,documents/full-tests,xtask/release";

/// What was asked for on the command line.
pub(crate) struct Options {
    /// Leave out browsers, fuzzing and the checks.
    fast: bool,
    /// Only tests whose name contains one of these.
    filters: Vec<String>,
}

impl Options {
    /// Reads the arguments of `cargo xtask test`.
    ///
    /// # Errors
    /// On an option that there is not.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self> {
        let (options, filters): (Vec<_>, Vec<_>) =
            arguments.iter().cloned().partition(|argument| argument.starts_with('-'));
        if let Some(unknown) = options.iter().find(|option| *option != "--fast") {
            bail!("`cargo xtask test` has no option {unknown}; it takes --fast and parts of test names");
        }
        Ok(Self { fast: !options.is_empty(), filters })
    }
}

/// Passes every test, or the chosen ones.
///
/// # Errors
/// When something is missing, a check fails or a test fails.
pub(crate) fn test(options: &Options) -> Result<()> {
    run::require_compiler()?;
    let mut environment = Vec::new();
    if std::env::var_os("TEST_DATABASE_URL").is_none() {
        environment.push(("PG_BIN_DIR", postgres::ensure()?));
    }
    if !options.fast {
        environment.extend(full_tests::prepare()?);
        if options.filters.is_empty() {
            web_app_and_checks()?;
            if has_nextest() {
                documentation_examples()?;
            }
        } else {
            web::build(web::Mode::Release)?;
        }
    }
    let mut runner = runner(options);
    runner.envs(environment);
    step("tests: compiling and running");
    let result = process::run(&mut runner);
    stop_database();
    result
}

/// The web app as people get it, which ends with minutes on one core, and meanwhile the checks of the sources. The rest
/// of `cargo xtask check` is tests, which are among those that follow.
fn web_app_and_checks() -> Result<()> {
    toolchain::ensure_wasm_target()?;
    thread::scope(|scope| {
        let web = scope.spawn(|| web::build_with(web::Mode::Release, web::Output::OnlyProblems));
        let checked = check::check_sources();
        web.join().map_err(|_| anyhow!("the build of the web app panicked"))??;
        checked
    })
}

/// The command that runs the tests: nextest where it is installed, else cargo's own runner.
fn runner(options: &Options) -> Command {
    let mut command = workspace::cargo();
    if has_nextest() {
        command.args(["nextest", "run", "--no-fail-fast"]);
    } else {
        command.args(["test", "--no-fail-fast"]);
    }
    command.arg("--workspace");
    if !options.fast {
        command.args(["--features", FEATURES]);
    }
    if !options.filters.is_empty() {
        command.arg("--").args(&options.filters);
    }
    command
}

fn has_nextest() -> bool {
    process::find("cargo-nextest").is_some()
}

/// Runs the examples in the documentation, which nextest leaves out.
fn documentation_examples() -> Result<()> {
    step("tests: examples in the documentation");
    process::run(workspace::cargo().args(["test", "--quiet", "--workspace", "--doc", "--features", FEATURES]))
}

/// Stops the PostgreSQL that the tests shared: it outlives each of their processes, so nobody else does.
/// The program that does it is an example of the crate `db`, which was built with the tests.
pub(crate) fn stop_database() {
    let program = workspace::target().join("debug/examples/stop_cluster");
    if program.exists()
        && let Err(reason) = process::output(&mut Command::new(program))
    {
        step(format!("tests: their PostgreSQL goes on running: {reason:#}"));
    }
}
