//! What can go wrong with an account.

use crate::record::Kind;

/// Why there is no answer. What can pass by itself (429, 5xx, time-outs, cut connections) was tried
/// [`super::ClientConfig::attempts`] times before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The token is wrong, was withdrawn, or its plan has no API.
    #[error("Digiforma refuses the token: {0}")]
    Unauthorized(String),
    /// Something that is no JSON, mostly an HTML page: of a proxy, of a failing server, or of a wrong address.
    #[error("the address answered something that is no JSON (HTTP {status}): {beginning}")]
    NotJson {
        /// Status of the answer.
        status: u16,
        /// Whether it is an HTML page.
        html: bool,
        /// Its title, or its beginning.
        beginning: String,
    },
    /// The server fails, in JSON.
    #[error("Digiforma fails (HTTP {status}): {message}")]
    Server {
        /// Status of the answer.
        status: u16,
        /// What it says.
        message: String,
    },
    /// Too many requests, even after pauses.
    #[error("Digiforma asks for fewer requests; try again later")]
    RateLimited,
    /// No answer in time, even for the smallest pages.
    #[error("Digiforma did not answer in time")]
    Timeout,
    /// No connection, or one that breaks.
    #[error("Digiforma cannot be reached: {0}")]
    Network(String),
    /// A page repeats the one before: the server ignores paging, and reading on would never end.
    #[error("page {page} of {} repeats the page before it: the server ignores paging", list.list_field())]
    PagingIgnored {
        /// The list.
        list: Kind,
        /// Number of the page, from 0.
        page: usize,
    },
    /// The server answered errors and no data.
    #[error("Digiforma answers: {}", .0.join("; "))]
    Graphql(Vec<String>),
    /// The client cannot be set up like this.
    #[error("{0}")]
    Config(String),
}

/// Something that was wrong with one row or one answer while the rest was usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The row, if it is known.
    pub id: Option<String>,
    /// Where: a path in the row (`items.0.unitPrice`) or in the answer; empty if nowhere in particular.
    pub path: String,
    /// What is wrong, as the server or the reader says it.
    pub message: String,
}
