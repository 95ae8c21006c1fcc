//! Refusal of writes that another site makes a signed-in browser send.
//!
//! `SameSite=Strict` keeps the cookies away from such requests already; this check does not depend on it. Browsers say
//! in `Sec-Fetch-Site`, or at least in `Origin`, where a request comes from, and scripts cannot change either. A
//! request with neither header comes from no browser and rides on nobody's cookies.

use axum::http::{HeaderMap, Method, header};

use crate::config::Config;

/// The request comes from another site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This request comes from another site and was refused. Use the address of the server itself.")]
pub struct CrossSite;

/// Checks where a request comes from. Requests that only read, and those that carry their own `Authorization`, pass.
///
/// # Errors
/// [`CrossSite`] when a browser sent an unsafe request on behalf of another site.
pub fn check(method: &Method, headers: &HeaderMap, config: &Config) -> Result<(), CrossSite> {
    if method.is_safe() || headers.contains_key(header::AUTHORIZATION) || is_own(headers, config) {
        Ok(())
    } else {
        Err(CrossSite)
    }
}

/// Checks the opening of a WebSocket: a `GET` that browsers send across sites with cookies, so that the method says
/// nothing.
///
/// # Errors
/// [`CrossSite`] when a browser opens it on behalf of another site.
pub fn check_web_socket(headers: &HeaderMap, config: &Config) -> Result<(), CrossSite> {
    if is_own(headers, config) { Ok(()) } else { Err(CrossSite) }
}

fn is_own(headers: &HeaderMap, config: &Config) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("null"));
    let origin = text("origin");
    match text("sec-fetch-site") {
        Some("same-origin" | "none") => true,
        Some(_) => origin == Some(config.frontend_url.as_str()),
        None => origin.is_none_or(|origin| {
            let host = origin.split_once("://").map(|(_, host)| host);
            origin == config.frontend_url || (host.is_some() && host == text("host"))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secrets;

    fn verdict(method: &Method, pairs: &[(&'static str, &str)]) -> bool {
        let mut config = Config::new(Secrets::random());
        config.frontend_url = "https://crm.example.com".into();
        let headers: HeaderMap =
            pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        check(method, &headers, &config).is_ok()
    }

    #[test]
    fn writes_of_other_sites_are_refused() {
        assert!(!verdict(&Method::POST, &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]));
        assert!(!verdict(&Method::POST, &[("sec-fetch-site", "same-site"), ("origin", "https://www.example.com")]));
        assert!(!verdict(&Method::DELETE, &[("origin", "https://evil.example"), ("host", "crm.example.com")]));
        assert!(!verdict(&Method::POST, &[("origin", "null"), ("host", "crm.example.com")]));
        assert!(!verdict(&Method::PUT, &[("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn writes_of_the_own_site_and_of_programs_pass() {
        assert!(verdict(&Method::POST, &[("sec-fetch-site", "same-origin")]));
        assert!(verdict(&Method::POST, &[("sec-fetch-site", "none")]));
        assert!(verdict(&Method::POST, &[("sec-fetch-site", "same-site"), ("origin", "https://crm.example.com")]));
        assert!(verdict(&Method::POST, &[("origin", "https://crm.example.com")]));
        assert!(verdict(&Method::POST, &[("origin", "http://127.0.0.1:3001"), ("host", "127.0.0.1:3001")]));
        assert!(verdict(&Method::POST, &[]));
        assert!(verdict(&Method::POST, &[("sec-fetch-site", "cross-site"), ("authorization", "Bearer x")]));
        assert!(verdict(&Method::GET, &[("sec-fetch-site", "cross-site")]));
    }
}
