//! Commands of the program.

mod archive;
mod arguments;
mod database;
mod demo;
mod demo_digiforma;
mod digiforma;
mod failure;
mod listen;
mod logging;
mod migrate;
mod render_worker;
mod seed;
mod serve;
mod user;
mod welcome;

use std::{io::ErrorKind, process::ExitCode};

use clap::Parser;

use arguments::{Arguments, Command};
use failure::Failure;

use crate::api;
use crm::config::Environment;

/// Runs the command of the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match execute(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}

fn execute(arguments: Arguments) -> Result<(), Failure> {
    let environment = || Environment::of_process().map_err(Failure::Usage);
    match arguments.command {
        Command::Serve(options) => serve::run(&environment()?, &options),
        Command::Migrate(options) => migrate::run(&environment()?, &options),
        Command::Seed(options) => seed::run(&environment()?, &options),
        Command::User(command) => user::run(&environment()?, &command),
        Command::Digiforma(command) => digiforma::run(&environment()?, &command),
        Command::Schema => print(api::schema()),
        Command::Openapi => print(api::openapi()),
        Command::Backup(options) => archive::backup(&environment()?, &options),
        Command::Restore(options) => archive::restore(&environment()?, &options),
        Command::RenderWorker(options) => render_worker::run(&options),
    }
}

/// Writes to the standard output; a reader that went away (`| head`) is no error.
fn print(text: &str) -> Result<(), Failure> {
    use std::io::Write;
    let mut output = std::io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Failed(format!("The output cannot be written: {error}.")))
        }
        _ => Ok(()),
    }
}
