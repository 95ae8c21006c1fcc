//! Readings: begun, looked at, listed.

use db::{
    query::{self, Condition, OrderKey, PageRequest},
    rows,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{body::StartBody, object::RestSync};
use crate::{
    Result,
    envelope::{Offset, Success},
    errors::invalid_value,
    extract::{OptionalJson, Query, Signed},
    named::{DigiformaSyncModeName, DigiformaSyncStatusName, Named},
};
use crm::operations::digiforma::{self, sync};

/// Readings of an answer when the query does not say.
const DEFAULT: i64 = 50;
/// Readings of an answer at most.
const MOST: i64 = 100;

/// A reading that was begun.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaSyncStarted)]
pub(super) struct Started {
    sync_id: Uuid,
    status: DigiformaSyncStatusName,
    mode: DigiformaSyncModeName,
}

/// How the mirror stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaStatus)]
pub(super) struct Standing {
    /// The reading that waits or works, else the last one.
    last_sync: Option<RestSync>,
    is_running: bool,
    stats: Numbers,
}

/// Companies of the mirror.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaStatistics)]
pub(super) struct Numbers {
    total_companies: i64,
    linked_companies: i64,
    unlinked_companies: i64,
}

/// Which part of the list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct HistoryQuery {
    /// Readings of the answer, 1 to 100, by default 50.
    limit: Option<i64>,
    /// Readings to pass over.
    offset: Option<i64>,
}

/// A part of the list of readings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DigiformaSyncs)]
pub(super) struct History {
    syncs: Vec<RestSync>,
    pagination: Offset,
}

/// Read Digiforma
///
/// It goes on by itself: `GET /api/digiforma/sync/status` tells how it stands.
#[utoipa::path(
    post, path = "/api/digiforma/sync", tag = "digiforma", operation_id = "startDigiformaSync",
    request_body = StartBody,
    responses((status = 200, description = "The reading that was begun", body = Success<Started>)),
    security(("bearer" = []))
)]
pub(super) async fn start(
    Signed(ctx): Signed,
    OptionalJson(body): OptionalJson<StartBody>,
) -> Result<Success<Started>> {
    let row = sync::start(&ctx, body.mode()).await?;
    let started = Started { sync_id: row.id, status: Named(row.status), mode: Named(row.mode) };
    Ok(Success::with_message(started, "Synchronization started"))
}

/// Show how the mirror of Digiforma stands
#[utoipa::path(
    get, path = "/api/digiforma/sync/status", tag = "digiforma", operation_id = "getDigiformaStatus",
    responses((status = 200, description = "How it stands", body = Success<Standing>)),
    security(("bearer" = []))
)]
pub(super) async fn status(Signed(ctx): Signed) -> Result<Success<Standing>> {
    let found = digiforma::status::read(&ctx).await?;
    Ok(Success::new(Standing {
        is_running: found.current.is_some(),
        last_sync: found.current.or(found.last).map(RestSync::from),
        stats: Numbers {
            total_companies: found.companies,
            linked_companies: found.linked,
            unlinked_companies: found.companies - found.linked,
        },
    }))
}

/// List the readings of Digiforma
///
/// The latest first.
#[utoipa::path(
    get, path = "/api/digiforma/sync/history", tag = "digiforma", operation_id = "listDigiformaSyncs",
    params(HistoryQuery),
    responses((status = 200, description = "A part of the list", body = Success<History>)),
    security(("bearer" = []))
)]
pub(super) async fn history(Signed(ctx): Signed, Query(query): Query<HistoryQuery>) -> Result<Success<History>> {
    let (limit, offset) = (query.limit.unwrap_or(DEFAULT), query.offset.unwrap_or(0));
    if !(1..=MOST).contains(&limit) {
        return Err(invalid_value("limit", format!("`limit` must be from 1 to {MOST}.")));
    }
    if offset < 0 {
        return Err(invalid_value("offset", "`offset` must be 0 or more."));
    }
    digiforma::may_follow(&ctx.viewer)?;
    let begun = OrderKey::new("digiforma_syncs.started_at", "timestamptz");
    let request = PageRequest {
        condition: Condition::TRUE,
        order: [begun, OrderKey::new("digiforma_syncs.id", "uuid")].map(|key| key.descending(true)).into(),
        after: None,
        backward: false,
        limit,
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let total = query::count::<rows::DigiformaSync>(&mut conn, &request.condition).await.map_err(crm::Error::from)?;
    let found = query::load_at::<rows::DigiformaSync>(&mut conn, &request, offset).await.map_err(crm::Error::from)?;
    let syncs = found.into_iter().map(RestSync::from).collect();
    Ok(Success::new(History { syncs, pagination: Offset { total, limit, offset } }))
}
