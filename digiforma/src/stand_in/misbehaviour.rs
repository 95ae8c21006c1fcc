//! Ways in which the upstream was seen to misbehave, or could.

use std::time::Duration;

use crate::record::Kind;

/// How a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// HTTP 200 with errors.
    Status200,
    /// HTTP 401 with errors.
    Status401,
}

/// What the stand-in does wrong; by default nothing. Requests are counted from 1 over the life of the router;
/// introspection is answered without counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misbehaviour {
    /// How a wrong or expired token is refused.
    pub refusal: Refusal,
    /// The token is refused after so many requests.
    pub token_expires_after: Option<usize>,
    /// Introspection is refused.
    pub hides_schema: bool,
    /// Every nth answer has an error at its first row beside its data.
    pub partial_data_every: Option<usize>,
    /// The row with this id cannot be given: the list that holds it is null, with an error.
    pub poisoned_row: Option<(Kind, String)>,
    /// Every nth request is answered by the HTML page of a proxy, 502.
    pub html_502_every: Option<usize>,
    /// Every nth request is answered by 429.
    pub rate_limited_every: Option<usize>,
    /// The `Retry-After` of those, in seconds.
    pub retry_after: Option<u64>,
    /// All requests from the first are answered by 429.
    pub always_rate_limited: bool,
    /// How long an answer takes for each row that is asked for.
    pub slow_per_row: Duration,
    /// The connection is cut in the middle of every nth answer.
    pub cut_every: Option<usize>,
    /// The first row of a list disappears each time that a page after the first is asked for.
    pub delete_between_pages: bool,
    /// The last row of a list moves to its front each time that a page after the first is asked for.
    pub move_between_pages: bool,
    /// All rows come with every page.
    pub ignores_pagination: bool,
    /// Each page begins with the last row of the page before it.
    pub duplicates_across_pages: bool,
    /// At most so many rows come with a page, however many are asked for.
    pub caps_size_at: Option<usize>,
}

impl Default for Misbehaviour {
    fn default() -> Self {
        Self {
            refusal: Refusal::Status200,
            token_expires_after: None,
            hides_schema: false,
            partial_data_every: None,
            poisoned_row: None,
            html_502_every: None,
            rate_limited_every: None,
            retry_after: None,
            always_rate_limited: false,
            slow_per_row: Duration::ZERO,
            cut_every: None,
            delete_between_pages: false,
            move_between_pages: false,
            ignores_pagination: false,
            duplicates_across_pages: false,
            caps_size_at: None,
        }
    }
}
