//! Contacts: the list, one of them in a side panel, and the forms that create and change them.

pub mod actions;
mod filters;
mod form;
pub mod institution_tab;
mod list;
pub mod panel;
mod rows;
mod state;

use crate::api::filters::{ContactFilter, is};
use crate::api::operations::{Contacts, contacts};
use crate::api::{ApiError, send};
use crate::pages::panels::is_id;
use crate::rows;

pub use list::ContactList;

/// A contact: as a row, and as a record.
pub type Contact = contacts::ContactRow;
/// A page of contacts.
pub type ContactPage = contacts::ContactsContacts;

rows!(ContactPage, Contact);

/// One contact, deleted or not; none where there is none for this person.
///
/// # Errors
/// As [`send`].
pub async fn find(id: String) -> Result<Option<Contact>, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    for deleted in [None, Some(true)] {
        let filter = ContactFilter { id: is(Some(id.clone())), deleted, ..Default::default() };
        let variables = contacts::Variables { filter: Some(filter), first: Some(1), ..Default::default() };
        let found = send::<Contacts>(variables).await?.contacts.nodes.into_iter().next();
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether the person may change `contact`: the right for all, or for those of institutions that they may change.
#[must_use]
pub fn may_edit(session: crate::session::Session, contact: &Contact) -> bool {
    use domain::Permission;
    let theirs = contact.institution.as_ref().is_some_and(|institution| institution.can_edit);
    session.can(Permission::EditAllContacts) || session.can(Permission::EditAssignedContacts) && theirs
}
