//! `/api/revenue`: what was invoiced and paid, also under the paths of institutions and of the dashboard.

mod figures;
mod object;

use axum::{Router, routing::get};
use utoipa::OpenApi;

use figures::{
    __path_consolidated, __path_dashboard_consolidated, __path_dashboard_evolution, __path_evolution,
    __path_institution_consolidated, __path_of_institution, consolidated, dashboard_consolidated, dashboard_evolution,
    evolution, institution_consolidated, of_institution,
};

use crm::App;

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(
        consolidated, evolution, of_institution, institution_consolidated, dashboard_consolidated, dashboard_evolution
    ),
    tags((name = "revenue", description = "What was invoiced and paid, by where it comes from"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/revenue/consolidated", get(consolidated))
        .route("/api/revenue/evolution", get(evolution))
        .route("/api/revenue/institutions/{id}", get(of_institution))
        .route("/api/institutions/{id}/revenue/consolidated", get(institution_consolidated))
        .route("/api/dashboard/revenue/consolidated", get(dashboard_consolidated))
        .route("/api/dashboard/revenue/evolution", get(dashboard_evolution))
}
