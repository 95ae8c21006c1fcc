//! What segments say about their members.

use domain::SegmentType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    body::PreviewBody,
    members::{Member, members},
    object::RestSegment,
};
use crate::{
    Result,
    envelope::Success,
    errors::invalid_value,
    extract::{Id, Json, Query, Signed, parse_id},
};
use crm::operations::segment::{self, Share};

/// Members that a segment would have.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentPreviewResult)]
pub(super) struct Preview {
    total: i64,
    /// The same: only active rows are members.
    active_count: i64,
    /// The first 10 by name.
    sample: Vec<Member>,
    /// In a sentence.
    summary: String,
}

/// Try a segment
///
/// Nothing is kept.
#[utoipa::path(
    post, path = "/api/segments/preview", tag = "segments", operation_id = "previewSegment",
    request_body = PreviewBody,
    responses((status = 200, description = "Its members", body = Success<Preview>)),
    security(("bearer" = []))
)]
pub(super) async fn preview(Signed(ctx): Signed, Json(body): Json<PreviewBody>) -> Result<Success<Preview>> {
    segment::may_read(&ctx.viewer)?;
    let (kind, criteria) = body.into_parts()?;
    let criteria = criteria.valid()?;
    let (sample, total) = members(&ctx, kind, criteria.members(kind, &ctx.viewer), 10, 0).await?;
    let summary = match (kind, total) {
        (SegmentType::Institution, 1) => "1 institution".to_owned(),
        (SegmentType::Institution, _) => format!("{total} institutions"),
        (SegmentType::Contact, 1) => "1 contact".to_owned(),
        (SegmentType::Contact, _) => format!("{total} contacts"),
    };
    Ok(Success::new(Preview { total, active_count: total, sample, summary }))
}

/// Which segments to compare.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CompareQuery {
    /// 2 to 10 ids of segments of one type, with commas between them.
    #[param(required = true)]
    ids: Option<String>,
}

/// A segment and its number of members.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ComparedSegment)]
pub(super) struct Compared {
    #[serde(flatten)]
    segment: RestSegment,
    total_count: i64,
}

/// What two segments share.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentOverlap)]
struct RestOverlap {
    segment1: Uuid,
    segment2: Uuid,
    /// Members of both.
    overlap_count: i64,
    /// How much of the smaller one that is, in percent with one decimal.
    overlap_percentage: f64,
}

/// Segments beside each other.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentComparison)]
pub(super) struct Comparison {
    segments: Vec<Compared>,
    /// Of each pair.
    overlaps: Vec<RestOverlap>,
}

/// Compare segments
#[utoipa::path(
    get, path = "/api/segments/compare", tag = "segments", operation_id = "compareSegments",
    params(CompareQuery),
    responses((status = 200, description = "What they share", body = Success<Comparison>)),
    security(("bearer" = []))
)]
pub(super) async fn compare(Signed(ctx): Signed, Query(query): Query<CompareQuery>) -> Result<Success<Comparison>> {
    segment::may_read(&ctx.viewer)?;
    let Some(ids) = query.ids else { return Err(invalid_value("ids", "`ids` is required.")) };
    let ids: Vec<Uuid> = ids.split(',').map(|id| parse_id("ids", id.trim())).collect::<Result<_>>()?;
    let (rows, sizes, overlaps) = segment::compare(&ctx, &ids).await?;
    let compared = |(row, total_count): (db::rows::Segment, i64)| Compared { segment: row.into(), total_count };
    let overlap = |overlap: segment::Overlap| RestOverlap {
        segment1: overlap.first,
        segment2: overlap.second,
        overlap_count: overlap.shared,
        overlap_percentage: overlap.percent(),
    };
    Ok(Success::new(Comparison {
        segments: rows.into_iter().zip(sizes).map(compared).collect(),
        overlaps: overlaps.into_iter().map(overlap).collect(),
    }))
}

/// Members that have something in common.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentShare)]
struct RestShare {
    /// What; `null` where there is nothing.
    key: Option<String>,
    count: i64,
}

/// The members by what they are: the greatest shares first, at most 20 of each.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentAnalytics)]
pub(super) struct RestAnalytics {
    total_count: i64,
    by_type: Vec<RestShare>,
    by_commercial_status: Vec<RestShare>,
    by_city: Vec<RestShare>,
    by_state: Vec<RestShare>,
    /// Of institutions; one may have several.
    by_specialty: Vec<RestShare>,
    /// Of contacts.
    by_title: Vec<RestShare>,
    /// Of contacts.
    by_department: Vec<RestShare>,
}

/// Count the members of a segment by what they are
#[utoipa::path(
    get, path = "/api/segments/{id}/analytics", tag = "segments", operation_id = "getSegmentAnalytics",
    params(("id" = Uuid, Path, description = "The segment")),
    responses((status = 200, description = "Its members by what they are", body = Success<RestAnalytics>)),
    security(("bearer" = []))
)]
pub(super) async fn analytics(Signed(ctx): Signed, Id(id): Id) -> Result<Success<RestAnalytics>> {
    segment::may_read(&ctx.viewer)?;
    let found = async {
        let mut conn = ctx.db().await?;
        let row = segment::find(&mut conn, &ctx.viewer, id).await?;
        let members = segment::members(&row, &ctx.viewer)?;
        segment::analytics(&mut conn, row.values.kind, &members).await
    }
    .await?;
    let shares = |shares: Vec<Share>| shares.into_iter().map(|Share { key, count }| RestShare { key, count }).collect();
    Ok(Success::new(RestAnalytics {
        total_count: found.total,
        by_type: shares(found.by_type),
        by_commercial_status: shares(found.by_commercial_status),
        by_city: shares(found.by_city),
        by_state: shares(found.by_state),
        by_specialty: shares(found.by_specialty),
        by_title: shares(found.by_title),
        by_department: shares(found.by_department),
    }))
}
