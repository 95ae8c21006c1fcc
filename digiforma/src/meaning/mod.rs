//! What rows mean, where the upstream does not say it: totals, credit notes, states, who is billed and who bought.
//! Pure functions; the rules and their certainty are in `docs/decisions/digiforma-client.md`.

mod document;
mod party;
mod totals;

pub use document::{
    DocumentState, InvoiceNature, QuotationState, credited_number, due_date, invoice_nature, invoice_state,
    invoice_totals, number_shown, paid, quotation_number_shown, quotation_state, quotation_totals, remaining,
};
pub use party::{billed_company, bought_company, companies_of, siren, siret};
pub use totals::{Totals, VatShare, line_total, totals};
