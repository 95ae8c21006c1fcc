//! Puts the two interfaces together.

use std::sync::LazyLock;

use crate::http::ApiRoutes;
use crm::config::GraphqlLimits;

/// Routes and documents of GraphQL and REST.
#[must_use]
pub fn routes(limits: GraphqlLimits) -> ApiRoutes {
    ApiRoutes { graphql: graphql::routes(limits), rest: rest::routes(), schema, openapi }
}

/// The GraphQL schema as text.
#[must_use]
pub fn schema() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(graphql::sdl);
    &TEXT
}

/// The OpenAPI document of the REST layer as text.
#[must_use]
pub fn openapi() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| format!("{:#}\n", rest::openapi::document()));
    &TEXT
}
