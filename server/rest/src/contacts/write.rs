//! Showing, creating, changing and deleting contacts.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    body::{CreateBody, UpdateBody},
    object::{PlacedContact, placed},
};
use crate::{
    Result,
    envelope::{Done, Success},
    extract::{Id, Json, Signed},
    version,
};
use crm::operations::contact;

/// Show a contact
#[utoipa::path(
    get, path = "/api/contacts/{id}", tag = "contacts", operation_id = "getContact",
    params(("id" = Uuid, Path, description = "The contact")),
    responses(
        (status = 200, description = "The contact", body = Success<PlacedContact>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    contact::may_read(&ctx.viewer)?;
    let row = contact::read(&ctx, id).await?;
    let contact = placed(&ctx, row).await?;
    version::tagged_whole(&headers, contact.version(), &Success::new(contact))
}

/// Create a contact
#[utoipa::path(
    post, path = "/api/contacts", tag = "contacts", operation_id = "createContact",
    request_body = CreateBody,
    responses((status = 201, description = "The new contact", body = Success<PlacedContact>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    let (institution_id, input) = body.into_input()?;
    let row = contact::create(&ctx, institution_id, input).await?;
    let id = row.id;
    let contact = placed(&ctx, row).await?;
    let version = contact.version();
    let answer = Success::with_message(contact, "Contact created successfully");
    let shown = version::tagged_whole(&HeaderMap::new(), version, &answer)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/contacts/{id}"))], shown).into_response())
}

/// Change a contact
///
/// What is left out stays. `If-Match` with the `ETag` of the last answer makes a stale change fail.
#[utoipa::path(
    put, path = "/api/contacts/{id}", tag = "contacts", operation_id = "updateContact",
    params(("id" = Uuid, Path, description = "The contact")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed contact", body = Success<PlacedContact>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = body.into_input(id, version::expected(&headers)?);
    let row = contact::update(&ctx, input).await.map_err(version::failed)?;
    let contact = placed(&ctx, row).await?;
    let version = contact.version();
    let answer = Success::with_message(contact, "Contact updated successfully");
    version::tagged_whole(&HeaderMap::new(), version, &answer)
}

/// Delete a contact
#[utoipa::path(
    delete, path = "/api/contacts/{id}", tag = "contacts", operation_id = "deleteContact",
    params(("id" = Uuid, Path, description = "The contact")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn delete(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Done> {
    let expected = version::expected(&headers)?;
    contact::delete_present(&ctx, id, expected).await.map_err(version::failed)?;
    Ok(Done::new("Contact deleted successfully"))
}
