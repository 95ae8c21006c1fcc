//! One's own account: signing in and out, password, sessions, API tokens, preferences.

mod mutations;
mod object;
mod query;

pub use mutations::AccountMutation;
pub use object::{ApiToken, Session};
pub use query::AccountQuery;
