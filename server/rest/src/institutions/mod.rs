//! `/api/institutions`: institutions, their medical profiles and new contacts, and whole files of them.

mod body;
mod import;
pub(super) mod list;
mod load;
mod object;
mod profile;
mod write;

use axum::{
    Router,
    middleware::map_response,
    response::Response,
    routing::{get, post, put},
};
use utoipa::OpenApi;

use import::{
    __path_import, __path_import_template, __path_preview_import, __path_validate_import, import, import_template,
    preview_import, validate_import,
};
use list::{__path_list, __path_search, list, search};
use profile::{__path_update_profile, update_profile};
use write::{
    __path_add_contact, __path_create, __path_delete, __path_show, __path_update, add_contact, create, delete, show,
    update,
};

pub(super) use body::AddressBody;
pub(super) use load::all_whole;
pub(super) use object::RestInstitution;

use super::errors::of_institutions;
use crm::{App, answer::Problem};

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(
        list, search, import_template, validate_import, preview_import, import, show, create, update, update_profile,
        delete, add_contact
    ),
    tags((name = "institutions", description = "Institutions with their medical profiles and contacts"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/institutions", get(list).post(create))
        .route("/api/institutions/search", get(search))
        .route("/api/institutions/import", post(import))
        .route("/api/institutions/import/template", get(import_template))
        .route("/api/institutions/import/validate", post(validate_import))
        .route("/api/institutions/import/preview", post(preview_import))
        .route("/api/institutions/{id}", get(show).put(update).patch(update).delete(delete))
        .route("/api/institutions/{id}/medical-profile", put(update_profile).patch(update_profile))
        .route("/api/institutions/{id}/contacts", post(add_contact))
        .layer(map_response(in_their_words))
}

/// Problems of this group look as the original's controller made them, whoever noticed them.
async fn in_their_words(mut response: Response) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response.extensions_mut().insert(of_institutions(problem));
    }
    response
}
