//! Applying the migrations that are embedded in the program.
//!
//! All pending migrations are applied in one transaction: an update that fails leaves the database as the previous
//! version of the program knows it. An advisory lock makes several servers that start at once take turns.

use std::collections::HashSet;

use diesel::Connection;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::pool;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations");

/// Changes whenever a migration changes; names the template of the test databases.
pub const FINGERPRINT: &str = env!("MIGRATIONS_FINGERPRINT");

/// The key of the advisory lock: the letters `medcrm`.
const LOCK: i64 = 0x6d65_6463_726d;

/// Why the database could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection to the database.
    #[error(transparent)]
    Connection(#[from] pool::Error),
    /// One migration failed; the database is as it was before.
    #[error("migration {migration} failed and nothing was changed: {cause}")]
    Failed {
        /// The name of the migration's folder.
        migration: String,
        /// What the database said.
        cause: String,
    },
    /// The database was made by a newer version of the program.
    #[error(
        "this database was migrated by a newer version of Medical CRM (migrations {}); \
         start that version or a newer one",
        versions.join(", ")
    )]
    Newer {
        /// The applied migrations that this program does not know.
        versions: Vec<String>,
    },
    /// A statement of the bookkeeping around the migrations failed.
    #[error("the state of the migrations cannot be read or written: {0}")]
    Bookkeeping(String),
}

/// Applies all pending migrations and returns the names of those applied, oldest first.
///
/// # Errors
/// See [`Error`].
pub async fn run(url: &str) -> Result<Vec<String>, Error> {
    with_session(url, |session| {
        session.lock()?;
        let applied = session.applied()?;
        let pending = without(known()?, &applied);
        session.apply(&pending)
    })
    .await
}

/// All migrations that the program or the database knows, oldest first, and whether they are applied.
///
/// # Errors
/// See [`Error`]. A database that is newer than the program is no error here: its migrations are listed.
pub async fn status(url: &str) -> Result<Vec<(String, bool)>, Error> {
    with_session(url, |session| {
        let applied = session.applied_or_newer()?;
        let known = known()?;
        let mut rows: Vec<_> = known
            .iter()
            .map(|migration| {
                let version = version(migration);
                let is_applied = applied.contains(&version);
                (version, migration.name().to_string(), is_applied)
            })
            .collect();
        for version in &applied {
            if !rows.iter().any(|(known, ..)| known == version) {
                rows.push((version.clone(), version.clone(), true));
            }
        }
        rows.sort();
        Ok(rows.into_iter().map(|(_, name, is_applied)| (name, is_applied)).collect())
    })
    .await
}

/// The versions of the migrations that the program knows.
///
/// # Errors
/// When the embedded migrations cannot be read.
pub(crate) fn known_versions() -> Result<HashSet<String>, Error> {
    Ok(known()?.iter().map(|migration| version(migration)).collect())
}

/// Reverts all applied migrations, newest first, and returns their names. Every row is lost.
///
/// # Errors
/// See [`Error`].
pub async fn revert_all(url: &str) -> Result<Vec<String>, Error> {
    with_session(url, |session| {
        session.lock()?;
        let applied = session.applied()?;
        let mut migrations = known()?;
        migrations.retain(|migration| applied.contains(&version(migration)));
        migrations.reverse();
        session.revert(&migrations)
    })
    .await
}

type Migrations = Vec<Box<dyn Migration<Pg>>>;

/// The embedded migrations, oldest first.
fn known() -> Result<Migrations, Error> {
    let mut migrations = MIGRATIONS.migrations().map_err(bookkeeping)?;
    migrations.sort_by_key(|migration| migration.name().version().as_owned());
    Ok(migrations)
}

fn without(mut migrations: Migrations, applied: &HashSet<String>) -> Migrations {
    migrations.retain(|migration| !applied.contains(&version(migration)));
    migrations
}

fn version(migration: &dyn Migration<Pg>) -> String {
    migration.name().version().to_string()
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err takes")]
fn bookkeeping(error: impl ToString) -> Error {
    Error::Bookkeeping(error.to_string())
}

/// Runs blocking work with a connection of its own; Diesel's migrations are written for blocking connections.
async fn with_session<T, F>(url: &str, work: F) -> Result<T, Error>
where
    T: Send + 'static,
    F: FnOnce(&mut Session) -> Result<T, Error> + Send + 'static,
{
    let connection = pool::establish(url).await?;
    tokio::task::spawn_blocking(move || work(&mut Session { connection: AsyncConnectionWrapper::from(connection) }))
        .await
        .map_err(bookkeeping)?
}

/// One connection that migrates. Its lock ends with it.
struct Session {
    connection: AsyncConnectionWrapper<AsyncPgConnection>,
}

impl Session {
    fn lock(&mut self) -> Result<(), Error> {
        use diesel::connection::SimpleConnection;
        self.connection.batch_execute(&format!("SELECT pg_advisory_lock({LOCK})")).map_err(bookkeeping)
    }

    /// The versions that are applied.
    fn applied_or_newer(&mut self) -> Result<HashSet<String>, Error> {
        let versions = self.connection.applied_migrations().map_err(bookkeeping)?;
        Ok(versions.iter().map(ToString::to_string).collect())
    }

    /// The versions that are applied, all of which the program knows.
    fn applied(&mut self) -> Result<HashSet<String>, Error> {
        let applied = self.applied_or_newer()?;
        let known: HashSet<_> = known()?.iter().map(|migration| version(migration)).collect();
        let mut versions: Vec<_> = applied.difference(&known).cloned().collect();
        if versions.is_empty() {
            return Ok(applied);
        }
        versions.sort();
        Err(Error::Newer { versions })
    }

    fn apply(&mut self, migrations: &[Box<dyn Migration<Pg>>]) -> Result<Vec<String>, Error> {
        self.one_transaction(migrations, |connection, migration| connection.run_migration(migration).map(drop))
    }

    fn revert(&mut self, migrations: &[Box<dyn Migration<Pg>>]) -> Result<Vec<String>, Error> {
        self.one_transaction(migrations, |connection, migration| connection.revert_migration(migration).map(drop))
    }

    /// Each migration becomes a savepoint inside of one transaction.
    fn one_transaction(
        &mut self,
        migrations: &[Box<dyn Migration<Pg>>],
        step: fn(&mut AsyncConnectionWrapper<AsyncPgConnection>, &dyn Migration<Pg>) -> diesel::migration::Result<()>,
    ) -> Result<Vec<String>, Error> {
        if migrations.is_empty() {
            return Ok(Vec::new());
        }
        self.connection.transaction(|connection| {
            migrations
                .iter()
                .map(|migration| {
                    let name = migration.name().to_string();
                    match step(connection, migration) {
                        Ok(()) => Ok(name),
                        Err(error) => Err(Error::Failed { migration: name, cause: cause(error.as_ref()) }),
                    }
                })
                .collect()
        })
    }
}

/// What the database itself said, without the words around it that repeat the migration's name.
fn cause(error: &(dyn std::error::Error + Send + Sync + 'static)) -> String {
    let text = error.to_string();
    match text.split_once(" with: ") {
        Some((before, said)) if before.starts_with("Failed to run") => said.to_owned(),
        _ => text,
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        bookkeeping(error)
    }
}
