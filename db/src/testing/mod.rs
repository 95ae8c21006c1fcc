//! Databases for tests: each test has its own, a clone of a template that is migrated once.
//!
//! The cluster is the one that `TEST_DATABASE_URL` names (its user must be allowed to make databases), else an embedded
//! one without durability, in memory where there is enough, else under the target directory. That one is started by the
//! first test that needs it, shared by all test processes, left running for the next run, and stopped by
//! [`stop_cluster`].

mod cluster;
mod template;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use anyhow::Context;
use diesel_async::SimpleAsyncConnection;

use crate::pool::{self, Pool};

pub use cluster::stop_cluster;

/// Connections of the pool of one test.
const POOL_SIZE: usize = 8;

/// A migrated, empty database that ends with this value.
pub struct TestDatabase {
    admin_url: String,
    name: String,
    url: String,
    pool: OnceLock<Pool>,
}

impl TestDatabase {
    /// Makes a database.
    ///
    /// # Panics
    /// When it cannot, with a sentence that says what to do (for example, how to install PostgreSQL).
    pub async fn new() -> Self {
        match Self::try_new().await {
            Ok(database) => database,
            Err(error) => panic!("no test database: {error:#}"),
        }
    }

    /// Makes a database, or says why it cannot.
    ///
    /// # Errors
    /// When there is no PostgreSQL, or a migration fails.
    pub async fn try_new() -> anyhow::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let template = template::get().await?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = template::clone_name(number);
        pool::establish(&template.admin_url)
            .await?
            .batch_execute(&format!(
                "CREATE DATABASE {name} TEMPLATE {} STRATEGY {}",
                template.name,
                template::STRATEGY
            ))
            .await
            .with_context(|| format!("cannot clone {}", template.name))?;
        Ok(Self {
            url: cluster::with_database(&template.admin_url, &name),
            admin_url: template.admin_url,
            name,
            pool: OnceLock::new(),
        })
    }

    /// The URL of the database.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A pool of connections to the database, the same at each call.
    ///
    /// # Panics
    /// When the URL in `TEST_DATABASE_URL` cannot be used; making the database has shown that it can.
    #[must_use]
    pub fn pool(&self) -> Pool {
        let make = || match pool::connect(&self.url, POOL_SIZE) {
            Ok(pool) => pool,
            Err(error) => panic!("no pool for a test database: {error:#}"),
        };
        self.pool.get_or_init(make).clone()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some(pool) = self.pool.get() {
            pool.close();
        }
        // The test's own runtime may be ending, and dropping cannot wait on it.
        let dropped = thread::scope(|scope| {
            scope
                .spawn(|| -> anyhow::Result<()> {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                    runtime.block_on(template::drop_clone(&self.admin_url, &self.name))
                })
                .join()
        });
        // The next run drops what stays behind.
        if !matches!(dropped, Ok(Ok(()))) {
            tracing::warn!(name = self.name, "a test database stays behind");
        }
    }
}
