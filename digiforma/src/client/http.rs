//! One request after another: what is sent, how answers are told apart, how long one waits.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{StatusCode, Url};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Envelope, not_json};
use super::fitting::prepare;
use super::{Account, Client, ClientConfig, Error, documents};
use crate::schema::{Described, INTROSPECTION};

/// A request that failed, and what that means for the next.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: Error,
    /// Worth another try.
    passing: bool,
    /// A smaller page may help.
    pub(super) too_large: bool,
    /// What the server asked for.
    pause: Option<Duration>,
}

impl Failure {
    fn last(error: Error) -> Self {
        Self { error, passing: false, too_large: false, pause: None }
    }

    fn passing(error: Error, too_large: bool) -> Self {
        Self { error, passing: true, too_large, pause: None }
    }
}

pub(super) fn build(config: &ClientConfig) -> Result<reqwest::Client, Error> {
    let url = Url::parse(&config.endpoint).map_err(|_| Error::Config("The address is no URL.".to_owned()))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(Error::Config("The address must begin with https:// or http://.".to_owned()));
    }
    if !(1..=1000).contains(&config.page_size) || config.attempts == 0 {
        return Err(Error::Config("A page has 1 to 1000 rows and at least one attempt.".to_owned()));
    }
    let mut bearer = HeaderValue::from_str(&format!("Bearer {}", config.token.trim()))
        .map_err(|_| Error::Config("The token has characters that no token has.".to_owned()))?;
    bearer.set_sensitive(true);
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("medical-crm/", env!("CARGO_PKG_VERSION")))
        .default_headers(HeaderMap::from_iter([(AUTHORIZATION, bearer)]))
        .connect_timeout(config.timeout.min(Duration::from_secs(10)))
        // A redirection would turn the request into a GET, and could carry the token elsewhere.
        .redirect(reqwest::redirect::Policy::none());
    if matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")) {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| Error::Config(said(&error)))
}

/// Makes one request and reads the answer to its end.
pub(super) async fn post(client: &Client, body: &Value) -> Result<Vec<u8>, Failure> {
    match tokio::time::timeout(client.timeout(), exchange(client, body)).await {
        Ok(result) => result,
        Err(_) => Err(Failure::passing(Error::Timeout, true)),
    }
}

async fn exchange(client: &Client, body: &Value) -> Result<Vec<u8>, Failure> {
    let sent = client.0.http.post(&client.config().endpoint).json(body).send().await;
    let mut response = sent.map_err(|error| broken(&error))?;
    let status = response.status();
    let pause = response.headers().get(RETRY_AFTER).and_then(retry_after);
    let mut read = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| broken(&error))? {
        if read.len() + chunk.len() > client.config().largest_answer {
            let message = format!("an answer of more than {} bytes", client.config().largest_answer);
            return Err(Failure { too_large: true, ..Failure::passing(Error::Network(message), true) });
        }
        read.extend_from_slice(&chunk);
    }
    told_apart(status, &read, pause)?;
    Ok(read)
}

/// Lets answers through that have the form of GraphQL, whatever their status.
fn told_apart(status: StatusCode, body: &[u8], pause: Option<Duration>) -> Result<(), Failure> {
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Err(Failure { pause, ..Failure::passing(Error::RateLimited, false) });
    }
    let parsed = serde_json::from_slice::<Envelope<'_>>(body);
    if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        let said = parsed.ok().filter(|answer| !answer.errors().is_empty()).map(|answer| answer.messages().join("; "));
        return Err(Failure::last(Error::Unauthorized(said.unwrap_or_else(|| format!("HTTP {}", status.as_u16())))));
    }
    let answer = match parsed {
        Ok(answer) => answer,
        Err(error) if error.is_eof() && status.is_success() && !body.is_empty() => {
            return Err(Failure::passing(Error::Network("the answer breaks off".to_owned()), true));
        }
        Err(_) => {
            let error = not_json(status.as_u16(), body);
            let failure = if status.is_server_error() { Failure::passing(error, true) } else { Failure::last(error) };
            return Err(Failure { pause, ..failure });
        }
    };
    if let Some(error) = answer.refusal() {
        return Err(Failure::last(error));
    }
    if status.is_server_error() {
        let error = Error::Server { status: status.as_u16(), message: answer.messages().join("; ") };
        return Err(Failure { pause, ..Failure::passing(error, true) });
    }
    Ok(())
}

fn broken(error: &reqwest::Error) -> Failure {
    if error.is_timeout() {
        Failure::passing(Error::Timeout, true)
    } else {
        // Whoever cuts a connection in the middle of an answer may manage a smaller one.
        Failure::passing(Error::Network(said(error)), error.is_body() || error.is_decode())
    }
}

/// The innermost cause, without the address, which tells nothing new.
fn said(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// Seconds, or a date.
fn retry_after(value: &HeaderValue) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = chrono::DateTime::parse_from_rfc2822(text).ok()?;
    (until.to_utc() - chrono::Utc::now()).to_std().ok()
}

/// Counts failures and waits between attempts.
#[derive(Debug, Default)]
pub(super) struct Patience {
    failed: u32,
}

impl Patience {
    pub(super) fn restored(&mut self) {
        self.failed = 0;
    }

    /// Waits before the next attempt.
    ///
    /// # Errors
    /// The failure, if there is to be none.
    pub(super) async fn wait(&mut self, config: &ClientConfig, failure: Failure) -> Result<(), Error> {
        self.failed += 1;
        if !failure.passing || self.failed >= config.attempts {
            return Err(failure.error);
        }
        tokio::time::sleep(pause(config, self.failed, failure.pause, rand::random())).await;
        Ok(())
    }
}

/// Doubling, between half of it and all of it by chance (0 to 1), so that several clients do not come back together.
fn pause(config: &ClientConfig, failed: u32, asked: Option<Duration>, chance: f64) -> Duration {
    let doubled = config.first_pause.saturating_mul(2u32.saturating_pow(failed.saturating_sub(1)));
    let own = doubled.min(config.longest_pause).mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0);
    own.max(asked.unwrap_or_default().min(config.longest_pause))
}

/// Posts until there is an answer.
async fn patiently(client: &Client, body: &Value) -> Result<Vec<u8>, Error> {
    let mut patience = Patience::default();
    loop {
        match post(client, body).await {
            Ok(answer) => return Ok(answer),
            Err(failure) => patience.wait(client.config(), failure).await?,
        }
    }
}

pub(super) fn envelope(answer: &[u8]) -> Result<Envelope<'_>, Error> {
    serde_json::from_slice(answer).map_err(|error| Error::Network(error.to_string()))
}

/// Asks for the schema. A server that answers errors instead, or breaks down over it, does not tell.
pub(super) async fn introspect(client: &Client) -> Result<Option<Described>, Error> {
    let answer = match patiently(client, &json!({ "query": INTROSPECTION })).await {
        Ok(answer) => answer,
        Err(Error::NotJson { .. } | Error::Server { .. } | Error::Timeout) => return Ok(None),
        Err(error) => return Err(error),
    };
    let answer = envelope(&answer)?;
    Ok(answer.field("__schema").and_then(|schema| Described::of_introspection(schema.get())))
}

#[derive(Deserialize)]
struct Academy {
    #[serde(default)]
    id: Option<String>,
    #[serde(default, rename = "contactEmail")]
    contact_email: Option<String>,
    #[serde(default, rename = "vatExempted")]
    vat_exempted: Option<bool>,
}

pub(super) async fn test(client: &Client) -> Result<Account, Error> {
    let live = client.live().await?;
    let prepared = prepare(documents::account(), live);
    let body = json!({ "query": prepared.query, "variables": { "page": 0, "size": 1 } });
    let answer = patiently(client, &body).await?;
    let answer = envelope(&answer)?;
    // Who sees no company sees nothing.
    if answer.field("companies").is_none() {
        return Err(Error::Graphql(answer.messages()));
    }
    let academy: Option<Academy> = answer.field("academy").and_then(|academy| serde_json::from_str(academy.get()).ok());
    let mut missing: Vec<String> = match live {
        Some(live) => documents::shipped().iter().flat_map(|text| prepare(text, Some(live)).left_out).collect(),
        None => Vec::new(),
    };
    missing.sort();
    missing.dedup();
    Ok(Account {
        academy_id: academy.as_ref().and_then(|academy| academy.id.clone()),
        contact_email: academy.as_ref().and_then(|academy| academy.contact_email.clone()),
        vat_exempted: academy.and_then(|academy| academy.vat_exempted),
        tells_schema: live.is_some(),
        missing_fields: missing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_end() {
        let config = ClientConfig::new("http://127.0.0.1", "t");
        let seconds = |failed, asked, chance| pause(&config, failed, asked, chance).as_secs_f64();
        assert_eq!([1, 2, 3].map(|failed| seconds(failed, None, 1.0)), [1.0, 2.0, 4.0]);
        assert_eq!([1, 2, 3].map(|failed| seconds(failed, None, 0.0)), [0.5, 1.0, 2.0]);
        assert_eq!(seconds(60, None, 1.0), 60.0);
        assert_eq!(seconds(1, Some(Duration::from_secs(30)), 1.0), 30.0);
        assert_eq!(seconds(1, Some(Duration::from_secs(3600)), 1.0), 60.0);
    }

    #[test]
    fn servers_say_when_to_come_back() {
        assert_eq!(retry_after(&HeaderValue::from_static("7")), Some(Duration::from_secs(7)));
        assert_eq!(retry_after(&HeaderValue::from_static("Wed, 21 Oct 2015 07:28:00 GMT")), None);
        assert!(
            retry_after(&HeaderValue::from_static("Fri, 21 Oct 2095 07:28:00 GMT")).unwrap() > Duration::from_secs(9)
        );
    }

    #[test]
    fn bad_settings_are_refused() {
        let config = |endpoint: &str| ClientConfig::new(endpoint, "token");
        for bad in ["", "digiforma", "ftp://example.org/", "file:///etc/passwd"] {
            assert!(matches!(Client::new(config(bad)), Err(Error::Config(_))), "{bad}");
        }
        assert!(Client::new(ClientConfig::new("https://example.org", "a\nb")).is_err());
        assert!(Client::new(ClientConfig { page_size: 0, ..config("https://example.org") }).is_err());
        assert!(!format!("{:?}", Client::new(config("https://example.org")).unwrap()).contains("token"));
    }
}
