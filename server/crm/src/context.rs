//! Who asks, through which door: what every operation is given.

use std::{net::IpAddr, sync::Arc};

use sha2::{Digest, Sha256};

use crate::{App, Result, auth::Viewer, error::SignInProblem, operations::idempotency, replica};

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

impl RequestInfo {
    /// The request as one of several things that it asks for at once: each has an `Idempotency-Key` of its own, which
    /// follows from the request's and from `name`, so that the whole can be repeated.
    #[must_use]
    pub fn part(&self, name: &str) -> Self {
        let own = |key: &String| {
            if !(1..=idempotency::LONGEST).contains(&key.len()) {
                // As it is: refused as it would be alone.
                return key.clone();
            }
            let hash = Sha256::new().chain_update(key).chain_update([0]).chain_update(name).finalize();
            hash.iter().map(|byte| format!("{byte:02x}")).collect()
        };
        Self { idempotency_key: self.idempotency_key.as_ref().map(own), ..self.clone() }
    }
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
