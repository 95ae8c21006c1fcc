//! Showing, creating, changing and deleting items of the catalog.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    body::{CreateBody, UpdateBody},
    object::RestCatalogItem,
};
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Json, Signed},
    version,
};
use crm::operations::catalog::{self, CatalogItemUpdate};

/// Show an item of the catalog
#[utoipa::path(
    get, path = "/api/catalog/{id}", tag = "catalog", operation_id = "getCatalogItem",
    params(("id" = Uuid, Path, description = "The item")),
    responses(
        (status = 200, description = "The item", body = Success<RestCatalogItem>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    catalog::may_read(&ctx.viewer)?;
    let item = RestCatalogItem::from(catalog::find(&mut *ctx.db().await?, id).await?);
    Ok(version::tagged(&headers, item.version(), Success::new(item)))
}

/// Add an item to the catalog
#[utoipa::path(
    post, path = "/api/catalog", tag = "catalog", operation_id = "createCatalogItem",
    request_body = CreateBody,
    responses((status = 201, description = "The new item", body = Success<RestCatalogItem>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    let item = RestCatalogItem::from(catalog::create(&ctx, body.into_input()?).await?);
    let location = format!("/api/catalog/{}", item.id());
    let shown = version::tagged(&HeaderMap::new(), item.version(), Success::new(item));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], shown).into_response())
}

/// Change an item of the catalog
///
/// What is left out stays; lines of documents that were made of it too. `If-Match` with the `ETag` of the last answer
/// makes a stale change fail.
#[utoipa::path(
    put, path = "/api/catalog/{id}", tag = "catalog", operation_id = "updateCatalogItem",
    params(("id" = Uuid, Path, description = "The item")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed item", body = Success<RestCatalogItem>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = body.into_input(id, version::expected(&headers)?);
    let item = RestCatalogItem::from(catalog::update(&ctx, input).await.map_err(version::failed)?);
    Ok(version::tagged(&HeaderMap::new(), item.version(), Success::new(item)))
}

/// Begin or end to sell an item of the catalog
#[utoipa::path(
    patch, path = "/api/catalog/{id}/toggle", tag = "catalog", operation_id = "toggleCatalogItem",
    params(("id" = Uuid, Path, description = "The item")),
    responses((status = 200, description = "The changed item", body = Success<RestCatalogItem>)),
    security(("bearer" = []))
)]
pub(super) async fn toggle(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    catalog::may_read(&ctx.viewer)?;
    let before = catalog::find(&mut *ctx.db().await?, id).await?;
    // Whoever else changes it meanwhile: it becomes the opposite of what it was for this caller.
    let expected_version = version::expected(&headers)?.or(Some(before.version));
    let is_active = Some(!before.values.is_active);
    let input = CatalogItemUpdate { id, expected_version, is_active, ..CatalogItemUpdate::default() };
    let item = RestCatalogItem::from(catalog::update(&ctx, input).await.map_err(version::failed)?);
    Ok(version::tagged(&HeaderMap::new(), item.version(), Success::new(item)))
}

/// Delete an item of the catalog
///
/// Lines of documents that were made of it stay as they are.
#[utoipa::path(
    delete, path = "/api/catalog/{id}", tag = "catalog", operation_id = "deleteCatalogItem",
    params(("id" = Uuid, Path, description = "The item")),
    responses((status = 204, description = "Done")),
    security(("bearer" = []))
)]
pub(super) async fn delete(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<StatusCode> {
    let expected = version::expected(&headers)?;
    catalog::delete_present(&ctx, id, expected).await.map_err(version::failed)?;
    Ok(StatusCode::NO_CONTENT)
}
