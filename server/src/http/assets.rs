//! The web app's files, embedded in the program (a debug build reads them from `web/dist`).

use std::borrow::Cow;

use axum::{
    body::{Body, Bytes},
    extract::Path,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::{
    encoding::{self, Encoding},
    headers::PAGE_POLICY,
    pages,
};
use crm::answer::Problem;

#[derive(RustEmbed)]
#[folder = "../web/dist"]
#[allow_missing = true]
struct Dist;

/// How long a browser may keep a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// For ever: its name changes with its content.
    Immutable,
    /// It asks each time whether the file is still the same.
    Revalidate,
}

/// `/assets/…`: files whose path carries a hash of their content.
pub async fn hashed(Path(path): Path<String>, headers: HeaderMap) -> Response {
    file(&format!("assets/{path}"), &headers, Keep::Immutable).unwrap_or_else(not_found)
}

/// Every path that is nothing else: a file of the app's root, or a page of the app, which knows its own routes.
pub async fn page_or_file(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return not_found();
    }
    if is_for_programs(uri.path()) {
        return not_found();
    }
    let name = uri.path().trim_start_matches('/');
    if !name.is_empty()
        && let Some(response) = file(name, &headers, Keep::Revalidate)
    {
        return response;
    }
    let looks_like_file = name.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if name.is_empty() || (!looks_like_file && wants_page(&headers)) {
        return page("index.html", PAGE_POLICY, &headers).unwrap_or_else(pages::app_not_built);
    }
    not_found()
}

/// A page of the distribution; `None` when it was not built.
pub fn page(name: &str, policy: &'static str, headers: &HeaderMap) -> Option<Response> {
    let mut response = file(name, headers, Keep::Revalidate)?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    Some(response)
}

fn not_found() -> Response {
    Problem::of_status(StatusCode::NOT_FOUND).into_response()
}

/// What stands below the interfaces and the hashed files is never a page of the app.
fn is_for_programs(path: &str) -> bool {
    let below = |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    ["/api", "/graphql", "/digiforma/graphql", "/assets"].into_iter().any(below)
}

/// The client takes a page: it names HTML or anything, or it names nothing.
fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT);
    let mut kinds = accepted.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    let is_page = |kind: &str| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        ["text/html", "text/*", "*/*"].iter().any(|page| kind.eq_ignore_ascii_case(page))
    };
    accepted.iter().next().is_none() || kinds.any(is_page)
}

/// `app.js.br` is a form of `app.js`, not a file of its own.
fn is_compressed_form(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

fn file(name: &str, headers: &HeaderMap, keep: Keep) -> Option<Response> {
    if is_compressed_form(name) {
        return None;
    }
    let original = Dist::get(name)?;
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (encoding, data) = best_form(name, &original, accepted);

    let tag = entity_tag(&original, encoding);
    let unchanged = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == tag || known == "*");
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(Body::from(data));
        response.headers_mut().insert(header::CONTENT_TYPE, content_type(name, &original));
        if let Some(token) = encoding.token() {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(token));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(match keep {
            Keep::Immutable => "public, max-age=31536000, immutable",
            Keep::Revalidate => "no-cache",
        }),
    );
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Some(response)
}

fn best_form(name: &str, original: &EmbeddedFile, accepted: &str) -> (Encoding, Bytes) {
    for encoding in encoding::preferred(accepted) {
        if encoding == Encoding::Identity {
            break;
        }
        if let Some(form) = Dist::get(&format!("{name}{}", encoding.suffix())) {
            return (encoding, bytes(form.data));
        }
    }
    (Encoding::Identity, bytes(original.data.clone()))
}

fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    }
}

/// Differs by content and by form.
fn entity_tag(original: &EmbeddedFile, encoding: Encoding) -> String {
    let hash: String = original.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hash}{}\"", encoding.suffix())
}

fn content_type(name: &str, original: &EmbeddedFile) -> HeaderValue {
    let kind = match original.metadata.mimetype() {
        _ if name.ends_with(".md") => "text/plain; charset=utf-8".to_owned(),
        kind if kind.starts_with("text/") || kind.ends_with("/javascript") => format!("{kind}; charset=utf-8"),
        kind => kind.to_owned(),
    };
    HeaderValue::from_str(&kind).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
