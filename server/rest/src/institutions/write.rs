//! Creating, changing and deleting institutions.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    body::{ContactBody, CreateBody, UpdateBody},
    load,
    object::RestInstitution,
};
use crate::{
    Result,
    contact::RestContact,
    envelope::{Done, Success},
    extract::{Id, Json, Query, Signed},
    version,
};
use crm::{
    Error,
    operations::{contact, institution, institution_retirement as retirement},
};

/// One institution.
#[derive(Serialize, ToSchema)]
pub(super) struct InstitutionData {
    institution: RestInstitution,
}

/// A new contact.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContactData {
    contact_person: RestContact,
}

/// Show an institution
#[utoipa::path(
    get, path = "/api/institutions/{id}", tag = "institutions", operation_id = "getInstitution",
    params(("id" = Uuid, Path, description = "The institution")),
    responses(
        (status = 200, description = "The institution", body = Success<InstitutionData>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    institution::may_read(&ctx.viewer)?;
    let row = institution::read(&ctx, id).await?;
    let institution = load::whole(&ctx, row).await?;
    version::tagged_whole(&headers, institution.version(), &Success::new(InstitutionData { institution }))
}

/// Create an institution
///
/// With its medical profile and first contacts, all or nothing.
#[utoipa::path(
    post, path = "/api/institutions", tag = "institutions", operation_id = "createInstitution",
    request_body = CreateBody,
    responses((status = 201, description = "The new institution", body = Success<InstitutionData>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    let input = body.into_input()?;
    let row = institution::create(&ctx, input).await.map_err(with_wire_names)?;
    let institution = load::whole(&ctx, row).await?;
    let (id, version) = (institution.id(), institution.version());
    let answer = Success::with_message(InstitutionData { institution }, "Institution created successfully");
    let shown = version::tagged_whole(&HeaderMap::new(), version, &answer)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/institutions/{id}"))], shown).into_response())
}

/// Change an institution
///
/// What is left out stays. `If-Match` with the `ETag` of the last answer makes a stale change fail.
#[utoipa::path(
    put, path = "/api/institutions/{id}", tag = "institutions", operation_id = "updateInstitution",
    params(("id" = Uuid, Path, description = "The institution")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed institution", body = Success<InstitutionData>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = body.into_input(id, version::expected(&headers)?);
    let row = institution::update(&ctx, input).await.map_err(version::failed)?;
    let institution = load::whole(&ctx, row).await?;
    let version = institution.version();
    let answer = Success::with_message(InstitutionData { institution }, "Institution updated successfully");
    version::tagged_whole(&HeaderMap::new(), version, &answer)
}

/// How to delete.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DeleteQuery {
    /// Delete it, instead of setting it aside; refused when people edited it.
    force: Option<bool>,
}

/// Delete an institution
///
/// Sets it aside: `isActive` becomes false. With `force=true` it is deleted, if no person has made or edited it.
#[utoipa::path(
    delete, path = "/api/institutions/{id}", tag = "institutions", operation_id = "deleteInstitution",
    params(("id" = Uuid, Path, description = "The institution"), DeleteQuery),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn delete(
    Signed(ctx): Signed,
    Id(id): Id,
    Query(query): Query<DeleteQuery>,
    headers: HeaderMap,
) -> Result<Done> {
    let expected = version::expected(&headers)?;
    if query.force.unwrap_or_default() {
        retirement::delete_unlocked(&ctx, id, expected).await.map_err(version::failed)?;
        Ok(Done::new("Institution deleted successfully"))
    } else {
        retirement::deactivate(&ctx, id, expected).await.map_err(version::failed)?;
        Ok(Done::new("Institution deactivated successfully"))
    }
}

/// Add a contact
#[utoipa::path(
    post, path = "/api/institutions/{id}/contacts", tag = "institutions", operation_id = "addInstitutionContact",
    params(("id" = Uuid, Path, description = "The institution")),
    request_body = ContactBody,
    responses((status = 201, description = "The new contact", body = Success<ContactData>)),
    security(("bearer" = []))
)]
pub(super) async fn add_contact(Signed(ctx): Signed, Id(id): Id, Json(body): Json<ContactBody>) -> Result<Response> {
    let row = contact::create(&ctx, id, body.into()).await.map_err(without_institution)?;
    let contact_person = RestContact::from(row);
    let version = contact_person.version();
    let answer = Success::with_message(ContactData { contact_person }, "Contact person added successfully");
    Ok((StatusCode::CREATED, version::tagged(&HeaderMap::new(), version, answer)).into_response())
}

/// The operation calls the new contacts by another name than the wire.
fn with_wire_names(error: Error) -> Error {
    match error {
        Error::Invalid(mut fields) => {
            for field in fields.iter_mut().filter_map(|error| error.field.as_mut()) {
                if field == "contacts" || field.starts_with("contacts.") {
                    field.replace_range(.."contacts".len(), "contactPersons");
                }
            }
            Error::Invalid(fields)
        }
        other => other,
    }
}

/// Here the institution is in the address, not in the input.
fn without_institution(error: Error) -> Error {
    match &error {
        Error::Invalid(fields) if fields.iter().any(|field| field.field.as_deref() == Some("institutionId")) => {
            Error::NotFound("institution")
        }
        _ => error,
    }
}
