//! The catalog: the list, one item in a side panel, and the forms that create and change items.

mod actions;
mod filters;
mod form;
mod list;
mod panel;
mod rows;
mod state;
pub mod vat;

use domain::Permission;

use crate::api::back_office::{CatalogItemFilter, CatalogItems, catalog_items};
use crate::api::filters::is;
use crate::api::{ApiError, send};
use crate::pages::panels::is_id;
use crate::rows;
use crate::session::Session;

pub use list::CatalogPage;

/// An item: as a row, and as a record.
pub type Item = catalog_items::CatalogRow;
/// A page of items.
pub type ItemPage = catalog_items::CatalogItemsCatalogItems;

rows!(ItemPage, Item);

/// One item, deleted or not; none where there is none.
///
/// # Errors
/// As [`send`].
pub async fn find(id: String) -> Result<Option<Item>, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    for deleted in [None, Some(true)] {
        let filter = CatalogItemFilter { id: is(Some(id.clone())), deleted, ..Default::default() };
        let variables = catalog_items::Variables { filter: Some(filter), first: Some(1), ..Default::default() };
        let found = send::<CatalogItems>(variables).await?.catalog_items.nodes.into_iter().next();
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether the person may change the catalog; tracked.
#[must_use]
pub fn may_edit(session: Session) -> bool {
    session.can(Permission::ManageCatalog)
}
