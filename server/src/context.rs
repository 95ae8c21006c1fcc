//! Who asks, through which door: what every operation is given.

use std::{net::IpAddr, sync::Arc};

use crate::{App, Result, auth::Viewer, error::SignInProblem, replica};

/// Facts of the request that an operation is part of.
#[derive(Debug, Clone)]
pub struct RequestInfo {
    /// Id shown to people and written to the log.
    pub id: String,
    /// The door: `web`, `graphql`, `rest`, `job` or `cli`.
    pub origin: &'static str,
    /// Address of the caller, if there is one.
    pub ip: Option<IpAddr>,
    /// Whether it was sent on the server's own machine, by no proxy.
    pub is_local: bool,
    /// The caller's program.
    pub user_agent: Option<String>,
    /// `Idempotency-Key` header.
    pub idempotency_key: Option<String>,
}

/// Who sends a request, before anybody asks whether they may. Put into the extensions of every request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The signed-in viewer, or why there is none.
    pub viewer: Result<Arc<Viewer>, SignInProblem>,
    /// The request.
    pub request: Arc<RequestInfo>,
}

/// The application, the caller and the request, for one operation. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// Pool, configuration, services.
    pub app: App,
    /// The signed-in caller.
    pub viewer: Arc<Viewer>,
    /// The request.
    pub request: Arc<RequestInfo>,
}

impl Context {
    /// A connection: to the replica while a request that only reads is handled, else to the primary.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is away.
    pub async fn db(&self) -> Result<db::Connection> {
        match replica::connection().await {
            Some(connection) => Ok(connection),
            None => self.app.db().await,
        }
    }
}
