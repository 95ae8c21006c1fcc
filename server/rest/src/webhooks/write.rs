//! Making, changing, deleting webhooks.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{body::WebhookBody, object::RestWebhook};
use crate::{
    Result,
    envelope::{Done, Success},
    extract::{Id, Json, Signed},
    version,
};
use crm::operations::webhook;

/// A webhook as it is now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WrittenWebhook)]
pub(super) struct Written {
    webhook: RestWebhook,
}

/// A webhook with its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookWithSecret)]
pub(super) struct WithSecret {
    webhook: RestWebhook,
    /// Shown this once.
    secret: String,
}

/// Make a webhook
///
/// Its secret is in the answer, this once.
#[utoipa::path(
    post, path = "/api/webhooks", tag = "webhooks", operation_id = "createWebhook",
    request_body = WebhookBody,
    responses((status = 201, description = "The webhook", body = Success<WithSecret>)),
    security(("bearer" = []))
)]
pub(super) async fn create(
    Signed(ctx): Signed,
    Json(body): Json<WebhookBody>,
) -> Result<(StatusCode, Success<WithSecret>)> {
    webhook::may_write(&ctx.viewer)?;
    let (row, secret) = webhook::create(&ctx, body.into_new()?).await?;
    Ok((StatusCode::CREATED, Success::new(WithSecret { webhook: row.into(), secret })))
}

/// Change a webhook
///
/// What is left out stays.
#[utoipa::path(
    put, path = "/api/webhooks/{id}", tag = "webhooks", operation_id = "updateWebhook",
    params(("id" = Uuid, Path, description = "The webhook")),
    request_body = WebhookBody,
    responses((status = 200, description = "The webhook", body = Success<Written>)),
    security(("bearer" = []))
)]
pub(super) async fn update(
    Signed(ctx): Signed,
    Id(id): Id,
    headers: HeaderMap,
    Json(body): Json<WebhookBody>,
) -> Result<Response> {
    let expected = version::expected(&headers)?;
    let webhook =
        RestWebhook::from(webhook::update(&ctx, body.into_update(id, expected)).await.map_err(version::failed)?);
    Ok(version::tagged(&HeaderMap::new(), webhook.version(), Success::new(Written { webhook })))
}

/// Delete a webhook
#[utoipa::path(
    delete, path = "/api/webhooks/{id}", tag = "webhooks", operation_id = "deleteWebhook",
    params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn delete(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Done> {
    webhook::may_write(&ctx.viewer)?;
    // One that is deleted already is not there.
    webhook::find(&mut *ctx.db().await?, id).await?;
    webhook::delete(&ctx, id, version::expected(&headers)?).await.map_err(version::failed)?;
    Ok(Done::new("Webhook deleted successfully"))
}

/// Switch a webhook on again
///
/// Its failures are forgotten.
#[utoipa::path(
    post, path = "/api/webhooks/{id}/reset", tag = "webhooks", operation_id = "resetWebhook",
    params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 200, description = "The webhook", body = Success<Written>)),
    security(("bearer" = []))
)]
pub(super) async fn reset(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Written>> {
    let webhook = webhook::reset(&ctx, id).await?.into();
    Ok(Success::with_message(Written { webhook }, "Webhook reset successfully"))
}

/// Give a webhook a new secret
///
/// It is in the answer, this once.
#[utoipa::path(
    post, path = "/api/webhooks/{id}/rotate-secret", tag = "webhooks", operation_id = "rotateWebhookSecret",
    params(("id" = Uuid, Path, description = "The webhook")),
    responses((status = 200, description = "The webhook", body = Success<WithSecret>)),
    security(("bearer" = []))
)]
pub(super) async fn rotate(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Success<WithSecret>> {
    let (row, secret) =
        webhook::rotate_secret(&ctx, id, version::expected(&headers)?).await.map_err(version::failed)?;
    Ok(Success::new(WithSecret { webhook: row.into(), secret }))
}
