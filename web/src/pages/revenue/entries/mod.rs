//! Revenue that is entered by hand: the list, one entry in a side panel, and the forms that enter and change them.

pub mod actions;
mod filters;
mod form;
pub mod list;
pub mod panel;
pub mod rows;
pub mod state;

use domain::Permission;

use crate::api::filters::is;
use crate::api::revenue::{EntryFilter, RevenueEntries, revenue_entries};
use crate::api::{ApiError, send};
use crate::pages::panels::is_id;
use crate::rows;
use crate::session::Session;

/// An entry: as a row, and as a record.
pub type Entry = revenue_entries::EntryRow;
/// A page of entries.
pub type EntryPage = revenue_entries::RevenueEntriesRevenueEntries;

rows!(EntryPage, Entry);

/// One entry, deleted or not; none where there is none for this person.
///
/// # Errors
/// As [`send`].
pub async fn find(id: String) -> Result<Option<Entry>, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    for deleted in [None, Some(true)] {
        let filter = EntryFilter { id: is(Some(id.clone())), deleted, ..Default::default() };
        let variables = revenue_entries::Variables { filter: Some(filter), first: Some(1), ..Default::default() };
        let found = send::<RevenueEntries>(variables).await?.revenue_entries.nodes.into_iter().next();
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether the person may enter revenue and change it; tracked.
#[must_use]
pub fn may_edit(session: Session) -> bool {
    session.can(Permission::RecordPayments)
}
