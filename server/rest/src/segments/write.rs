//! Making, changing, deleting segments.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    body::{CreateBody, UpdateBody},
    object::RestSegment,
};
use crate::{
    Result,
    envelope::{Done, Success},
    extract::{Id, Json, Signed},
    version,
};
use crm::operations::segment;

/// Make a segment
///
/// It is the caller's.
#[utoipa::path(
    post, path = "/api/segments", tag = "segments", operation_id = "createSegment",
    request_body = CreateBody,
    responses((status = 201, description = "The segment", body = Success<RestSegment>)),
    security(("bearer" = []))
)]
pub(super) async fn create(
    Signed(ctx): Signed,
    Json(body): Json<CreateBody>,
) -> Result<(StatusCode, Success<RestSegment>)> {
    let row = segment::create(&ctx, body.into_new()?).await?;
    Ok((StatusCode::CREATED, Success::new(row.into())))
}

/// Change a segment
///
/// What is left out stays.
#[utoipa::path(
    put, path = "/api/segments/{id}", tag = "segments", operation_id = "updateSegment",
    params(("id" = Uuid, Path, description = "The segment")),
    request_body = UpdateBody,
    responses((status = 200, description = "The segment", body = Success<RestSegment>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let change = body.into_update(id, version::expected(&headers)?)?;
    let segment = RestSegment::from(segment::update(&ctx, change).await.map_err(version::failed)?);
    Ok(version::tagged(&HeaderMap::new(), segment.version(), Success::new(segment)))
}

/// Delete a segment
///
/// Its members are not touched.
#[utoipa::path(
    delete, path = "/api/segments/{id}", tag = "segments", operation_id = "deleteSegment",
    params(("id" = Uuid, Path, description = "The segment")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn delete(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Done> {
    segment::may_read(&ctx.viewer)?;
    // One that is deleted already is not there.
    segment::find(&mut *ctx.db().await?, &ctx.viewer, id).await?;
    segment::delete(&ctx, id, version::expected(&headers)?).await.map_err(version::failed)?;
    Ok(Done::new("Segment deleted successfully"))
}

/// How the copy is called.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = SegmentCopy)]
pub(super) struct DuplicateBody {
    /// 1 to 100 characters; by default the same with "(copie)".
    name: Option<String>,
}

/// Copy a segment
///
/// The copy is private, and the caller's.
#[utoipa::path(
    post, path = "/api/segments/{id}/duplicate", tag = "segments", operation_id = "duplicateSegment",
    params(("id" = Uuid, Path, description = "The segment")),
    request_body = DuplicateBody,
    responses((status = 201, description = "The copy", body = Success<RestSegment>)),
    security(("bearer" = []))
)]
pub(super) async fn duplicate(
    Signed(ctx): Signed,
    Id(id): Id,
    Json(body): Json<DuplicateBody>,
) -> Result<(StatusCode, Success<RestSegment>)> {
    let row = segment::duplicate(&ctx, id, body.name).await?;
    Ok((StatusCode::CREATED, Success::new(row.into())))
}
