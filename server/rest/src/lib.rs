//! The REST layer: the wire contract of the original system over the same operations. It translates, nothing else.

mod auth;
mod avatar;
mod avatars;
mod catalog;
pub mod contact;
mod contacts;
mod digiforma;
mod document;
mod documents;
pub mod envelope;
pub mod errors;
mod export;
pub mod extract;
pub mod institution;
mod institutions;
mod invoices;
pub mod line_body;
mod mailed;
pub mod named;
pub mod openapi;
pub mod paging;
pub mod payment;
mod payments;
mod pdf;
mod quotes;
pub mod related;
mod revenue;
mod segments;
mod tasks;
mod teams;
mod templates;
mod upload;
mod user;
mod users;
pub mod version;
mod webhooks;
pub mod wire;

use axum::Router;

use crm::{App, answer::Problem};

/// Answer of a handler.
pub type Result<T> = std::result::Result<T, Problem>;

/// All groups, with complete paths.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(auth::routes())
        .merge(avatars::routes())
        .merge(catalog::routes())
        .merge(contacts::routes())
        .merge(digiforma::routes())
        .merge(documents::routes())
        .merge(export::routes())
        .merge(institutions::routes())
        .merge(invoices::routes())
        .merge(payments::routes())
        .merge(quotes::routes())
        .merge(revenue::routes())
        .merge(segments::routes())
        .merge(tasks::routes())
        .merge(teams::routes())
        .merge(templates::routes())
        .merge(users::routes())
        .merge(webhooks::routes())
}
