//! Who is in charge of which institutions.

use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{load as users, object::Message};
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Json, Signed},
    institutions::{RestInstitution, all_whole},
    paging::MOST_OF_ALL,
};
use crm::{
    Error,
    operations::{
        assignment::{self, Assignment},
        institution, scope,
    },
};

/// Some institutions.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[schema(as = InstitutionIds)]
pub(super) struct IdsBody {
    /// At most 500.
    #[schema(required = true)]
    institution_ids: Vec<Uuid>,
}

/// What was done, and the institutions.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssignedData {
    /// A sentence for people.
    message: &'static str,
    assigned_institutions: Vec<RestInstitution>,
}

/// List the institutions that a user is in charge of
///
/// Among those that the caller sees; by name, not in pages.
#[utoipa::path(
    get, path = "/api/users/{id}/institutions", tag = "users", operation_id = "listUserInstitutions",
    params(("id" = Uuid, Path, description = "The user")),
    responses((status = 200, description = "The institutions", body = Success<Vec<RestInstitution>>)),
    security(("bearer" = []))
)]
pub(super) async fn assigned(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestInstitution>>> {
    institution::may_read(&ctx.viewer)?;
    let user = users::find(&ctx, id).await?;
    let condition = Condition::IsNull(column!(medical_institutions.deleted_at))
        .and(scope::institutions(&ctx.viewer))
        .and(Condition::eq(column!(medical_institutions.assigned_user_id), Value::Id(user.id)));
    let request = PageRequest {
        condition,
        order: vec![
            OrderKey::new("medical_institutions.name", "text"),
            OrderKey::new("medical_institutions.id", "uuid"),
        ],
        after: None,
        backward: false,
        limit: MOST_OF_ALL,
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let rows = query::load_at::<rows::Institution>(&mut conn, &request, 0).await.map_err(Error::from)?;
    Ok(Success::new(all_whole(&mut conn, &ctx.viewer, rows).await?))
}

/// Put a user in charge of institutions
///
/// Of all, or of none when one of them is not there.
#[utoipa::path(
    post, path = "/api/users/{id}/institutions", tag = "users", operation_id = "assignUserInstitutions",
    params(("id" = Uuid, Path, description = "The user")),
    request_body = IdsBody,
    responses((status = 200, description = "The institutions", body = Success<AssignedData>)),
    security(("bearer" = []))
)]
pub(super) async fn assign(
    Signed(ctx): Signed,
    Id(id): Id,
    Json(body): Json<IdsBody>,
) -> Result<Success<AssignedData>> {
    let input = Assignment { user_id: Some(id), institution_ids: body.institution_ids, only_of: None };
    let rows = assignment::assign(&ctx, &input).await.map_err(without_user)?;
    let mut conn = ctx.db().await?;
    let assigned_institutions = all_whole(&mut conn, &ctx.viewer, rows).await?;
    Ok(Success::new(AssignedData { message: "Institutions assigned successfully", assigned_institutions }))
}

/// Withdraw institutions from a user
///
/// Nobody is in charge of them then; those of others stay as they are.
#[utoipa::path(
    delete, path = "/api/users/{id}/institutions", tag = "users", operation_id = "withdrawUserInstitutions",
    params(("id" = Uuid, Path, description = "The user")),
    request_body = IdsBody,
    responses((status = 200, description = "Withdrawn", body = Success<Message>)),
    security(("bearer" = []))
)]
pub(super) async fn withdraw(Signed(ctx): Signed, Id(id): Id, Json(body): Json<IdsBody>) -> Result<Success<Message>> {
    let input = Assignment { user_id: None, institution_ids: body.institution_ids, only_of: Some(id) };
    assignment::assign(&ctx, &input).await?;
    Ok(Success::new(Message::new("Institutions unassigned successfully")))
}

/// Here the user is in the address, not in the input.
fn without_user(error: Error) -> Error {
    match &error {
        Error::Invalid(fields) if fields.iter().any(|field| field.field.as_deref() == Some("userId")) => {
            Error::NotFound("user")
        }
        _ => error,
    }
}
