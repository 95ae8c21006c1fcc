//! Says for each request who sends it.

use std::sync::Arc;

use axum::http::{Extensions, HeaderMap};
use uuid::Uuid;

use crate::{
    App,
    context::{Caller, RequestInfo},
    error::{Error, SignInProblem},
};

use super::{Proof, viewers};

/// The caller of a request. It refuses nobody: what asks for a viewer says so itself.
///
/// The request's `Arc<RequestInfo>` must be among its `extensions` already; without one the caller has no address.
pub async fn caller(app: &App, headers: &HeaderMap, extensions: &Extensions) -> Caller {
    let info = extensions.get::<Arc<RequestInfo>>().cloned().unwrap_or_else(|| Arc::new(unknown_request()));
    let viewer = match Proof::of_request(&app.auth, &app.config, headers) {
        Err(problem) => Err(problem),
        Ok(proof) => viewers::find(app, proof, info.ip).await.map_err(problem),
    };
    Caller { viewer, request: info }
}

fn problem(error: Error) -> SignInProblem {
    match error {
        Error::Unauthenticated(problem) => problem,
        Error::Unavailable => SignInProblem::Unavailable,
        other => {
            tracing::error!(error = ?other, "the caller could not be looked up");
            SignInProblem::Unavailable
        }
    }
}

fn unknown_request() -> RequestInfo {
    RequestInfo {
        id: Uuid::now_v7().to_string(),
        origin: "web",
        ip: None,
        is_local: false,
        user_agent: None,
        idempotency_key: None,
    }
}
