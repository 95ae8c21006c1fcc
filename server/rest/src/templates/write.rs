//! Creating, changing and deleting templates.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use db::rows;

use super::{
    body::{CopyBody, CreateBody, UpdateBody},
    object::RestTemplate,
};
use crate::{
    Result,
    envelope::{Done, Success},
    extract::{Id, Json, OptionalJson, Signed},
    version,
};
use crm::{
    Context,
    operations::{firm, template},
};

/// Create a template
#[utoipa::path(
    post, path = "/api/templates", tag = "templates", operation_id = "createTemplate",
    request_body = CreateBody,
    responses((status = 201, description = "The new template", body = Success<RestTemplate>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<CreateBody>) -> Result<Response> {
    let row = template::create(&ctx, body.into_input()?).await?;
    made(&ctx, row).await
}

/// Change a template
///
/// What is left out stays. Its id stays, too. `If-Match` with the `ETag` of the last answer makes a stale change fail.
#[utoipa::path(
    put, path = "/api/templates/{id}", tag = "templates", operation_id = "updateTemplate",
    params(("id" = Uuid, Path, description = "The template")),
    request_body = UpdateBody,
    responses((status = 200, description = "The changed template", body = Success<RestTemplate>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response> {
    let input = body.into_input(id, version::expected(&headers)?);
    let row = template::update(&ctx, input).await.map_err(version::failed)?;
    shown(&ctx, row).await
}

/// Delete a template
///
/// Documents that were made with it stay as they are.
#[utoipa::path(
    delete, path = "/api/templates/{id}", tag = "templates", operation_id = "deleteTemplate",
    params(("id" = Uuid, Path, description = "The template")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn delete(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Done> {
    let expected = version::expected(&headers)?;
    template::delete_present(&ctx, id, expected).await.map_err(version::failed)?;
    Ok(Done::new("Template deleted successfully"))
}

/// Make a template the default of its type
#[utoipa::path(
    put, path = "/api/templates/{id}/set-default", tag = "templates", operation_id = "setDefaultTemplate",
    params(("id" = Uuid, Path, description = "The template")),
    responses((status = 200, description = "The template", body = Success<RestTemplate>)),
    security(("bearer" = []))
)]
pub(super) async fn set_default(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    let expected = version::expected(&headers)?;
    let row = template::set_default(&ctx, id, expected).await.map_err(version::failed)?;
    shown(&ctx, row).await
}

/// Copy a template
#[utoipa::path(
    post, path = "/api/templates/{id}/duplicate", tag = "templates", operation_id = "duplicateTemplate",
    params(("id" = Uuid, Path, description = "The template")),
    request_body = Option<CopyBody>,
    responses((status = 201, description = "The copy", body = Success<RestTemplate>)),
    security(("bearer" = []))
)]
pub(super) async fn duplicate(
    Signed(ctx): Signed,
    Id(id): Id,
    OptionalJson(body): OptionalJson<CopyBody>,
) -> Result<Response> {
    let row = template::duplicate(&ctx, id, body.name.as_deref()).await?;
    made(&ctx, row).await
}

async fn made(ctx: &Context, row: rows::Template) -> Result<Response> {
    let location = format!("/api/templates/{}", row.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], shown(ctx, row).await?).into_response())
}

/// The template with its tag.
pub(super) async fn shown(ctx: &Context, row: rows::Template) -> Result<Response> {
    let firm = firm::read(&mut *ctx.db().await?).await?.values;
    let template = RestTemplate::new(row, &firm);
    version::tagged_whole(&HeaderMap::new(), template.version(), &Success::new(template))
}
