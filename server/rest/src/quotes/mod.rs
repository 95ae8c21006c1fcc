//! `/api/quotes`: offers to institutions.

mod body;
mod documents;
mod line_object;
mod lines;
pub(super) mod list;
mod moves;
mod object;
mod statistics;
mod write;

use axum::{
    Router,
    middleware::map_response,
    routing::{get, post, put},
};
use utoipa::OpenApi;

use self::documents::{
    __path_order_pdf, __path_pdf, __path_send_email, __path_versions, order_pdf, pdf, send_email, versions,
};
use lines::{
    __path_add_line, __path_list_lines, __path_remove_line, __path_reorder, __path_update_line, add_line, list_lines,
    remove_line, reorder, update_line,
};
use list::{
    __path_list, __path_of_institution, __path_of_status, __path_of_user, list, of_institution, of_status, of_user,
};
use moves::{
    __path_accept, __path_cancel, __path_convert, __path_order, __path_reject, __path_send, accept, cancel, convert,
    order, reject, send,
};
use statistics::{__path_statistics, statistics};
use write::{__path_create, __path_delete, __path_show, __path_update, create, delete, show, update};

use super::errors::in_words_of_billing;
use crm::App;

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(
        list, statistics, of_institution, of_user, of_status, show, create, update, delete, send, accept, reject,
        cancel, order, convert, list_lines, add_line, update_line, remove_line, reorder, pdf, order_pdf, versions,
        send_email
    ),
    tags((name = "quotes", description = "Offers to institutions, from the draft to the order"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/quotes", get(list).post(create))
        .route("/api/quotes/statistics", get(statistics))
        .route("/api/quotes/institution/{institutionId}", get(of_institution))
        .route("/api/quotes/user/{userId}", get(of_user))
        .route("/api/quotes/status/{status}", get(of_status))
        .route("/api/quotes/{id}", get(show).put(update).patch(update).delete(delete))
        .route("/api/quotes/{id}/send", put(send).patch(send))
        .route("/api/quotes/{id}/accept", put(accept).patch(accept))
        .route("/api/quotes/{id}/reject", put(reject).patch(reject))
        .route("/api/quotes/{id}/cancel", put(cancel).patch(cancel))
        .route("/api/quotes/{id}/order", put(order).patch(order))
        .route("/api/quotes/{id}/convert-to-invoice", post(convert))
        .route("/api/quotes/{id}/pdf", get(pdf))
        .route("/api/quotes/{id}/order-pdf", get(order_pdf))
        .route("/api/quotes/{id}/versions", get(versions))
        .route("/api/quotes/{id}/send-email", post(send_email))
        .route("/api/quotes/{id}/lines", get(list_lines).post(add_line))
        .route("/api/quotes/{id}/lines/reorder", put(reorder).patch(reorder))
        .route("/api/quotes/{id}/lines/{lineId}", put(update_line).patch(update_line).delete(remove_line))
        .layer(map_response(in_words_of_billing))
}
