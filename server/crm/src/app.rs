//! The running application: configuration, pool and services, cheap to clone.

use std::sync::{Arc, OnceLock};

use crate::{
    Result,
    auth::Auth,
    config::Config,
    events::Listener,
    jobs::Bell,
    mail::Mailer,
    operations::{digiforma::connection::Connection, document::Keeping, point_read::PointReads},
    render::Renderer,
    replica::Replica,
    shutdown::Shutdown,
};

/// Shared by all requests and jobs.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] shares.
pub struct Inner {
    /// Settings.
    pub config: Config,
    /// Database connections.
    pub pool: db::Pool,
    /// Where requests that change nothing may read instead.
    pub replica: Option<Arc<Replica>>,
    /// Keys, throttles and the cache of signed-in people.
    pub auth: Auth,
    /// Where changes in the database are heard.
    pub listener: Listener,
    /// Wakes the workers.
    pub jobs: Bell,
    /// Reads of single rows that are under way.
    pub point_reads: PointReads,
    /// Outgoing mail.
    pub mailer: Mailer,
    /// Makes documents.
    pub renderer: Renderer,
    /// Who renders documents in order to keep them.
    pub keeping: Keeping,
    /// The Digiforma of the demo, while it runs in this process.
    pub demo_upstream: OnceLock<Connection>,
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
        Self::with_replica(config, pool, None)
    }

    /// Puts the parts together, with a replica to read from if there is one.
    #[must_use]
    pub fn with_replica(config: Config, pool: db::Pool, replica: Option<Arc<Replica>>) -> Self {
        Self(Arc::new(Inner {
            auth: Auth::new(&config),
            mailer: Mailer::new(&config),
            renderer: Renderer::new(config.render.clone()),
            keeping: Keeping::default(),
            config,
            pool,
            replica,
            listener: Listener::default(),
            jobs: Bell::default(),
            point_reads: PointReads::default(),
            demo_upstream: OnceLock::new(),
            shutdown: Shutdown::default(),
        }))
    }

    /// A connection to the primary.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is away.
    pub async fn db(&self) -> Result<db::Connection> {
        Ok(db::pool::get(&self.pool).await?)
    }
}
