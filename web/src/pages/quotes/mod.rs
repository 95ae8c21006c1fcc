//! Quotes: the list, one of them, the page that writes one, and the page that clients see.

mod actions;
mod convert;
pub mod detail;
mod fields;
mod filters;
pub mod form;
pub mod institution_tab;
mod list;
pub mod public;
mod rows;
mod state;
mod validity;

use domain::Permission;

use crate::api::documents::{Quote, quote, quotes};
use crate::api::{ApiError, send};
use crate::rows;
use crate::session::Session;

pub use list::QuoteList;

/// A quote as a row.
pub type Row = quotes::QuoteRow;
/// A page of quotes.
pub type Rows = quotes::QuotesQuotes;

rows!(Rows, Row);

/// A quote as it is read and changed.
pub type Sheet = quote::QuoteSheet;

/// One quote.
///
/// # Errors
/// As [`send`].
pub async fn find(id: String) -> Result<Sheet, ApiError> {
    if !crate::pages::panels::is_id(&id) {
        return Err(ApiError::NotFound);
    }
    Ok(send::<Quote>(quote::Variables { id }).await?.quote)
}

/// Whether the person may move and change a quote: the right for all, or for their own and those of institutions that
/// they may change.
#[must_use]
pub fn may_write(session: Session, assigned: &str, institution_editable: bool) -> bool {
    let theirs = assigned == session.person_id() || institution_editable;
    session.can(Permission::EditAllQuotes) || session.can(Permission::EditOwnQuotes) && theirs
}
