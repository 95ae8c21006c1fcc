//! Invoices and credit notes.

mod deduction;
mod delivery;
mod filter;
mod input;
mod line;
mod loaders;
mod moves;
mod mutations;
mod object;
mod of_quotes;
mod order;
mod query;
mod reports;

pub use deduction::InvoiceDeduction;
pub use delivery::InvoiceDeliveryMutation;
pub use filter::{InvoiceFilter, InvoiceListFilter};
pub use line::InvoiceLine;
pub use loaders::invoices_by_id;
pub use moves::InvoiceMoveMutation;
pub use mutations::InvoiceMutation;
pub use object::Invoice;
pub use of_quotes::QuoteInvoicingMutation;
pub use order::InvoiceOrder;
pub use query::InvoiceQuery;
pub use reports::{AgedBalanceRow, BillingReportQuery};
