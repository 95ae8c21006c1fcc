//! Quotes: offers to institutions, from the draft to the order.
//!
//! What a client was sent is never overwritten: a change keeps it as a revision and makes the quote a draft again.

mod create;
mod edit;
mod expire;
mod input;
mod invoiced;
mod line;
mod links;
mod moves;
mod number;
mod public;
mod read;
mod record;
mod remove;
mod send;
mod store;
mod summary;

pub use super::billing::Which;
pub use create::{create, duplicate};
pub use edit::update;
pub use expire::expire_all;
pub use input::{Move, NewQuote, QuoteUpdate};
pub use invoiced::{invoiced_amounts, invoiced_quantities};
pub use line::{add_line, remove_line, reorder_lines, update_line};
pub use links::{public_url, revoke_links};
pub use moves::make_move;
pub use public::{Answer, PublicQuote, accept_public, find_public, reject_public};
pub use read::{days_until, expired, find, lines, may_read};
pub use remove::{delete, delete_present, restore};
pub use send::{Sending, send};
pub use summary::{Summary, summary};

/// The name in rights of API tokens, errors and events.
pub const ENTITY: &str = "quote";
