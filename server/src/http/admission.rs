//! The door of the two interfaces: who calls, whether another site made their browser do it, how much they send.
//!
//! One layer for all of it: each layer of the router costs a request an allocation and a copy of its future.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{rate_limit::Limits, router::note_route};
use crm::{
    App,
    answer::{Notes, Problem},
    auth::{self, csrf},
    replica,
};

/// What the door needs.
pub struct Admission {
    app: App,
    limits: Arc<Limits>,
}

impl Admission {
    /// Counters at zero.
    pub fn start(app: &App) -> Arc<Self> {
        Arc::new(Self { app: app.clone(), limits: Limits::start(app) })
    }
}

/// Puts the [`Caller`](crm::context::Caller) into the extensions of a request, tells the request log who it is, and
/// refuses what another site makes a signed-in browser send and callers that send too much.
pub async fn admit(State(admission): State<Arc<Admission>>, mut request: Request, next: Next) -> Response {
    let app = &admission.app;
    note_route(&request);
    let caller = auth::caller(app, request.headers(), request.extensions()).await;
    if let (Some(notes), Ok(viewer)) = (request.extensions().get::<Arc<Notes>>(), &caller.viewer) {
        notes.set_user(viewer.id);
    }
    if let Err(refusal) = csrf::check(request.method(), request.headers(), &app.config) {
        return Problem::new(StatusCode::FORBIDDEN, "CROSS_SITE_REQUEST", refusal.to_string()).into_response();
    }
    let allowance = match app.config.rate_limit.then(|| admission.limits.check(&caller, request.uri().path())) {
        Some(Err(problem)) => return problem.into_response(),
        Some(Ok(allowance)) => Some(allowance),
        None => None,
    };
    request.extensions_mut().insert(caller);
    let mut response = match &app.replica {
        Some(replica) => replica::route(app, replica, request, next).await,
        None => next.run(request).await,
    };
    if let Some(allowance) = allowance {
        allowance.describe(&mut response);
    }
    response
}
