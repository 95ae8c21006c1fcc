//! Listing and showing segments.

use axum::{
    Json,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::object::{CountedSegment, Meta};
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Query, Signed},
    named::{SegmentTypeName, SegmentVisibilityName},
    paging::Stretch,
    version,
};
use crm::operations::{scope, segment};

/// Which segments.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    #[serde(rename = "type")]
    kind: Option<SegmentTypeName>,
    visibility: Option<SegmentVisibilityName>,
    /// Rows of the answer, 1 to 5 000, by default 20.
    limit: Option<i64>,
    /// Rows to pass over.
    offset: Option<i64>,
}

/// A stretch of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentList)]
pub(super) struct List {
    #[schema(default = true)]
    success: bool,
    data: Vec<CountedSegment>,
    meta: Meta,
}

impl IntoResponse for List {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// List segments
///
/// Those that the caller sees (the own ones, the team's, public ones), by name, with their numbers.
#[utoipa::path(
    get, path = "/api/segments", tag = "segments", operation_id = "listSegments",
    params(ListQuery),
    responses((status = 200, description = "A part of the list", body = List)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<List> {
    segment::may_read(&ctx.viewer)?;
    let stretch = Stretch::new(query.limit, query.offset)?;
    let mut condition = Condition::IsNull(column!(segments.deleted_at)).and(scope::segments(&ctx.viewer));
    if let Some(kind) = query.kind {
        condition = condition.and(Condition::eq(column!(segments.type_), Value::Text(kind.0.name().to_owned())));
    }
    if let Some(visibility) = query.visibility {
        let visibility = Value::Text(visibility.0.name().to_owned());
        condition = condition.and(Condition::eq(column!(segments.visibility), visibility));
    }
    let request = PageRequest {
        condition,
        order: vec![OrderKey::new("segments.name", "text"), OrderKey::new("segments.id", "uuid")],
        after: None,
        backward: false,
        limit: stretch.rows(),
        cursors: false,
        foreign_key: None,
    };
    let (data, total) = async {
        let mut conn = ctx.db().await?;
        let total = query::count::<rows::Segment>(&mut conn, &request.condition).await?;
        let found = query::load_at::<rows::Segment>(&mut conn, &request, stretch.offset()).await?;
        let counts = segment::counts(&mut conn, &ctx.viewer, &found.iter().collect::<Vec<_>>()).await?;
        let counted = found.into_iter().zip(counts).map(|(row, count)| CountedSegment::new(row, count));
        Ok::<_, crm::Error>((counted.collect::<crm::Result<Vec<_>>>()?, total))
    }
    .await?;
    Ok(List { success: true, data, meta: Meta::new(stretch, total) })
}

/// Show a segment
#[utoipa::path(
    get, path = "/api/segments/{id}", tag = "segments", operation_id = "getSegment",
    params(("id" = Uuid, Path, description = "The segment")),
    responses(
        (status = 200, description = "The segment", body = Success<CountedSegment>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    segment::may_read(&ctx.viewer)?;
    let segment = async {
        let mut conn = ctx.db().await?;
        let row = segment::find(&mut conn, &ctx.viewer, id).await?;
        let counts = segment::counts(&mut conn, &ctx.viewer, &[&row]).await?;
        CountedSegment::new(row, counts.first().copied().unwrap_or_default())
    }
    .await?;
    Ok(version::tagged(&headers, segment.version(), Success::new(segment)))
}
