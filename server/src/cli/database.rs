//! The database of a command: the one of `DATABASE_URL`, or the private one.

use std::{future::Future, time::Duration};

use db::embedded::{Options, Postgres};
use tokio::{runtime::Runtime, time::Instant};

use super::Failure;
use crm::config::Config;

/// How long a database that does not answer is waited for at the start.
const PATIENCE: Duration = Duration::from_secs(15);

/// A database that answers, for as long as this value lives.
pub struct Database {
    url: String,
    private: Option<Postgres>,
}

impl Database {
    /// Starts the private PostgreSQL, unless `DATABASE_URL` names another. Called on the main thread: PostgreSQL is
    /// told to stop when the thread that started it ends.
    ///
    /// # Errors
    /// A sentence that says what to do.
    pub fn open(config: &Config) -> Result<Self, Failure> {
        if let Some(url) = &config.database_url {
            return Ok(Self { url: url.clone(), private: None });
        }
        let mut options = Options::new(&config.data_dir);
        options.bin_dir.clone_from(&config.pg_bin_dir);
        let postgres = Postgres::start(&options).map_err(|error| Failure::Failed(error.to_string()))?;
        Ok(Self { url: postgres.url().to_owned(), private: Some(postgres) })
    }

    /// Address to connect to.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// It is the private one.
    pub fn is_private(&self) -> bool {
        self.private.is_some()
    }

    /// A pool of connections to it, once it answers.
    ///
    /// # Errors
    /// When it does not answer in time, or refuses.
    pub async fn connect(&self, connections: usize) -> Result<db::Pool, Failure> {
        let pool = db::pool::connect(&self.url, connections)
            .map_err(|error| Failure::Usage(format!("DATABASE_URL cannot be used: {error:#}.")))?;
        let deadline = Instant::now() + PATIENCE;
        let mut told = false;
        loop {
            match db::pool::ping(&pool).await {
                Ok(()) => return Ok(pool),
                Err(error) if error.is_temporary() && Instant::now() < deadline => {
                    if !told {
                        tracing::warn!(%error, "waiting for the database");
                        told = true;
                    }
                    tokio::time::sleep(Duration::from_millis(500)).await;
                }
                Err(error) => {
                    return Err(Failure::Failed(format!(
                        "The database cannot be used: {error}. \
                         Check DATABASE_URL, or remove it to use the private PostgreSQL."
                    )));
                }
            }
        }
    }

    /// Applies the pending migrations; answers their names.
    ///
    /// # Errors
    /// When one fails: the database is then as before.
    pub async fn migrate(&self) -> Result<Vec<String>, Failure> {
        db::migrate::run(&self.url)
            .await
            .map_err(|error| Failure::Failed(format!("The database was not updated: {error}.")))
    }
}

/// Runs asynchronous work on a runtime of its own.
///
/// # Errors
/// What the work fails with.
pub fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    runtime()?.block_on(work)
}

/// Threads for asynchronous work, with room for deeply nested documents.
///
/// # Errors
/// When the system refuses threads.
pub fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(4 * 1024 * 1024)
        .build()
        .map_err(|error| Failure::Failed(format!("The system gives no threads: {error}.")))
}
