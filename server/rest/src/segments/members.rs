//! Who is in a segment.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use db::{
    query::{self, Condition, OrderKey, PageRequest},
    rows,
};
use domain::SegmentType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::object::Meta;
use crate::{
    Result,
    contacts::{PlacedContact, all_placed},
    extract::{Id, Query, Signed},
    institutions::{RestInstitution, all_whole},
    paging::Stretch,
};
use crm::{Context, operations::segment};

/// Which members.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ResultsQuery {
    /// Rows of the answer, 1 to 5 000, by default 20.
    limit: Option<i64>,
    /// Rows to pass over.
    offset: Option<i64>,
}

/// A member; all are of the segment's type.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = SegmentMember)]
pub(super) enum Member {
    /// Of a segment of institutions.
    Institution(Box<RestInstitution>),
    /// Of a segment of contacts.
    Contact(Box<PlacedContact>),
}

/// A stretch of the members.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentResults)]
pub(super) struct Results {
    #[schema(default = true)]
    success: bool,
    data: Vec<Member>,
    meta: Meta,
}

impl IntoResponse for Results {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// List the members of a segment
///
/// Those that the caller sees, by name.
#[utoipa::path(
    get, path = "/api/segments/{id}/results", tag = "segments", operation_id = "listSegmentMembers",
    params(("id" = Uuid, Path, description = "The segment"), ResultsQuery),
    responses((status = 200, description = "A part of the members", body = Results)),
    security(("bearer" = []))
)]
pub(super) async fn results(Signed(ctx): Signed, Id(id): Id, Query(query): Query<ResultsQuery>) -> Result<Results> {
    segment::may_read(&ctx.viewer)?;
    let stretch = Stretch::new(query.limit, query.offset)?;
    let (data, total) = async {
        let row = segment::find(&mut *ctx.db().await?, &ctx.viewer, id).await?;
        let condition = segment::members(&row, &ctx.viewer)?;
        members(&ctx, row.values.kind, condition, stretch.rows(), stretch.offset()).await
    }
    .await?;
    Ok(Results { success: true, data, meta: Meta::new(stretch, total) })
}

/// A stretch of the members that satisfy a condition, and the number of all.
pub(super) async fn members(
    ctx: &Context,
    kind: SegmentType,
    condition: Condition,
    limit: i64,
    offset: i64,
) -> crm::Result<(Vec<Member>, i64)> {
    let mut request = PageRequest {
        condition,
        order: Vec::new(),
        after: None,
        backward: false,
        limit,
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    Ok(match kind {
        SegmentType::Institution => {
            request.order = vec![
                OrderKey::new("medical_institutions.name", "text"),
                OrderKey::new("medical_institutions.id", "uuid"),
            ];
            let total = query::count::<rows::Institution>(&mut conn, &request.condition).await?;
            let found = query::load_at::<rows::Institution>(&mut conn, &request, offset).await?;
            let whole = all_whole(&mut conn, &ctx.viewer, found).await?;
            (whole.into_iter().map(|row| Member::Institution(Box::new(row))).collect(), total)
        }
        SegmentType::Contact => {
            request.order = vec![
                OrderKey::new("contact_persons.last_name", "text"),
                OrderKey::new("contact_persons.first_name", "text"),
                OrderKey::new("contact_persons.id", "uuid"),
            ];
            let total = query::count::<rows::Contact>(&mut conn, &request.condition).await?;
            let found = query::load_at::<rows::Contact>(&mut conn, &request, offset).await?;
            let placed = all_placed(&mut conn, &ctx.viewer, found).await?;
            (placed.into_iter().map(|row| Member::Contact(Box::new(row))).collect(), total)
        }
    })
}
