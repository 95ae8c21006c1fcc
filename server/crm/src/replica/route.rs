//! Where the statements of one request go.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use axum::{
    extract::Request,
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use db::replication::Position;
use uuid::Uuid;

use super::Replica;
use crate::{
    App,
    auth::{Access, cookies},
    context::Caller,
};

/// What is known of a request.
struct Route {
    replica: Arc<Replica>,
    /// What its caller has written up to.
    after: Option<Position>,
    /// It changes nothing.
    reads: AtomicBool,
}

tokio::task_local! {
    static ROUTE: Arc<Route>;
}

/// Says that the request which is being handled changes nothing. Does nothing outside of requests.
pub fn this_request_reads() {
    let _ = ROUTE.try_with(|route| route.reads.store(true, Ordering::Relaxed));
}

/// Says that the request which is being handled changes something, though its method says otherwise. To be called before
/// anything is read. Does nothing outside of requests.
pub fn this_request_writes() {
    let _ = ROUTE.try_with(|route| route.reads.store(false, Ordering::Relaxed));
}

/// A connection to the replica for the request which is being handled; `None`: take one to the primary.
pub(crate) async fn connection() -> Option<db::Connection> {
    let route = ROUTE.try_with(Arc::clone).ok().filter(|route| route.reads.load(Ordering::Relaxed))?;
    route.replica.connection(route.after).await
}

/// Decides for each request, and takes note of writes: in memory for the session or API token, and in a cookie, by
/// which other servers know.
pub async fn route(app: &App, replica: &Arc<Replica>, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned();
    let remembered = caller.as_ref().and_then(writer).and_then(|writer| replica.marks.get(writer, Instant::now()));
    let route = Arc::new(Route {
        replica: Arc::clone(replica),
        after: remembered.max(cookies::read_after(request.headers())),
        reads: AtomicBool::new(matches!(*request.method(), Method::GET | Method::HEAD)),
    });
    let mut response = ROUTE.scope(Arc::clone(&route), next.run(request)).await;
    if !route.reads.load(Ordering::Relaxed)
        && let Some(position) = note_write(app, caller.as_ref()).await
        && let Ok(cookie) = HeaderValue::from_str(&cookies::set_read_after(&app.config, position, super::LIFE))
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Remembers that the caller has just written, if there is a replica that may not know it yet. Answers up to where.
pub async fn note_write(app: &App, caller: Option<&Caller>) -> Option<Position> {
    let replica = app.replica.as_ref()?;
    let position = async { Ok::<_, crate::Error>(db::replication::written(&mut *app.db().await?).await?) };
    match position.await {
        Ok(position) => {
            if let Some(writer) = caller.and_then(writer) {
                replica.marks.put(writer, position, Instant::now());
            }
            Some(position)
        }
        // The database went away after the write: its reader will hear of that.
        Err(error) => {
            tracing::warn!(%error, "the position of a write is not known");
            None
        }
    }
}

/// The session or API token.
fn writer(caller: &Caller) -> Option<Uuid> {
    match caller.viewer.as_ref().ok()?.access {
        Access::Session(id) | Access::ApiToken { id, .. } => Some(id),
        Access::System => None,
    }
}
