//! Logos of documents.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::write::shown;
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Signed},
    upload::{self, Upload},
    wire,
};
use crm::{
    App, Error,
    operations::{
        logo::{self, LARGEST, Logo},
        template::{self, TemplateUpdate},
    },
};

/// The picture of a form.
const PICTURE: Upload = Upload { field: "logo", most: LARGEST, too_large: "A logo has 5 MB at most." };

/// A logo.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Logo)]
pub(super) struct RestLogo {
    id: Uuid,
    /// Where the picture is.
    url: String,
    filename: String,
    /// In bytes.
    size: i32,
    #[serde(serialize_with = "wire::timestamp")]
    modified_at: DateTime<Utc>,
}

impl From<Logo> for RestLogo {
    fn from(logo: Logo) -> Self {
        Self {
            url: logo.url(),
            filename: logo.file_name(),
            id: logo.id,
            size: logo.byte_size,
            modified_at: logo.created_at,
        }
    }
}

/// A picture in PNG, JPEG, GIF or SVG, at most 5 MB.
#[derive(ToSchema)]
#[schema(as = LogoUpload)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document")]
pub(super) struct UploadForm {
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    logo: Vec<u8>,
}

/// List the logos
///
/// The latest first, at most 1 000.
#[utoipa::path(
    get, path = "/api/templates/logos", tag = "templates", operation_id = "listLogos",
    responses((status = 200, description = "The logos", body = Success<Vec<RestLogo>>)),
    security(("bearer" = []))
)]
pub(super) async fn list_logos(Signed(ctx): Signed) -> Result<Success<Vec<RestLogo>>> {
    template::may_read(&ctx.viewer)?;
    let logos = logo::list(&mut *ctx.db().await?).await?;
    Ok(Success::new(logos.into_iter().map(RestLogo::from).collect()))
}

/// The picture of a logo
///
/// Public, as logos are.
#[utoipa::path(
    get, path = "/api/templates/logos/{filename}", tag = "templates", operation_id = "getLogo",
    params(("filename" = String, Path, description = "As `logos` lists it")),
    responses((
        status = 200, description = "The picture",
        content((String = "image/png"), (String = "image/jpeg"), (String = "image/gif"), (String = "image/svg+xml"))
    ))
)]
pub(super) async fn show_logo(State(app): State<App>, Path(filename): Path<String>) -> Result<Response> {
    let id = filename.split('.').next().and_then(|id| Uuid::try_parse(id).ok());
    let (logo, picture) = logo::picture(&mut *app.db().await?, id.ok_or(Error::NotFound("logo"))?).await?;
    let headers = [
        (header::CONTENT_TYPE, logo.media_type.as_str()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        // A picture in SVG may hold a program: nothing of it runs, nor does it load anything.
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    ];
    Ok((headers, picture).into_response())
}

/// Upload a logo
#[utoipa::path(
    post, path = "/api/templates/upload-logo", tag = "templates", operation_id = "uploadLogo",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "The logo", body = Success<RestLogo>)),
    security(("bearer" = []))
)]
pub(super) async fn upload(Signed(ctx): Signed, form: upload::Form) -> Result<(StatusCode, Success<RestLogo>)> {
    let logo = logo::keep(&ctx, &upload::file(form, &PICTURE).await?).await?;
    Ok((StatusCode::CREATED, Success::new(logo.into())))
}

/// Upload the logo of a template
#[utoipa::path(
    post, path = "/api/templates/{id}/upload-logo", tag = "templates", operation_id = "uploadTemplateLogo",
    params(("id" = Uuid, Path, description = "The template")),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "The template with its logo", body = Success<super::object::RestTemplate>)),
    security(("bearer" = []))
)]
pub(super) async fn upload_for(Signed(ctx): Signed, Id(id): Id, form: upload::Form) -> Result<Response> {
    template::find(&mut *ctx.db().await?, id).await?;
    let logo = logo::keep(&ctx, &upload::file(form, &PICTURE).await?).await?;
    let input = TemplateUpdate { id, logo_file_id: Some(Some(logo.id)), ..TemplateUpdate::default() };
    shown(&ctx, template::update(&ctx, input).await?).await
}
