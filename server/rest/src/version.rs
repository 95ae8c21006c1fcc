//! `ETag` and `If-Match`: an entity's tag is its version, `"v3"`. Where others' values are shown with it, so that the
//! answer can change without the entity, a digest of the answer follows: `"v3-0f1e2d3c4b5a6978"`.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crm::{Error, answer::Problem};

/// An answer that shows one entity: with its tag, and without a body where the caller has that version already.
pub fn tagged(headers: &HeaderMap, version: i32, answer: impl IntoResponse) -> Response {
    with_tag(headers, &format!("v{version}"), answer)
}

/// An answer that shows one entity and values of others (profile, contacts): its tag changes with any of them.
///
/// # Errors
/// 500 when the answer does not serialise.
pub fn tagged_whole(headers: &HeaderMap, version: i32, answer: &impl Serialize) -> Result<Response, Problem> {
    let body = serde_json::to_vec(answer).map_err(|cause| Problem::from(Error::Internal(cause.into())))?;
    let digest: String = Sha256::digest(&body).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(with_tag(headers, &format!("v{version}-{digest}"), ([(header::CONTENT_TYPE, "application/json")], body)))
}

fn with_tag(headers: &HeaderMap, tag: &str, answer: impl IntoResponse) -> Response {
    let mut response =
        if is_known(headers, tag) { StatusCode::NOT_MODIFIED.into_response() } else { answer.into_response() };
    let answer_headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        answer_headers.insert(header::ETAG, tag);
    }
    answer_headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// The version that the caller expects (`If-Match`); `None` without the header or with `*`.
///
/// # Errors
/// 412 for a tag that no version of ours has.
pub fn expected(headers: &HeaderMap) -> Result<Option<i32>, Problem> {
    let mut tags = tags(headers, &header::IF_MATCH).peekable();
    if tags.peek().is_none() {
        return Ok(None);
    }
    let known: Vec<Tag> = tags.collect();
    match known.as_slice() {
        [Tag::Any] => Ok(None),
        [Tag::Version(version)] => Ok(Some(*version)),
        _ => Err(precondition_failed("If-Match must hold one tag that was answered as ETag, such as \"v3\".")),
    }
}

/// The problem of an operation that was given the version of [`expected`]: there, stale is 412.
#[must_use]
pub fn failed(error: Error) -> Problem {
    let is_stale = matches!(error, Error::Stale { .. });
    let problem = Problem::from(error);
    if is_stale {
        Problem { status: StatusCode::PRECONDITION_FAILED, code: "PRECONDITION_FAILED".into(), ..problem }
    } else {
        problem
    }
}

fn precondition_failed(message: &'static str) -> Problem {
    Problem::new(StatusCode::PRECONDITION_FAILED, "PRECONDITION_FAILED", message)
}

/// Whether the caller has what bears this tag.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    texts(headers, &header::IF_NONE_MATCH).any(|known| known == "*" || unquoted(known) == Some(tag))
}

#[derive(Debug, PartialEq, Eq)]
enum Tag {
    Any,
    Version(i32),
    Foreign,
}

/// The tags of a header; what follows a version in its tag is of no matter here.
fn tags(headers: &HeaderMap, name: &HeaderName) -> impl Iterator<Item = Tag> {
    texts(headers, name).map(|text| match text {
        "*" => Tag::Any,
        quoted => unquoted(quoted)
            .and_then(|tag| tag.strip_prefix('v'))
            .and_then(|tag| tag.split('-').next())
            .and_then(|number| number.parse().ok())
            .map_or(Tag::Foreign, Tag::Version),
    })
}

/// The tags as they are written. Proxies that compress make tags weak (`W/"v3"`): that is still the version.
fn texts<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    let values = headers.get_all(name).iter().flat_map(|value| value.to_str().unwrap_or("?").split(','));
    values.map(|text| text.trim().trim_start_matches("W/"))
}

fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn the_expected_version_is_read_from_the_tag() {
        let of = |value: &str| expected(&headers(header::IF_MATCH, value)).map_err(|problem| problem.status.as_u16());
        assert_eq!(of("\"v3\""), Ok(Some(3)));
        assert_eq!(of("W/\"v12\""), Ok(Some(12)));
        assert_eq!(of("\"v3-0f1e2d3c4b5a6978\""), Ok(Some(3)));
        assert_eq!(of("*"), Ok(None));
        assert_eq!(of("\"abc\""), Err(412));
        assert_eq!(of("\"v1\", \"v2\""), Err(412));
        assert_eq!(expected(&HeaderMap::new()).unwrap(), None);
    }

    #[test]
    fn what_the_caller_has_is_not_sent_again() {
        let status = |value: &str| tagged(&headers(header::IF_NONE_MATCH, value), 3, "x").status().as_u16();
        assert_eq!(status("\"v3\""), 304);
        assert_eq!(status("\"v2\", W/\"v3\""), 304);
        assert_eq!(status("\"v2\""), 200);
    }

    #[test]
    fn a_tag_of_a_whole_answer_changes_with_the_answer() {
        let of = |answer: &str| {
            let response = tagged_whole(&HeaderMap::new(), 3, &answer).unwrap();
            response.headers()[header::ETAG].to_str().unwrap().to_owned()
        };
        let tag = of("one");
        assert_ne!(tag, of("other"));
        let status =
            |value: &str| tagged_whole(&headers(header::IF_NONE_MATCH, value), 3, &"one").unwrap().status().as_u16();
        assert_eq!((status(&tag), status("\"v3\"")), (304, 200));
        assert_eq!(expected(&headers(header::IF_MATCH, &tag)).unwrap(), Some(3));
    }
}
