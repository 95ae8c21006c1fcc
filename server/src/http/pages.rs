//! Pages that are not the app: the playground, the API documentation, and what stands in for pages that are missing.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::{
    assets,
    headers::{PAGE_POLICY, TOOL_POLICY},
};

/// `/graphiql`
pub async fn graphiql(headers: HeaderMap) -> Response {
    assets::page("graphiql.html", TOOL_POLICY, &headers).unwrap_or_else(|| {
        missing("The GraphQL playground is not in this build.", "It comes with the web app: run `cargo xtask build`.")
    })
}

/// `/api/docs`
pub async fn api_docs(headers: HeaderMap) -> Response {
    assets::page("api-docs.html", TOOL_POLICY, &headers).unwrap_or_else(|| {
        missing(
            "The documentation page of the REST layer is not in this build.",
            "It comes with the web app: run `cargo xtask build`. The OpenAPI document itself is at /api/openapi.json.",
        )
    })
}

/// Stands in for the app when the program was built without it.
pub fn app_not_built() -> Response {
    missing(
        "The web app is not in this build.",
        "Run `cargo xtask run` in the source folder: it builds the web app and starts the server again. \
         GraphQL (/graphql) and REST (/api) work without it.",
    )
}

fn missing(what: &str, how: &str) -> Response {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Medical CRM</title>\n<h1>{what}</h1>\n<p>{how}</p>\n</html>\n"
    );
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, Html(page)).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    response
}
