//! How to reach an account.

use std::fmt;
use std::time::Duration;

/// Where Digiforma answers.
pub const ENDPOINT: &str = "https://app.digiforma.com/api/v1/graphql";

/// How to reach an account, and how patiently. [`ClientConfig::new`] has what suits Digiforma.
#[derive(Clone)]
pub struct ClientConfig {
    /// Address of the GraphQL endpoint.
    pub endpoint: String,
    /// Bearer token of the account. Never logged.
    pub token: String,
    /// Rows asked for in a page, 1 to 1000. It is halved when the server is too slow, and grows back.
    pub page_size: usize,
    /// Limit of one request.
    pub timeout: Duration,
    /// Requests that are made for one page before giving up.
    pub attempts: u32,
    /// The first pause before a repetition; it doubles, with jitter.
    pub first_pause: Duration,
    /// The longest pause, whatever `Retry-After` asks for.
    pub longest_pause: Duration,
    /// Largest answer that is read, in bytes.
    pub largest_answer: usize,
}

impl ClientConfig {
    /// Pages of 100, 45 seconds a request, seven attempts within about two minutes of pauses.
    #[must_use]
    pub fn new(endpoint: impl Into<String>, token: impl Into<String>) -> Self {
        Self {
            endpoint: endpoint.into(),
            token: token.into(),
            page_size: 100,
            timeout: Duration::from_secs(45),
            attempts: 7,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_mins(1),
            largest_answer: 64 * 1024 * 1024,
        }
    }
}

impl fmt::Debug for ClientConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientConfig")
            .field("endpoint", &self.endpoint)
            .field("page_size", &self.page_size)
            .field("timeout", &self.timeout)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
