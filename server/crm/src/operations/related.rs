//! Which rows a viewer sees through others: in relations, in filters on relations, behind the keys of groups.
//!
//! Those of [`scope`], but none of an entity that the viewer's API token does not reach: a token for tasks shows no
//! institution, whichever way leads to it.

use db::query::Condition;

use super::{catalog, contact, institution, invoice, people, quote, scope, template};
use crate::{Result, auth::Viewer};

/// All rows, or none when `may_read`, the answer of the entity's own check, refuses.
#[must_use]
pub fn reached(may_read: &Result<()>) -> Condition {
    if may_read.is_ok() { Condition::TRUE } else { Condition::FALSE }
}

/// Institutions, deleted ones included.
#[must_use]
pub fn institutions(viewer: &Viewer) -> Condition {
    reached(&institution::may_read(viewer)).and(scope::institutions(viewer))
}

/// Contacts.
#[must_use]
pub fn contacts(viewer: &Viewer) -> Condition {
    reached(&contact::may_read(viewer)).and(scope::contacts(viewer))
}

/// Quotes.
#[must_use]
pub fn quotes(viewer: &Viewer) -> Condition {
    reached(&quote::may_read(viewer)).and(scope::quotes(viewer))
}

/// Invoices.
#[must_use]
pub fn invoices(viewer: &Viewer) -> Condition {
    reached(&invoice::may_read(viewer)).and(scope::invoices(viewer))
}

/// Teams.
#[must_use]
pub fn teams(viewer: &Viewer) -> Condition {
    reached(&people::may_read_teams(viewer)).and(scope::teams(viewer))
}

/// Templates: whoever sees a document sees how it looks.
#[must_use]
pub fn templates(viewer: &Viewer) -> Condition {
    reached(&template::may_read(viewer))
}

/// Items of the catalog.
#[must_use]
pub fn catalog_items(viewer: &Viewer) -> Condition {
    reached(&catalog::may_read(viewer))
}
