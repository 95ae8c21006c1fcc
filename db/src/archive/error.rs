//! Why there is no backup, or nothing was restored.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{migrate, pool};

/// Each is a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection to the database.
    #[error(transparent)]
    Connection(#[from] pool::Error),
    /// The programs of PostgreSQL are not there, or too old for the server.
    #[error(
        "no pg_dump, pg_restore and psql for PostgreSQL {server} were found; install the client programs \
         (Debian: apt-get install postgresql-client), or name their directory with PG_BIN_DIR"
    )]
    NoPrograms {
        /// The server's major version.
        server: u32,
    },
    /// The file to write is there already.
    #[error("{} exists; choose another name, or write over it with --force", .0.display())]
    Exists(PathBuf),
    /// A file cannot be read or written.
    #[error("{doing} {} failed: {cause}", path.display())]
    File {
        /// What was tried.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// Why it failed.
        cause: io::Error,
    },
    /// The file is something else.
    #[error("{} is no file made by `medical-crm backup`", .0.display())]
    NoDump(PathBuf),
    /// The file is a dump of another application.
    #[error("{} is a dump of another application: it holds no Medical CRM", .0.display())]
    OtherApplication(PathBuf),
    /// The dump was made by a newer version of the program.
    #[error(
        "{} was made by a newer version of Medical CRM (migrations {}); restore it with that version or a newer one",
        path.display(), versions.join(", ")
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The migrations that this program does not know.
        versions: Vec<String>,
    },
    /// The database holds a company.
    #[error(
        "the database holds a company already ({people} people, {institutions} institutions); \
         make a backup of it, then say --force to replace all of it"
    )]
    NotEmpty {
        /// Number of accounts.
        people: i64,
        /// Number of institutions.
        institutions: i64,
    },
    /// The database holds the tables of another application.
    #[error("the database holds tables that are not Medical CRM's ({}); restore into a database of its own", .0.join(", "))]
    ForeignTables(Vec<String>),
    /// A server works on the database.
    #[error("a Medical CRM server is using the database ({0} connections); stop it first")]
    InUse(i64),
    /// A program of PostgreSQL refused.
    #[error("{program} failed and nothing was changed: {said}")]
    Program {
        /// Its name.
        program: &'static str,
        /// Its words.
        said: String,
    },
    /// The dump was restored, but is older than the program and could not be brought up to date.
    #[error("the backup was restored, but {0}")]
    Migration(#[from] migrate::Error),
}

impl Error {
    pub(super) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |cause| Self::File { doing, path, cause }
    }

    pub(super) fn program(program: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Program { program, said: cause.to_string() }
    }

    /// From what a program wrote to its standard error: its first line says most.
    pub(super) fn said(program: &'static str, stderr: &[u8]) -> Self {
        let text = String::from_utf8_lossy(stderr);
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(3).collect();
        let said = if lines.is_empty() { "it says no reason".to_owned() } else { lines.join("; ") };
        Self::Program { program, said }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let said = error.as_db_error().map_or_else(|| error.to_string(), |refusal| refusal.message().to_owned());
        Self::Program { program: "a question to the database", said }
    }
}
