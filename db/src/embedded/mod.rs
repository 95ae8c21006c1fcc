//! A private PostgreSQL under the data directory, for everybody who names no other.
//!
//! [`Postgres::start`] makes the cluster at the first start, starts a PostgreSQL that is installed on the machine and
//! keeps it running; [`Postgres::stop`], or the drop of the value, shuts it down cleanly.
//!
//! - **Who may connect**: it listens on a unix socket alone, in a directory of mode 0700. Inside, authentication is
//!   `trust`: whoever may enter that directory could read the files of the database too, so a password would protect
//!   nothing.
//! - **Who runs it**: PostgreSQL refuses to run as root. Root drops to the owner of an existing cluster, else to the
//!   system user `postgres`, else to `nobody`.
//! - **Several servers on one data directory**: the first owns the database; those that come later join it and never
//!   stop it. When the owner stops, the database stops for all.
//! - **Crashes**: when the server is killed, Linux has PostgreSQL shut down by itself; elsewhere the next start takes
//!   the running one over. What a killed PostgreSQL leaves behind is cleaned up by the next start, and a PostgreSQL
//!   that dies under a living server is started again.
//!
//! Files in the data directory: `cluster/` (the database), `socket/` (or `socket-directory`, the path of another one
//! where this path is too long), `postgres.log`, `owner.lock`.

mod admin;
mod binaries;
mod error;
mod init;
mod keeper;
mod launch;
mod layout;
mod process;
mod settings;
mod socket;
mod start;
mod sys;
mod user;

use std::path::{Path, PathBuf};

pub use error::Error;

use start::Running;

/// How to run the private PostgreSQL.
#[derive(Debug, Clone)]
pub struct Options {
    /// The directory of its files; made when missing.
    pub data_dir: PathBuf,
    /// The directory of the programs `postgres` and `initdb` (`PG_BIN_DIR`); searched for when absent.
    pub bin_dir: Option<PathBuf>,
    /// The database to make inside.
    pub database: String,
    /// Whether commits survive a power cut. Only throw-away data goes without.
    pub durable: bool,
    /// Whether PostgreSQL outlives this process: nobody owns it, and only [`stop_detached`] stops it.
    pub detached: bool,
    /// Settings of PostgreSQL that win over all others.
    pub settings: Vec<(String, String)>,
}

impl Options {
    /// The database `medical_crm` under this directory: durable, and stopped with this process.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            bin_dir: None,
            database: "medical_crm".to_owned(),
            durable: true,
            detached: false,
            settings: Vec::new(),
        }
    }
}

/// A running private PostgreSQL. Dropping the value stops it, if this process owns it.
#[derive(Debug)]
pub struct Postgres {
    url: String,
    running: Running,
}

impl Postgres {
    /// Starts PostgreSQL, or joins the one that another server runs on the same data directory. Blocks until the
    /// database answers; in asynchronous code call it on a blocking thread.
    ///
    /// # Errors
    /// See [`Error`]; each is a sentence that says what to do.
    pub fn start(options: &Options) -> Result<Self, Error> {
        start::start(options)
    }

    /// The URL of the database.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether this process started (or took over) the database and will stop it.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        matches!(self.running, Running::Owned { .. })
    }

    /// Shuts the database down cleanly, if this process owns it: open transactions are rolled back, everything
    /// committed is on disk. Blocks until it is done.
    pub fn stop(mut self) {
        self.running.stop();
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.running.stop();
    }
}

/// Where programs of PostgreSQL may be, best first: the named directory alone, or all usual places of this machine.
pub(crate) fn program_directories(named: Option<&Path>) -> Vec<PathBuf> {
    named.map_or_else(binaries::candidates, |directory| vec![directory.to_owned()])
}

/// Whether a process with this id exists on this machine.
#[cfg(feature = "testing")]
pub(crate) fn process_exists(pid: u32) -> bool {
    sys::exists(pid)
}

/// Stops a PostgreSQL that was started with [`Options::detached`]; true when one was running.
///
/// # Errors
/// [`Error::Unresponsive`] when it does not stop.
pub fn stop_detached(data_dir: impl Into<PathBuf>) -> Result<bool, Error> {
    start::stop_detached(&data_dir.into())
}
