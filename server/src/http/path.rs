//! Checks and tidies the address of a request before it is routed.

use axum::http::{
    StatusCode, Uri,
    uri::{Parts, PathAndQuery},
};
use percent_encoding::percent_decode_str;

use crm::answer::Problem;

/// Characters that path and query may have together: room for a GraphQL query sent by GET.
const LONGEST: usize = 48_000;

/// Refuses addresses that no handler could work with.
///
/// # Errors
/// 400 or 414.
pub fn check(uri: &Uri) -> Result<(), Problem> {
    let bad = |message: &'static str| Err(Problem::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", message));
    let address = uri.path_and_query().map_or("", PathAndQuery::as_str);
    if address.len() > LONGEST {
        return Err(Problem::of_status(StatusCode::URI_TOO_LONG));
    }
    if !uri.path().starts_with('/') {
        return bad("The address of the request must begin with a slash.");
    }
    if address.contains('%') {
        match percent_decode_str(address).decode_utf8() {
            Err(_) => return bad("The address of the request holds bytes that are not UTF-8."),
            Ok(text) if text.contains('\0') => return bad("The address of the request holds a null character."),
            Ok(_) => {}
        }
    }
    Ok(())
}

/// The same address without slashes at the end of its path; `None` when there are none.
#[must_use]
pub fn without_trailing_slash(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    if path.len() < 2 || !path.ends_with('/') {
        return None;
    }
    let tidy = match path.trim_end_matches('/') {
        "" => "/",
        tidy => tidy,
    };
    let path_and_query = match uri.query() {
        Some(query) => format!("{tidy}?{query}"),
        None => tidy.to_owned(),
    };
    let mut parts = Parts::from(uri.clone());
    parts.path_and_query = Some(path_and_query.parse().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidy(address: &str) -> Option<String> {
        without_trailing_slash(&address.parse().unwrap()).map(|uri| uri.to_string())
    }

    #[test]
    fn slashes_at_the_end_do_not_matter() {
        assert_eq!(tidy("/api/institutions/?page=2").as_deref(), Some("/api/institutions?page=2"));
        assert_eq!(tidy("/a//").as_deref(), Some("/a"));
        assert_eq!(tidy("//").as_deref(), Some("/"));
        assert_eq!(tidy("/"), None);
        assert_eq!(tidy("/a"), None);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(check(&"/api/%ff".parse().unwrap()).is_err());
        assert!(check(&"/api?x=%00".parse().unwrap()).is_err());
        assert!(check(&"/api/caf%C3%A9?x=%20+%2B".parse().unwrap()).is_ok());
    }
}
