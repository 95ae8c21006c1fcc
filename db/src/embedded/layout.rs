//! The files of the data directory.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::user::{self, RunUser};

/// The log is put aside when it is larger than this at a start.
const LOG_LIMIT: u64 = 10 * 1024 * 1024;

/// Where everything is.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// The data directory, absolute.
    pub(super) root: PathBuf,
}

impl Layout {
    pub(super) fn new(data_dir: &Path) -> Result<Self, Error> {
        let root = std::path::absolute(data_dir).map_err(Error::file("finding", data_dir))?;
        Ok(Self { root })
    }

    /// The cluster: what PostgreSQL calls its data directory.
    pub(super) fn cluster(&self) -> PathBuf {
        self.root.join("cluster")
    }

    /// PostgreSQL's log.
    pub(super) fn log(&self) -> PathBuf {
        self.root.join("postgres.log")
    }

    /// The directory of the socket, where its path is short enough.
    pub(super) fn socket(&self) -> PathBuf {
        self.root.join("socket")
    }

    /// The file that remembers another directory of the socket.
    pub(super) fn socket_note(&self) -> PathBuf {
        self.root.join("socket-directory")
    }

    fn lock(&self) -> PathBuf {
        self.root.join("owner.lock")
    }

    /// The major version that made the cluster; `None` when there is no cluster yet.
    pub(super) fn cluster_version(&self) -> Result<Option<u32>, Error> {
        let directory = self.cluster();
        let file = directory.join("PG_VERSION");
        match fs::read_to_string(&file) {
            Ok(text) => match text.trim().split('.').next().map(str::parse) {
                Some(Ok(version)) => Ok(Some(version)),
                _ => Err(Error::NoCluster { directory }),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if directory.symlink_metadata().is_ok() {
                    Err(Error::NoCluster { directory })
                } else {
                    Ok(None)
                }
            }
            Err(source) if source.kind() == io::ErrorKind::PermissionDenied => match user::owner(&directory) {
                Ok(Some(owner)) => Err(self.other_owner(owner)),
                _ => Err(self.not_writable(source)),
            },
            Err(source) => Err(Error::file("reading", &file)(source)),
        }
    }

    /// The owner of the cluster, if there is one.
    pub(super) fn cluster_owner(&self) -> Result<Option<u32>, Error> {
        user::owner(&self.cluster()).map_err(Error::file("reading", &self.cluster()))
    }

    /// Makes the data directory and checks that both this process and the user of PostgreSQL get at it.
    pub(super) fn prepare(&self, user: &RunUser) -> Result<(), Error> {
        self.create(user)?;
        if let Some(owner) = self.cluster_owner()?
            && owner != user.uid
        {
            return Err(self.other_owner(owner));
        }
        match user.first_closed(&self.root) {
            None => Ok(()),
            Some(blocked) => Err(Error::NotReachable { directory: self.root.clone(), blocked, user: user.name() }),
        }
    }

    fn create(&self, user: &RunUser) -> Result<(), Error> {
        // Private by default; root's must let the user of PostgreSQL through to the directories that are its own.
        let mode = if user.is_dropped_to() { 0o711 } else { 0o700 };
        let missing: Vec<_> = self.root.ancestors().take_while(|directory| !directory.exists()).collect();
        for directory in missing.into_iter().rev() {
            DirBuilder::new()
                .mode(mode)
                .create(directory)
                .or_else(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => Ok(()),
                    _ => Err(error),
                })
                .and_then(|()| fs::set_permissions(directory, Permissions::from_mode(mode)))
                .map_err(|source| self.not_writable(source))?;
        }
        Ok(())
    }

    /// Opens the lock file that the owner holds for life.
    pub(super) fn open_lock(&self, user: &RunUser) -> Result<File, Error> {
        open(&self.lock(), user).map_err(|source| self.not_writable(source))
    }

    /// Opens the log for another start.
    pub(super) fn open_log(&self, user: &RunUser) -> Result<File, Error> {
        let path = self.log();
        if fs::metadata(&path).is_ok_and(|metadata| metadata.len() > LOG_LIMIT) {
            let old = self.root.join("postgres.log.1");
            fs::rename(&path, &old).map_err(Error::file("renaming", &path))?;
        }
        open(&path, user).map_err(Error::file("opening", &path))
    }

    fn other_owner(&self, owner: u32) -> Error {
        Error::OtherOwner {
            directory: self.cluster(),
            owner: user::name_of(owner),
            user: user::name_of(super::sys::current_user()),
        }
    }

    fn not_writable(&self, source: io::Error) -> Error {
        if source.kind() == io::ErrorKind::StorageFull {
            return Error::NoSpace { directory: self.root.clone() };
        }
        Error::NotWritable { directory: self.root.clone(), user: user::name_of(super::sys::current_user()), source }
    }
}

/// Opens a file to append to. It belongs to the user of PostgreSQL, so that a server that is later started by that
/// user can open it too; and it is never a link, which could lead root to a file of somebody else's choice.
fn open(path: &Path, user: &RunUser) -> io::Result<File> {
    let file = OpenOptions::new().append(true).create(true).mode(0o600).custom_flags(libc::O_NOFOLLOW).open(path)?;
    user.give_file(&file)?;
    Ok(file)
}
