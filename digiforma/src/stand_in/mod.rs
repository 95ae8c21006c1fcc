//! A Digiforma of one's own: the upstream's schema over a fixture, behind its door (bearer token, HTTP), with
//! switches for every way in which the real one misbehaves.

mod door;
mod fixture;
mod generate;
mod misbehaviour;
mod moods;
mod rows;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use serde_json::Value;
use tokio::net::TcpListener;

use crate::record::Kind;
use crate::upstream::{self, Schema, SchemaError};

pub use door::PATH;
pub use fixture::{Fixture, FixtureError};
pub use generate::{KnownEstablishment, Scale};
pub use misbehaviour::{Misbehaviour, Refusal};
pub use rows::FixtureSource;

/// A stand-in that runs in this process. Rows and misbehaviour can be changed while it answers.
#[derive(Clone)]
pub struct StandIn(Arc<Inner>);

struct Inner {
    rows: Arc<FixtureSource>,
    schema: Schema,
    token: String,
    misbehaviour: Arc<RwLock<Misbehaviour>>,
    requests: AtomicUsize,
}

impl StandIn {
    /// Answers whoever shows the token.
    ///
    /// # Errors
    /// As [`upstream::schema`].
    pub fn new(fixture: Fixture, token: impl Into<String>) -> Result<Self, SchemaError> {
        let rows = Arc::new(FixtureSource::new(fixture));
        let misbehaviour = Arc::new(RwLock::new(Misbehaviour::default()));
        let moody = moods::Moody { rows: rows.clone(), misbehaviour: misbehaviour.clone() };
        let schema = upstream::schema(Arc::new(moody))?;
        let requests = AtomicUsize::new(0);
        Ok(Self(Arc::new(Inner { rows, schema, token: token.into(), misbehaviour, requests })))
    }

    /// From now on it misbehaves like this; counting starts anew.
    pub fn misbehave(&self, misbehaviour: Misbehaviour) {
        *self.0.misbehaviour.write().unwrap_or_else(PoisonError::into_inner) = misbehaviour;
        self.0.requests.store(0, Ordering::Relaxed);
    }

    /// Adds a row, or replaces the one with its id.
    pub fn put(&self, kind: Kind, row: Value) {
        self.0.rows.put(kind, row);
    }

    /// Deletes a row, if it is there.
    pub fn remove(&self, kind: Kind, id: &str) {
        self.0.rows.remove(kind, id);
    }

    /// A row, as it is now.
    #[must_use]
    pub fn row(&self, kind: Kind, id: &str) -> Option<Value> {
        self.0.rows.row(kind, id)
    }

    /// How many rows of a kind there are.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.0.rows.count(kind)
    }

    /// Requests since the start or the last change of misbehaviour, but for those that ask for the schema.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.0.requests.load(Ordering::Relaxed)
    }

    /// Answers `POST` at [`PATH`].
    pub fn router(&self) -> axum::Router {
        door::router(self.clone())
    }

    /// Answers until the future is dropped.
    ///
    /// # Errors
    /// Those of the listener.
    pub async fn serve(self, listener: TcpListener) -> std::io::Result<()> {
        axum::serve(listener, self.router()).await
    }

    fn misbehaviour(&self) -> Misbehaviour {
        self.0.misbehaviour.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
