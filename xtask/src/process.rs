//! Running other programs, with errors that say which and why.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a program to its end with its output shown.
///
/// # Errors
/// When it cannot be started or does not end with status 0.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start `{}`", line(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a program to its end and returns what it printed.
///
/// # Errors
/// When it cannot be started or does not end with status 0; the error carries what it said.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{}`", line(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", line(command), output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program of this name on `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// Replaces this process, so that signals and the exit status are the other program's own.
///
/// # Errors
/// When it cannot be started; elsewhere than on Unix also when it fails.
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let error = command.exec();
        Err(error).with_context(|| format!("cannot start `{}`", line(command)))
    }
    #[cfg(not(unix))]
    run(command)
}

/// Sends a signal, `TERM` or `INT`, to a process. The shell does it: small systems have no program `kill`.
///
/// # Errors
/// When there is no such process, or it is somebody else's.
pub(crate) fn signal(pid: u32, name: &str) -> Result<()> {
    output(Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", name, &pid.to_string()])).map(drop)
}

/// The command as a person would type it, for messages.
fn line(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}
