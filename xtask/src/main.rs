//! The one tool of this repository: builds, runs, tests, checks and measures Medical CRM.
//!
//! `cargo xtask help` lists the commands. Each does its own set-up and says what it does.

mod bench;
mod check;
mod dev;
mod full_tests;
mod npm;
mod pictures;
mod postgres;
mod process;
mod progress;
mod run;
mod system;
mod test;
mod toolchain;
mod web;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask COMMAND

  run [ARGS]            build the web app and the server, then `medical-crm serve ARGS`
                        (try: cargo xtask run --demo)
  test [--fast] [NAME]  every test, or those whose name contains NAME; --fast leaves out
                        browsers, fuzzing and the checks
  build                 the whole product in one file: target/release/medical-crm
  dev [ARGS]            serve, and rebuild and restart when a file changes
  check                 formatting, lints, documentation, and that what is checked in agrees: the
                        migrations, db/src/schema.rs, schema.graphql, openapi.json, rights
  snapshots             rewrite those files: db/src/schema.rs, schema.graphql, openapi.json, rights
  pictures              the pictures of docs/images anew, from those that the browser tests took
  web [--dev]           the web app alone, into web/dist
  bench [NAME]          measure, and write docs/PERFORMANCE.md
  help                  this text
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    if !cfg!(feature = "release") && makes_release(command, rest) {
        let mut again = workspace::cargo();
        again.args(["run", "--quiet", "--package", "xtask", "--features", "release", "--"]).args(arguments);
        return process::become_program(&mut again);
    }
    match command {
        "run" => run::serve(rest),
        "test" => test::test(&test::Options::parse(rest)?),
        "build" => {
            no_arguments(command, rest)?;
            run::build()
        }
        "dev" => dev::dev(rest),
        "check" => {
            no_arguments(command, rest)?;
            check::check()
        }
        "snapshots" => {
            no_arguments(command, rest)?;
            check::rewrite_snapshots()
        }
        "pictures" => {
            no_arguments(command, rest)?;
            pictures::renew()
        }
        "web" => match rest {
            [] => web::build(web::Mode::Release),
            [flag] if flag == "--dev" => web::build(web::Mode::Dev),
            _ => bail!("`cargo xtask web` takes --dev or nothing"),
        },
        "bench" => bench::bench(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}

/// Whether the command makes the web app as small as it can be, which takes more tools than the first run of a clone
/// should wait for.
fn makes_release(command: &str, rest: &[String]) -> bool {
    match command {
        "build" | "bench" => true,
        "test" => !rest.iter().any(|argument| argument == "--fast"),
        "web" => rest.is_empty(),
        _ => false,
    }
}

fn no_arguments(command: &str, rest: &[String]) -> Result<()> {
    match rest {
        [] => Ok(()),
        [first, ..] => bail!("`cargo xtask {command}` takes no arguments, not `{first}`"),
    }
}
