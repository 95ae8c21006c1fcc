//! `/health`: for people, load balancers and container platforms.

use std::time::Duration;

use axum::{Json, extract::State, http::StatusCode};
use chrono::{SecondsFormat, Utc};
use serde::Serialize;

use crm::App;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// State of the service.
#[derive(Debug, Serialize)]
pub struct Health {
    status: &'static str,
    version: &'static str,
    database: &'static str,
    /// Only where there is one; without it the primary is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    replica: Option<&'static str>,
    timestamp: String,
}

/// `/health` and `/health/ready`: 503 while the database is away or the server stops.
pub async fn ready(State(app): State<App>) -> (StatusCode, Json<Health>) {
    let connected = matches!(tokio::time::timeout(PATIENCE, db::pool::ping(&app.pool)).await, Ok(Ok(())));
    let (code, status) = match connected {
        _ if app.shutdown.has_begun() => (StatusCode::SERVICE_UNAVAILABLE, "stopping"),
        true => (StatusCode::OK, "ok"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "degraded"),
    };
    let replica = match &app.replica {
        Some(replica) => Some(matches!(tokio::time::timeout(PATIENCE, replica.ping()).await, Ok(true))),
        None => None,
    };
    let health = Health {
        status,
        version: env!("CARGO_PKG_VERSION"),
        database: word(connected),
        replica: replica.map(word),
        timestamp: Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true),
    };
    (code, Json(health))
}

fn word(connected: bool) -> &'static str {
    if connected { "connected" } else { "disconnected" }
}

/// `/health/live`: the process answers.
pub async fn live() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "status": "ok" }))
}
