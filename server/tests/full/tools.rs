//! Where the programs are that these tests run.

use std::{
    path::PathBuf,
    process::{Output, Stdio},
};

use tokio::process::Command;

/// The path in a variable that `cargo xtask test` sets.
pub fn path(variable: &str) -> PathBuf {
    match std::env::var_os(variable) {
        Some(path) => PathBuf::from(path),
        None => panic!("{variable} is not set: run this test by `cargo xtask test`, which prepares what it needs"),
    }
}

/// Runs a program to its end, stopped when the test is, and returns what it said.
pub async fn output(command: &mut Command) -> Output {
    let name = format!("{:?}", command.as_std().get_program());
    match command.stdin(Stdio::null()).kill_on_drop(true).output().await {
        Ok(output) => output,
        Err(error) => panic!("{name} cannot be started: {error}"),
    }
}
