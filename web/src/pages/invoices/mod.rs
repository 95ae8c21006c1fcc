//! Invoices and credit notes: the list, one of them, and the page that writes one.

mod actions;
mod addresses;
mod credit;
pub mod detail;
mod due;
mod fields;
mod filters;
pub mod form;
pub mod institution_tab;
mod issue;
mod list;
mod mentions;
pub mod payment;
mod rows;
mod state;

use domain::Permission;
use domain::billing::InvoiceKind;

use crate::api::documents::{Invoice, invoice, invoices};
use crate::api::{ApiError, send};
use crate::i18n::text::invoices as t;
use crate::rows;
use crate::session::Session;

pub use list::InvoiceList;

/// An invoice as a row.
pub type Row = invoices::InvoiceRow;
/// A page of invoices.
pub type Rows = invoices::InvoicesInvoices;

rows!(Rows, Row);

/// An invoice as it is read and changed.
pub type Sheet = invoice::InvoiceSheet;

/// One invoice.
///
/// # Errors
/// As [`send`].
pub async fn find(id: String) -> Result<Sheet, ApiError> {
    if !crate::pages::panels::is_id(&id) {
        return Err(ApiError::NotFound);
    }
    Ok(send::<Invoice>(invoice::Variables { id }).await?.invoice)
}

/// What it is called: its number, or that it is a draft; tracked.
#[must_use]
pub fn name_of(number: Option<&str>) -> String {
    number.map_or_else(|| t::DRAFT_NAME.now().to_owned(), str::to_owned)
}

/// Whether the person may change and set aside an invoice: the right for all, or for their own and those of institutions
/// that they may change.
#[must_use]
pub fn may_write(session: Session, assigned: &str, institution_editable: bool) -> bool {
    let theirs = assigned == session.person_id() || institution_editable;
    session.can(Permission::EditAllInvoices) || session.can(Permission::EditOwnInvoices) && theirs
}

/// Where its PDF is.
#[must_use]
fn pdf_path(id: &str) -> String {
    format!("/api/invoices/{id}/pdf")
}

/// Whether it takes back another one.
#[must_use]
fn is_credit(kind: InvoiceKind) -> bool {
    kind == InvoiceKind::CreditNote
}
