//! The GraphQL API: types, execution, transport; and Digiforma's own schema over the mirror.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]

mod account;
mod aggregates;
mod audit;
mod billing;
mod caller;
mod catalog;
mod contact;
mod dashboard;
mod digiforma;
mod document;
pub mod engine;
pub mod errors;
mod facets;
mod filters;
mod firm;
pub mod http;
mod institution;
mod invoice;
mod loaders;
pub mod mirror;
mod node;
mod order;
mod paging;
mod payload;
mod payment;
mod quote;
mod revenue;
pub mod rows;
pub mod scalars;
pub mod schema;
mod search;
mod segment;
mod setup;
mod subscription;
mod task;
mod team;
mod template;
mod user;
mod webhook;

use axum::Router;
use crm::{App, config::GraphqlLimits};

pub use caller::{anyone, context};
pub use scalars::{Date, Hexadecimal, Id, Instant, JsonDocument};

/// `/graphql` and `/digiforma/graphql`. Not generic, so that all of it is compiled with this crate.
pub fn routes(limits: GraphqlLimits) -> Router<App> {
    http::routes(schema::api(limits)).merge(mirror::routes())
}

/// The schema as text.
#[must_use]
pub fn sdl() -> String {
    // Limits are no part of what it says.
    schema::api(GraphqlLimits::default()).sdl()
}
