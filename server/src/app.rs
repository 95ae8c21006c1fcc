//! The running application: configuration, pool and services, cheap to clone.

use std::sync::Arc;

use crate::{Result, auth::Auth, config::Config, shutdown::Shutdown};

/// Shared by all requests and jobs.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] shares.
pub struct Inner {
    /// Settings.
    pub config: Config,
    /// Database connections.
    pub pool: db::Pool,
    /// Keys, throttles and the cache of signed-in people.
    pub auth: Auth,
    /// The word to stop.
    pub shutdown: Shutdown,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(config: Config, pool: db::Pool) -> Self {
        let auth = Auth::new(&config);
        Self(Arc::new(Inner { config, pool, auth, shutdown: Shutdown::default() }))
    }

    /// A connection of the pool.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is away.
    pub async fn db(&self) -> Result<db::Connection> {
        Ok(db::pool::get(&self.pool).await?)
    }
}
