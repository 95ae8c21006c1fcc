//! The two cookies of a browser's session.
//!
//! Neither can be read by scripts or is sent along with requests that other sites cause. The refresh token is sent to
//! the routes under `/api/auth` alone.

use std::fmt::Write as _;

use axum::http::{HeaderMap, header};
use chrono::Duration;
use db::replication::Position;

use crate::config::Config;

use super::access_token;

/// The refresh token's cookie.
pub const REFRESH: &str = "refreshToken";
/// Where the refresh token is sent.
pub const REFRESH_PATH: &str = "/api/auth";

const ACCESS: &str = "accessToken";
/// Over https the prefix makes browsers refuse a cookie of that name set by a sibling domain or without TLS.
const ACCESS_OVER_HTTPS: &str = "__Host-accessToken";

/// The name of the access token's cookie.
#[must_use]
pub fn access_name(config: &Config) -> &'static str {
    if config.secure_cookies() { ACCESS_OVER_HTTPS } else { ACCESS }
}

/// `Set-Cookie` for an access token. It stays until the token ends when the person is remembered, else until the
/// browser is closed.
#[must_use]
pub fn set_access(config: &Config, token: &str, remember_me: bool) -> String {
    let age = remember_me.then_some(access_token::LIFETIME);
    set_cookie(config, access_name(config), token, "/", age)
}

/// `Set-Cookie` for a refresh token that lives for `lifetime` when the person is remembered.
#[must_use]
pub fn set_refresh(config: &Config, token: &str, lifetime: Option<Duration>) -> String {
    set_cookie(config, REFRESH, token, REFRESH_PATH, lifetime)
}

/// The `Set-Cookie` values that end a session in the browser.
#[must_use]
pub fn clear(config: &Config) -> [String; 2] {
    let now = Some(Duration::zero());
    [set_cookie(config, access_name(config), "", "/", now), set_cookie(config, REFRESH, "", REFRESH_PATH, now)]
}

/// How far the browser has written: a server that reads from a replica waits for that.
const READ_AFTER: &str = "readAfter";

/// `Set-Cookie` for a write of this browser. Forging it makes one's own reads slower, and nothing else.
#[must_use]
pub fn set_read_after(config: &Config, position: Position, life: std::time::Duration) -> String {
    set_cookie(config, READ_AFTER, &position.to_string(), "/", Duration::from_std(life).ok())
}

/// Up to where this browser wrote, if it did so lately.
#[must_use]
pub fn read_after(headers: &HeaderMap) -> Option<Position> {
    find(headers, READ_AFTER)?.parse().ok()
}

/// The value of a cookie of the request. The first one counts when several bear the name.
#[must_use]
pub fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
        .filter(|value| !value.is_empty())
}

fn set_cookie(config: &Config, name: &str, value: &str, path: &str, max_age: Option<Duration>) -> String {
    let mut cookie = format!("{name}={value}; Path={path}; HttpOnly; SameSite=Strict");
    if config.secure_cookies() {
        cookie.push_str("; Secure");
    }
    if let Some(age) = max_age {
        // Writing to a String does not fail.
        let _ = write!(cookie, "; Max-Age={}", age.num_seconds().max(0));
    }
    cookie
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secrets;

    #[test]
    fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
        let mut config = Config::new(Secrets::random());
        config.frontend_url = "http://localhost:3001".into();
        assert_eq!(set_access(&config, "a.b.c", false), "accessToken=a.b.c; Path=/; HttpOnly; SameSite=Strict");
        assert_eq!(
            set_refresh(&config, "xyz", Some(Duration::days(7))),
            "refreshToken=xyz; Path=/api/auth; HttpOnly; SameSite=Strict; Max-Age=604800"
        );
        config.frontend_url = "https://crm.example.com".into();
        assert_eq!(
            set_access(&config, "a.b.c", true),
            "__Host-accessToken=a.b.c; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=3600"
        );
        assert_eq!(clear(&config)[1], "refreshToken=; Path=/api/auth; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "theme=dark; accessToken=a.b=; x".parse().unwrap());
        headers.append(header::COOKIE, "refreshToken=r; empty=".parse().unwrap());
        assert_eq!(find(&headers, "accessToken"), Some("a.b="));
        assert_eq!(find(&headers, "refreshToken"), Some("r"));
        assert_eq!(find(&headers, "empty"), None);
        assert_eq!(find(&headers, "Token"), None);
    }
}
