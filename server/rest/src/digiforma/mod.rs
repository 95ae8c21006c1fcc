//! `/api/digiforma`: the connection to the training software, its mirror and its links.

mod body;
mod connection;
mod institutions;
mod matching;
mod object;
mod syncs;

use axum::{
    Router,
    http::StatusCode,
    middleware::map_response,
    response::Response,
    routing::{delete, get, post},
};
use utoipa::OpenApi;

use connection::{__path_change, __path_settings, __path_test, change, settings, test};
use institutions::{__path_company, __path_invoices, __path_quotes, company, invoices, quotes};
use matching::{
    __path_confirm, __path_create, __path_fuzzy, __path_remove, __path_restore, __path_suggested, __path_unmatched,
    confirm, create, fuzzy, remove, restore, suggested, unmatched,
};
use syncs::{__path_history, __path_start, __path_status, history, start, status};

use crm::{App, answer::Problem};

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(
        settings, change, test, start, status, history, company, quotes, invoices, unmatched, suggested, fuzzy, create,
        remove, restore, confirm
    ),
    tags((name = "digiforma", description = "The mirror of the training software"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/digiforma/settings", get(settings).post(change))
        .route("/api/digiforma/test-connection", post(test))
        .route("/api/digiforma/sync", post(start))
        .route("/api/digiforma/sync/status", get(status))
        .route("/api/digiforma/sync/history", get(history))
        .route("/api/digiforma/institutions/{id}/company", get(company))
        .route("/api/digiforma/institutions/{id}/quotes", get(quotes))
        .route("/api/digiforma/institutions/{id}/invoices", get(invoices))
        .route("/api/digiforma/unmatched-companies", get(unmatched))
        .route("/api/digiforma/suggested-matches/{id}", get(suggested))
        .route("/api/digiforma/fuzzy-matches", get(fuzzy))
        .route("/api/digiforma/mappings", post(create))
        .route("/api/digiforma/mappings/{id}", delete(remove))
        .route("/api/digiforma/mappings/{id}/confirm", post(confirm))
        .route("/api/digiforma/refused-matches/{companyId}/{institutionId}", delete(restore))
        .layer(map_response(in_their_words))
}

/// What a link names and is not there has codes of its own here.
async fn in_their_words(mut response: Response) -> Response {
    if let Some(problem) = response.extensions_mut().get_mut::<Problem>() {
        let field = problem.details.as_ref().map(|details| &details["details"][0]);
        let code = match field.map(|field| (field["field"].as_str(), field["code"].as_str())) {
            Some((Some("digiformaCompanyId"), Some("NOT_FOUND"))) => "COMPANY_NOT_FOUND",
            Some((Some("institutionId"), Some("NOT_FOUND"))) => "INSTITUTION_NOT_FOUND",
            _ => return response,
        };
        problem.status = StatusCode::NOT_FOUND;
        problem.code = code.into();
    }
    response
}
