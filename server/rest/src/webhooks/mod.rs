//! `/api/webhooks`: who is told what happens, and what was delivered.

mod body;
mod deliveries;
mod events;
mod list;
mod object;
mod write;

use axum::{
    Router,
    routing::{get, post},
};
use utoipa::OpenApi;

use deliveries::{__path_logs, __path_replay, __path_retry_failed, __path_test, logs, replay, retry_failed, test};
use events::{__path_events, events};
use list::{__path_list, __path_show, list, show};
use write::{
    __path_create, __path_delete, __path_reset, __path_rotate, __path_update, create, delete, reset, rotate, update,
};

use crm::App;

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(list, show, create, update, delete, reset, rotate, events, test, logs, replay, retry_failed),
    tags((name = "webhooks", description = "Who is told what happens, and what was delivered"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/webhooks", get(list).post(create))
        .route("/api/webhooks/events", get(events))
        .route("/api/webhooks/retry-failed", post(retry_failed))
        .route("/api/webhooks/{id}", get(show).put(update).patch(update).delete(delete))
        .route("/api/webhooks/{id}/test", post(test))
        .route("/api/webhooks/{id}/reset", post(reset))
        .route("/api/webhooks/{id}/rotate-secret", post(rotate))
        .route("/api/webhooks/{id}/logs", get(logs))
        .route("/api/webhooks/{id}/logs/{logId}/replay", post(replay))
}
