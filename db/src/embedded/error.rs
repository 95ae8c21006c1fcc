//! What can go wrong, each as a sentence that says what to do.

use std::io;
use std::path::{Path, PathBuf};

/// Why the private PostgreSQL cannot run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No PostgreSQL on this machine.
    #[error(
        "no PostgreSQL {minimum} or newer was found on this machine. Install it with `{install}`, or name the \
         directory of its programs in PG_BIN_DIR, or name another database in DATABASE_URL",
        minimum = super::binaries::MINIMUM
    )]
    NotInstalled {
        /// The command that installs PostgreSQL here.
        install: String,
    },
    /// Only older versions are installed.
    #[error(
        "the PostgreSQL in {} is version {version}, but {minimum} or newer is needed. Install one with `{install}`, \
         or name the directory of its programs in PG_BIN_DIR",
        bin_dir.display(),
        minimum = super::binaries::MINIMUM
    )]
    TooOld {
        /// Where it is.
        bin_dir: PathBuf,
        /// Its major version.
        version: u32,
        /// The command that installs a newer one.
        install: String,
    },
    /// The directory that was named holds no usable programs.
    #[error(
        "PG_BIN_DIR names {}, but there the user {user} cannot run `postgres` and `initdb`: {reason}. \
         Name the directory of both programs, for example /usr/lib/postgresql/15/bin",
        bin_dir.display()
    )]
    UnusablePrograms {
        /// The directory that was named.
        bin_dir: PathBuf,
        /// Who would run the programs.
        user: String,
        /// What the system said.
        reason: String,
    },
    /// The cluster belongs to another major version.
    #[error(
        "the database in {} was made by PostgreSQL {cluster}, but the programs in {} are version {programs}. Install \
         PostgreSQL {cluster} with `{install}`, or name the directory of its programs in PG_BIN_DIR; to move to \
         version {programs}, make a backup with the old one and restore it into a new data directory",
        directory.display(),
        bin_dir.display()
    )]
    OtherVersion {
        /// The cluster.
        directory: PathBuf,
        /// The version that made it.
        cluster: u32,
        /// The programs that were found.
        bin_dir: PathBuf,
        /// Their version.
        programs: u32,
        /// The command that installs the right version.
        install: String,
    },
    /// The cluster's place is taken by something else.
    #[error(
        "{} holds something that is no PostgreSQL database. Move it away with `mv {} {}` or name another data directory",
        directory.display(),
        quoted(directory),
        quoted(&directory.with_extension("old"))
    )]
    NoCluster {
        /// The place.
        directory: PathBuf,
    },
    /// Files of another user.
    #[error(
        "the database in {} belongs to the user {owner}, but this is the user {user}. Start the server as {owner}, \
         or hand the files over with `sudo chown -R {user} {}`",
        directory.display(),
        quoted(directory)
    )]
    OtherOwner {
        /// The cluster.
        directory: PathBuf,
        /// Whose it is.
        owner: String,
        /// Who runs this process.
        user: String,
    },
    /// The data directory cannot be written.
    #[error(
        "the data directory {} cannot be written by the user {user} ({source}). Make it writable with \
         `sudo chown -R {user} {}`, or name another directory in DATA_DIR",
        directory.display(),
        quoted(directory)
    )]
    NotWritable {
        /// The data directory.
        directory: PathBuf,
        /// Who tried.
        user: String,
        /// What the system said.
        source: io::Error,
    },
    /// The unprivileged user cannot reach the data directory.
    #[error(
        "PostgreSQL does not run as root, and the user {user} that runs it instead cannot enter {}, on the way to the \
         data directory {}. Open it with `chmod o+x {}`, or name another directory in DATA_DIR, for example \
         /var/lib/medical-crm",
        blocked.display(),
        directory.display(),
        quoted(blocked)
    )]
    NotReachable {
        /// The data directory.
        directory: PathBuf,
        /// The first directory on the way that is closed.
        blocked: PathBuf,
        /// Who cannot enter it.
        user: String,
    },
    /// Root, and nobody to drop to.
    #[error(
        "PostgreSQL does not run as root, and this machine has no user `postgres` to run it. Make one with \
         `useradd --system postgres`, or start the server as an ordinary user"
    )]
    NoUnprivilegedUser,
    /// The user of this process has no name.
    #[error(
        "the user with the number {uid} has no entry in /etc/passwd, which PostgreSQL needs. Add one with \
         `echo 'crm:x:{uid}:{uid}::/:/bin/sh' >> /etc/passwd` (as root), or start the server as another user"
    )]
    NamelessUser {
        /// The user.
        uid: u32,
    },
    /// The disk is full.
    #[error(
        "no space is left on the disk that holds {}. Free some (`df -h {}` shows how much there is) and start again",
        directory.display(),
        quoted(directory)
    )]
    NoSpace {
        /// The data directory.
        directory: PathBuf,
    },
    /// Nowhere to put the socket.
    #[error(
        "the socket of the database can be put neither into {} (its path is too long or not plain) nor into any of \
         {tried}: {reason}. Name a shorter directory in DATA_DIR, or a writable one in TMPDIR",
        preferred.display()
    )]
    NoSocketDirectory {
        /// The directory under the data directory.
        preferred: PathBuf,
        /// The other candidates.
        tried: String,
        /// What the system said last.
        reason: String,
    },
    /// Another server holds the data directory, but its database does not answer.
    #[error(
        "another server is using the data directory {}, but its database does not answer. Stop that server, or name \
         another directory in DATA_DIR",
        directory.display()
    )]
    Held {
        /// The data directory.
        directory: PathBuf,
    },
    /// Processes of the cluster are there but do not serve and do not go.
    #[error(
        "PostgreSQL processes of {} are still there but do not answer. See {}, and if they do not end by themselves, \
         end them with `kill -QUIT {}`",
        directory.display(),
        log.display(),
        pids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    )]
    Unresponsive {
        /// The cluster.
        directory: PathBuf,
        /// PostgreSQL's log.
        log: PathBuf,
        /// The processes.
        pids: Vec<u32>,
    },
    /// The cluster could not be made.
    #[error("the database could not be made in {}: {output}", directory.display())]
    InitFailed {
        /// The cluster.
        directory: PathBuf,
        /// What `initdb` said.
        output: String,
    },
    /// PostgreSQL ended right after its start.
    #[error("PostgreSQL does not start: {reason}. Its log is {}", log.display())]
    StartFailed {
        /// The end of its log.
        reason: String,
        /// The whole log.
        log: PathBuf,
    },
    /// A statement failed while the database was being prepared.
    #[error("the database could not be prepared: {0}")]
    Prepare(String),
    /// A file could not be read or written.
    #[error("{action} {} failed: {source}", path.display())]
    File {
        /// What was tried.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// For `map_err` on file operations: a full disk is told from the rest.
    pub(super) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace { directory: path.to_owned() },
            _ => Self::File { action, path: path.to_owned(), source },
        }
    }
}

/// A path as it has to be typed in a shell.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_paths_for_the_shell() {
        assert_eq!(quoted(Path::new("/var/lib/crm")), "/var/lib/crm");
        assert_eq!(quoted(Path::new("/l'été à la mer")), r"'/l'\''été à la mer'");
    }
}
