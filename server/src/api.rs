//! Puts the two interfaces together.

use std::sync::LazyLock;

use crate::http::ApiRoutes;
use crm::config::GraphqlLimits;
use graphql::mirror;

/// Routes and documents of GraphQL and REST.
#[must_use]
pub fn routes(limits: GraphqlLimits) -> ApiRoutes {
    let engine = graphql::schema::api(limits);
    ApiRoutes { graphql: graphql::http::routes(engine).merge(mirror::routes()), rest: rest::routes(), schema, openapi }
}

/// The GraphQL schema as text.
#[must_use]
pub fn schema() -> &'static str {
    // Limits are no part of what it says.
    static TEXT: LazyLock<String> = LazyLock::new(|| graphql::schema::api(GraphqlLimits::default()).sdl());
    &TEXT
}

/// The OpenAPI document of the REST layer as text.
#[must_use]
pub fn openapi() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| format!("{:#}\n", rest::openapi::document()));
    &TEXT
}
