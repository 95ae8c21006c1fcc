//! `ETag` and `If-Match`: an entity's tag is its version, `"v3"`.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{Error, http::Problem};

/// An answer that shows one entity: with its tag, and without a body where the caller has that version already.
pub fn tagged(headers: &HeaderMap, version: i32, answer: impl IntoResponse) -> Response {
    let mut response =
        if is_known(headers, version) { StatusCode::NOT_MODIFIED.into_response() } else { answer.into_response() };
    let answer_headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag(version)) {
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

fn tag(version: i32) -> String {
    format!("\"v{version}\"")
}

fn is_known(headers: &HeaderMap, version: i32) -> bool {
    tags(headers, &header::IF_NONE_MATCH).any(|tag| tag == Tag::Version(version) || tag == Tag::Any)
}

#[derive(Debug, PartialEq, Eq)]
enum Tag {
    Any,
    Version(i32),
    Foreign,
}

/// The tags of a header. Proxies that compress make tags weak (`W/"v3"`): that is still the version.
fn tags(headers: &HeaderMap, name: &HeaderName) -> impl Iterator<Item = Tag> {
    let values = headers.get_all(name).iter().flat_map(|value| value.to_str().unwrap_or("?").split(','));
    values.map(str::trim).map(|text| match text.trim_start_matches("W/") {
        "*" => Tag::Any,
        quoted => quoted
            .strip_prefix("\"v")
            .and_then(|rest| rest.strip_suffix('"'))
            .and_then(|number| number.parse().ok())
            .map_or(Tag::Foreign, Tag::Version),
    })
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
}
