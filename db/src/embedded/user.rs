//! Who runs PostgreSQL: this process's own user, or, for root, somebody with fewer rights.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use super::error::Error;
use super::sys;

/// The user who runs PostgreSQL.
#[derive(Debug, Clone)]
pub(super) struct RunUser {
    /// The number of the user, who owns the files of the cluster.
    pub(super) uid: u32,
    gid: Option<u32>,
}

impl RunUser {
    /// Chooses the user, given the owner of the cluster if there is one.
    pub(super) fn choose(cluster_owner: Option<u32>) -> Result<Self, Error> {
        let current = sys::current_user();
        if current != 0 {
            return Ok(Self { uid: current, gid: None });
        }
        let owner = cluster_owner.filter(|uid| *uid != 0).map(|uid| uid.to_string());
        owner
            .as_deref()
            .into_iter()
            .chain(["postgres", "nobody"])
            .find_map(Self::unprivileged)
            .ok_or(Error::NoUnprivilegedUser)
    }

    fn unprivileged(name: &str) -> Option<Self> {
        let uid = id("-u", name)?.parse().ok().filter(|uid| *uid != 0)?;
        let gid = id("-g", name)?.parse().ok()?;
        Some(Self { uid, gid: Some(gid) })
    }

    /// Whether this process is root and gives up its rights for PostgreSQL.
    pub(super) fn is_dropped_to(&self) -> bool {
        self.gid.is_some()
    }

    /// The name of the user, or the number where there is no name.
    pub(super) fn name(&self) -> String {
        name_of(self.uid)
    }

    /// Whether the user is known by name, as PostgreSQL demands.
    pub(super) fn has_name(&self) -> bool {
        id("-un", &self.uid.to_string()).is_some()
    }

    /// A command that runs as this user, in a clean environment that names no other database.
    pub(super) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        for (name, _) in env::vars_os() {
            if name.as_encoded_bytes().starts_with(b"PG") {
                command.env_remove(name);
            }
        }
        // The working directory may be closed to the user; messages must be readable whatever the language.
        command.current_dir("/").env("LC_ALL", "C").stdin(Stdio::null());
        if let Some(gid) = self.gid {
            command.uid(self.uid).gid(gid);
        }
        command
    }

    /// Makes a file or directory the user's own.
    pub(super) fn give(&self, path: &Path) -> Result<(), Error> {
        match self.gid {
            None => Ok(()),
            Some(gid) => std::os::unix::fs::chown(path, Some(self.uid), Some(gid))
                .map_err(Error::file("changing the owner of", path)),
        }
    }

    /// Makes an open file the user's own.
    pub(super) fn give_file(&self, file: &File) -> io::Result<()> {
        match self.gid {
            None => Ok(()),
            Some(gid) => std::os::unix::fs::fchown(file, Some(self.uid), Some(gid)),
        }
    }

    /// Whether the user can enter a directory.
    pub(super) fn can_enter(&self, directory: &Path) -> bool {
        if !self.is_dropped_to() {
            return fs::metadata(directory.join(".")).is_ok();
        }
        // Asking the system is exact where looking at mode bits is not (groups, access control lists).
        self.command("/bin/sh")
            .args(["-c", "cd -- \"$1\"", "sh"])
            .arg(directory)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// The first directory on the way down to this one, itself included, that the user cannot enter.
    pub(super) fn first_closed(&self, directory: &Path) -> Option<PathBuf> {
        if self.can_enter(directory) {
            return None;
        }
        let mut way: Vec<_> = directory.ancestors().collect();
        way.reverse();
        way.into_iter().find(|ancestor| !self.can_enter(ancestor)).map(Path::to_owned)
    }
}

/// The owner of a file, if it exists.
pub(super) fn owner(path: &Path) -> io::Result<Option<u32>> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata.uid())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The name of a user, or the number where there is no name.
pub(super) fn name_of(uid: u32) -> String {
    let number = uid.to_string();
    id("-un", &number).unwrap_or(number)
}

/// Asks the POSIX program `id`, which knows every kind of user directory.
fn id(question: &str, user: &str) -> Option<String> {
    let output = Command::new("id").args([question, user]).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let answer = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !answer.is_empty()).then_some(answer)
}
