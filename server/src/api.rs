//! Puts the two interfaces together.

use crate::http::ApiRoutes;
use crm::config::GraphqlLimits;
use graphql::{self, mirror};
use rest;

/// Routes and documents of GraphQL and REST.
#[must_use]
pub fn routes(limits: GraphqlLimits) -> ApiRoutes {
    let engine = graphql::schema::api(limits);
    ApiRoutes {
        schema: engine.sdl(),
        graphql: graphql::http::routes(engine).merge(mirror::routes()),
        rest: rest::routes(),
        openapi: rest::openapi::document(),
    }
}

/// The GraphQL schema as text.
#[must_use]
pub fn schema() -> String {
    graphql::schema::api(GraphqlLimits::default()).sdl()
}
