//! `/api/invoices`: claims on institutions, and what was paid of them.

mod body;
mod documents;
mod line_object;
mod lines;
pub(super) mod list;
mod moves;
mod object;
mod payments;
mod statistics;
mod write;

use axum::{
    Router,
    middleware::map_response,
    routing::{get, post, put},
};
use utoipa::OpenApi;

use self::documents::{
    __path_make_pdf, __path_pdf, __path_remind, __path_send_email, __path_versions, make_pdf, pdf, remind, send_email,
    versions,
};
use lines::{
    __path_add_line, __path_list_lines, __path_remove_line, __path_reorder, __path_update_line, add_line, list_lines,
    remove_line, reorder, update_line,
};
use list::{
    __path_list, __path_of_institution, __path_of_status, __path_of_user, list, of_institution, of_status, of_user,
};
use moves::{
    __path_archive, __path_cancel, __path_reconcile, __path_send, __path_unarchive, archive, cancel, reconcile, send,
    unarchive,
};
use payments::{
    __path_cancel_payment, __path_confirm_payment, __path_history, __path_list_payments, __path_payments_summary,
    __path_record_payment, cancel_payment, confirm_payment, history, list_payments, payments_summary, record_payment,
};
use statistics::{__path_statistics, statistics};
use write::{
    __path_create, __path_delete, __path_from_quote, __path_show, __path_update, create, delete, from_quote, show,
    update,
};

pub(super) use object::RestInvoice;
pub(super) use write::converted;

use super::errors::in_words_of_billing;
use crm::App;

/// The group's part of the OpenAPI document.
#[derive(OpenApi)]
#[openapi(
    paths(
        list, statistics, of_institution, of_user, of_status, show, create, from_quote, update, delete, send, cancel,
        archive, unarchive, reconcile, list_lines, add_line, update_line, remove_line, reorder, list_payments,
        record_payment, confirm_payment, cancel_payment, history, payments_summary, pdf, make_pdf, versions,
        send_email, remind
    ),
    tags((name = "invoices", description = "Invoices and credit notes, from the draft to the last payment"))
)]
pub struct Docs;

/// Routes of the group.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/invoices", get(list).post(create))
        .route("/api/invoices/statistics", get(statistics))
        .route("/api/invoices/institution/{institutionId}", get(of_institution))
        .route("/api/invoices/user/{userId}", get(of_user))
        .route("/api/invoices/status/{status}", get(of_status))
        .route("/api/invoices/from-quote/{quoteId}", post(from_quote))
        .route("/api/invoices/payments/history", get(history))
        .route("/api/invoices/payments/summary", get(payments_summary))
        .route("/api/invoices/payments/{paymentId}/confirm", put(confirm_payment).patch(confirm_payment))
        .route("/api/invoices/payments/{paymentId}/cancel", put(cancel_payment).patch(cancel_payment))
        .route("/api/invoices/{id}", get(show).put(update).patch(update).delete(delete))
        .route("/api/invoices/{id}/send", put(send).patch(send))
        .route("/api/invoices/{id}/cancel", put(cancel).patch(cancel))
        .route("/api/invoices/{id}/archive", put(archive).patch(archive))
        .route("/api/invoices/{id}/unarchive", put(unarchive).patch(unarchive))
        .route("/api/invoices/{id}/reconcile", put(reconcile).patch(reconcile))
        .route("/api/invoices/{id}/pdf", get(pdf).post(make_pdf))
        .route("/api/invoices/{id}/versions", get(versions))
        .route("/api/invoices/{id}/send-email", post(send_email))
        .route("/api/invoices/{id}/payment-reminder", post(remind))
        .route("/api/invoices/{id}/lines", get(list_lines).post(add_line))
        .route("/api/invoices/{id}/lines/reorder", put(reorder).patch(reorder))
        .route("/api/invoices/{id}/lines/{lineId}", put(update_line).patch(update_line).delete(remove_line))
        .route("/api/invoices/{id}/payments", get(list_payments).post(record_payment))
        .layer(map_response(in_words_of_billing))
}
