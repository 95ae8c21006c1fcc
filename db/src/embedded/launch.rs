//! One start of PostgreSQL: its command line, its log, and what the log says when it fails.

use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Child;

use super::binaries::Binaries;
use super::error::Error;
use super::layout::Layout;
use super::process;
use super::settings;
use super::sys::{self, Signal};
use super::user::RunUser;

/// Everything that a start needs.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) layout: Layout,
    pub(super) binaries: Binaries,
    pub(super) user: RunUser,
    pub(super) socket_directory: PathBuf,
    pub(super) durable: bool,
    pub(super) detached: bool,
    pub(super) settings: Vec<(String, String)>,
}

impl Plan {
    /// Starts PostgreSQL. Unless it is detached, it ends with the thread that calls this.
    pub(super) fn spawn(&self) -> Result<Child, Error> {
        let log = self.layout.open_log(&self.user)?;
        let log_path = self.layout.log();
        let errors = log.try_clone().map_err(Error::file("opening", &log_path))?;
        let program = self.binaries.program("postgres");
        let mut command = self.user.command(&program);
        command
            .args(settings::arguments(&self.layout.cluster(), &self.socket_directory, self.durable, &self.settings))
            .stdout(log)
            .stderr(errors)
            // Ctrl-C in a terminal is for the server, which stops PostgreSQL when its requests are done.
            .process_group(0);
        sys::close_inherited_files(&mut command);
        if !self.detached {
            sys::signal_when_parent_dies(&mut command, Signal::Interrupt);
        }
        command.spawn().map_err(Error::file("starting", &program))
    }

    /// Clears what a PostgreSQL that was killed left in the way of a start.
    pub(super) fn clear_remains(&self) -> Result<(), Error> {
        process::clear_remains(&self.layout, &self.socket_directory)
    }

    /// The URL of a database of this cluster.
    pub(super) fn url(&self, database: &str) -> String {
        settings::url(&self.socket_directory, settings::PORT, database)
    }

    /// Where the log ends now.
    pub(super) fn log_end(&self) -> u64 {
        fs::metadata(self.layout.log()).map_or(0, |metadata| metadata.len())
    }

    /// Why PostgreSQL ended, from what it wrote to the log since then.
    pub(super) fn failure(&self, log_start: u64) -> Failure {
        let log = self.layout.log();
        let text = read_from(&log, log_start).unwrap_or_default();
        let passing = [
            "lock file \"postmaster.pid\" already exists",
            "pre-existing shared memory block",
            "Is another postmaster already running",
        ];
        if passing.iter().any(|words| text.contains(words)) {
            return Failure::Passing(self.start_failed(&text));
        }
        if text.contains("No space left on device") {
            return Failure::Final(Error::NoSpace { directory: self.layout.root.clone() });
        }
        Failure::Final(self.start_failed(&text))
    }

    fn start_failed(&self, log_text: &str) -> Error {
        Error::StartFailed { reason: reason(log_text), log: self.layout.log() }
    }
}

/// How a start failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// Something of a predecessor is still there: it will go.
    Passing(Error),
    /// Trying again does not help.
    Final(Error),
}

fn read_from(path: &PathBuf, start: u64) -> io::Result<String> {
    let mut file = fs::File::open(path)?;
    // The log was put aside when it is shorter than before.
    let start = if file.metadata()?.len() < start { 0 } else { start };
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(64 * 1024).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The sentences of a log that tell why: without time stamps, at most a few.
fn reason(log_text: &str) -> String {
    let telling: Vec<_> = log_text
        .lines()
        .filter_map(|line| {
            ["FATAL:", "PANIC:", "HINT:"]
                .iter()
                .find_map(|level| line.split_once(level))
                .map(|(_, sentence)| sentence.trim())
        })
        .take(4)
        .collect();
    if telling.is_empty() {
        let last = log_text.lines().rev().find(|line| !line.trim().is_empty());
        last.unwrap_or("it said nothing").trim().to_owned()
    } else {
        telling.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_reason_in_a_log() {
        let log = "2026-11-22 18:00:00 UTC [1] LOG:  starting\n\
                   2026-11-22 18:00:00 UTC [1] FATAL:  could not map memory\n\
                   2026-11-22 18:00:00 UTC [1] HINT:  Use less.\n";
        assert_eq!(reason(log), "could not map memory Use less.");
        assert_eq!(reason("postgres: bad option\n\n"), "postgres: bad option");
        assert_eq!(reason(""), "it said nothing");
    }
}
