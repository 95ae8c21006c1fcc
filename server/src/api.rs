//! Puts the two interfaces together.

use axum::Router;

use crate::http::ApiRoutes;

/// Routes and documents of GraphQL and REST.
#[must_use]
pub fn routes() -> ApiRoutes {
    ApiRoutes { graphql: Router::new(), rest: Router::new(), schema: String::new(), openapi: serde_json::Value::Null }
}
