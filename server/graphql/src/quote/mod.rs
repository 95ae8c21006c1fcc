//! Quotes.

mod filter;
mod line;
mod moves;
mod mutations;
mod object;
mod order;
mod public;
mod query;
mod revision;

pub use filter::{QuoteFilter, QuoteListFilter};
pub use line::QuoteLine;
pub use moves::QuoteMoveMutation;
pub use mutations::QuoteMutation;
pub use object::{Quote, quotes_by_id};
pub use order::QuoteOrder;
pub use public::{PublicQuoteLine, PublicQuoteMutation, PublicQuoteQuery};
pub use query::QuoteQuery;
pub use revision::QuoteRevision;
