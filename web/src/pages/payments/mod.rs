//! Payments: the list with its totals, one of them in a side panel, and what can be done with those that wait.

pub mod actions;
pub mod edit;
mod filters;
mod list;
mod panel;
mod reason;
mod rows;
mod state;
mod totals;

use domain::billing::InvoiceKind;

use crate::api::back_office::{PaymentFilter, Payments, payments};
use crate::api::filters::is;
use crate::api::{ApiError, send};
use crate::i18n::text::payments as t;
use crate::pages::panels::is_id;
use crate::rows;
use crate::ui::money;
use crate::ui::status::payment as look;

pub use list::PaymentsPage;

/// A payment: as a row, and as a record.
pub type Payment = payments::PaymentRow;
/// A page of payments.
pub type PaymentPage = payments::PaymentsPayments;

rows!(PaymentPage, Payment);

/// One payment; none where there is none for this person.
///
/// # Errors
/// As [`send`].
pub async fn find(id: String) -> Result<Option<Payment>, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    let filter = PaymentFilter { id: is(Some(id)), ..Default::default() };
    let variables = payments::Variables { filter: Some(filter), first: Some(1), ..Default::default() };
    Ok(send::<Payments>(variables).await?.payments.nodes.into_iter().next())
}

/// Whether the person may change it: it waits, and they may confirm it.
#[must_use]
pub fn may_edit(payment: &Payment) -> bool {
    payment.can_be_confirmed && payment.status.can_be_edited()
}

/// Who paid, for headings and messages.
#[must_use]
pub fn client(payment: &Payment) -> String {
    let institution = payment.invoice.as_ref().and_then(|invoice| invoice.institution.as_ref());
    institution.map_or_else(|| t::UNKNOWN_CLIENT.now().to_owned(), |institution| institution.name.clone())
}

/// Whether the money goes back to the client.
#[must_use]
pub fn is_refund(payment: &Payment) -> bool {
    payment.invoice.as_ref().is_some_and(|invoice| invoice.kind == InvoiceKind::CreditNote)
}

/// The amount; of a refund with a minus.
#[must_use]
pub fn amount(payment: &Payment) -> String {
    let cents = money::sum(Some(&payment.amount));
    money::euros_of(if is_refund(payment) { -cents } else { cents })
}
