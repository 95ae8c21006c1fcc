//! The client programs of PostgreSQL, new enough for the server.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::Error;
use crate::embedded;

/// A directory with `pg_dump`, `pg_restore` and `psql` of one version.
#[derive(Debug, Clone)]
pub(super) struct Programs {
    directory: PathBuf,
}

impl Programs {
    /// Those of the server's own version, else the nearest newer ones: `pg_dump` refuses servers newer than itself.
    pub(super) fn find(named: Option<&Path>, server: u32) -> Result<Self, Error> {
        embedded::program_directories(named)
            .into_iter()
            .filter_map(|directory| Some((version(&directory).filter(|version| *version >= server)?, directory)))
            .min_by_key(|(version, _)| *version)
            .map(|(_, directory)| Self { directory })
            .ok_or(Error::NoPrograms { server })
    }

    /// A command that is told the database by `environment` alone: arguments can be seen by everybody.
    pub(super) fn command(&self, program: &str, environment: &[(&str, String)]) -> Command {
        let mut command = Command::new(self.directory.join(program));
        for (name, _) in env::vars_os() {
            if name.as_encoded_bytes().starts_with(b"PG") {
                command.env_remove(name);
            }
        }
        command.envs(environment.iter().map(|(name, value)| (name, value))).env("LC_ALL", "C");
        command
    }
}

/// The major version, if all three programs are there.
fn version(directory: &Path) -> Option<u32> {
    if !["pg_dump", "pg_restore", "psql"].iter().all(|program| directory.join(program).is_file()) {
        return None;
    }
    let output =
        Command::new(directory.join("pg_dump")).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output();
    let text = String::from_utf8(output.ok()?.stdout).ok()?;
    let after = text.split("(PostgreSQL)").nth(1)?.trim_start();
    after.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
