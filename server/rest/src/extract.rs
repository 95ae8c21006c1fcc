//! What handlers take: the signed-in caller, path, query and body, with the errors of the contract.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path as AxumPath, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::errors::invalid_value;
use crm::{App, Context, answer::Problem, context::Caller, error::SignInProblem};

/// The signed-in caller; 401 without.
pub struct Signed(pub Context);

impl FromRequestParts<App> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = parts.extensions.get::<Caller>().ok_or(SignInProblem::TokenRequired)?;
        let viewer = caller.viewer.clone()?;
        Ok(Self(Context { app: app.clone(), viewer, request: caller.request.clone() }))
    }
}

/// The only parameter of a path: an id; 400 when it is no UUID.
pub struct Id(pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let AxumPath(text) = AxumPath::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| invalid_value("id", "The id in the address cannot be read."))?;
        parse_id("id", &text).map(Self)
    }
}

/// A UUID in a path or a query.
///
/// # Errors
/// 400 that names the field.
pub fn parse_id(field: &str, text: &str) -> Result<Uuid, Problem> {
    // Only the usual form with hyphens: what else `Uuid` reads (braces, URN) is no id of ours.
    match (text.len(), Uuid::try_parse(text)) {
        (36, Ok(id)) => Ok(id),
        _ => {
            Err(invalid_value(field, format!("`{field}` must be a UUID such as 0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f.")))
        }
    }
}

/// Query parameters; unknown ones do not matter, empty ones count as absent.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        let pairs = serde_html_form::Deserializer::from_bytes(query);
        serde_path_to_error::deserialize(pairs).map(Self).map_err(|error| {
            let field = error.path().to_string();
            let message = match field.as_str() {
                "." | "" => format!("The query cannot be understood: {}.", error.inner()),
                field => format!("`{field}` cannot be understood: {}.", error.inner()),
            };
            invalid_value(&field, message)
        })
    }
}

/// A JSON body. 415 without the content type, 422 when it is no JSON, 400 when it does not fit.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        read(&body(request, state).await?).map(Self)
    }
}

/// A JSON body that may be left out.
pub struct OptionalJson<T>(pub T);

impl<T: DeserializeOwned + Default, S: Send + Sync> FromRequest<S> for OptionalJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let json = is_json(request.headers());
        let bytes = body(request, state).await?;
        match (bytes.is_empty(), json) {
            (true, _) => Ok(Self(T::default())),
            (false, true) => read(&bytes).map(Self),
            (false, false) => Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)),
        }
    }
}

async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|_| {
        Problem::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", "The body of the request broke off before its end.")
    })
}

/// `application/json`, with or without parameters, or another type on its base (`application/merge-patch+json`).
fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    use serde_json::error::Category;
    if holds_null_character(bytes) {
        return Err(invalid_value("", "The body holds a null character (\\u0000), which texts cannot have."));
    }
    // A list would be read as the fields in their order.
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err(invalid_value("", "The body is a list; an object is expected."));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let field = error.path().to_string();
        let cause = error.into_inner();
        match cause.classify() {
            Category::Data if field == "." => invalid_value("", format!("The body cannot be understood: {cause}.")),
            Category::Data => invalid_value(&field, format!("`{field}` cannot be understood: {cause}.")),
            Category::Syntax | Category::Eof | Category::Io => malformed(&cause),
        }
    })?;
    json.end().map_err(|cause| malformed(&cause))?;
    Ok(value)
}

fn malformed(cause: &serde_json::Error) -> Problem {
    let message = format!("The body of the request is no valid JSON: {cause}.");
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "UNPROCESSABLE_ENTITY", message)
}

/// `\u0000` in a text of the JSON: PostgreSQL stores no such character.
fn holds_null_character(json: &[u8]) -> bool {
    const ESCAPE: &[u8] = b"\\u0000";
    json.windows(ESCAPE.len()).enumerate().filter(|(_, window)| *window == ESCAPE).any(|(at, _)| {
        let backslashes_before = json[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        backslashes_before % 2 == 0
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Body {
        #[expect(dead_code, reason = "only its type matters")]
        name: String,
    }

    fn status(json: &str) -> u16 {
        read::<Body>(json.as_bytes()).err().map_or(200, |problem| problem.status.as_u16())
    }

    #[test]
    fn malformed_is_422_and_unfit_is_400() {
        assert_eq!(status(r#"{"name":"x"}"#), 200);
        assert_eq!(status(r#"{"name":"x""#), 422);
        assert_eq!(status(""), 422);
        assert_eq!(status(r#"{"name":"x"} more"#), 422);
        assert_eq!(status(r#"{"name":1}"#), 400);
        assert_eq!(status("{}"), 400);
        assert_eq!(status(r#"{"name":"a\u0000b"}"#), 400);
        assert_eq!(status(r#"{"name":"a\\u0000b"}"#), 200);
        assert_eq!(status(&"[".repeat(100_000)), 400);
        assert_eq!(read::<serde_json::Value>(r#"{"a":"#.repeat(100_000).as_bytes()).unwrap_err().status.as_u16(), 422);
        assert_eq!(status(r#" [null, null]"#), 400);
    }

    #[test]
    fn ids_have_one_form() {
        assert!(parse_id("id", "0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f").is_ok());
        for text in ["1", "", "{0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f}", "0190f5d87a1b7c3d8e4f5a6b7c8d9e0f"] {
            assert_eq!(parse_id("id", text).unwrap_err().status.as_u16(), 400, "{text}");
        }
    }
}
