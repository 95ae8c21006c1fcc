//! Puts the two interfaces together.

use axum::Router;

use crate::{config::GraphqlLimits, graphql, http::ApiRoutes, rest};

/// Routes and documents of GraphQL and REST.
#[must_use]
pub fn routes() -> ApiRoutes {
    ApiRoutes { graphql: Router::new(), rest: rest::routes(), schema: schema(), openapi: serde_json::Value::Null }
}

/// The GraphQL schema as text.
#[must_use]
pub fn schema() -> String {
    graphql::schema::api(GraphqlLimits::default()).sdl()
}
