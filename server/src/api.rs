//! Puts the two interfaces together.

use std::sync::LazyLock;

use crate::http::ApiRoutes;
use crm::config::GraphqlLimits;
use graphql::mirror;

/// Routes and documents of GraphQL and REST.
#[must_use]
pub fn routes(limits: GraphqlLimits) -> ApiRoutes {
    let engine = graphql::schema::api(limits);
    ApiRoutes {
        schema: engine.sdl(),
        graphql: graphql::http::routes(engine).merge(mirror::routes()),
        rest: rest::routes(),
        openapi,
    }
}

/// The OpenAPI document of the REST layer as text.
fn openapi() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| rest::openapi::document().to_string());
    &TEXT
}

/// The GraphQL schema as text.
#[must_use]
pub fn schema() -> String {
    graphql::schema::api(GraphqlLimits::default()).sdl()
}
