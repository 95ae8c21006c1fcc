//! Invoices and credit notes: from the draft to the issued document and what is paid on it.
//!
//! An issued document never changes: a credit note corrects it. What happens to it — payments, credit notes, the due
//! date — is written under a lock on its row, together with the status that follows.

mod archive;
mod cancel;
mod convert;
mod create;
mod credit;
mod credited;
mod deposit;
mod duplicate;
mod edit;
mod input;
mod issue;
mod line;
mod mentions;
mod overdue;
mod progress;
mod quoted;
mod read;
mod reconcile;
mod record;
mod remind;
mod remove;
mod send;
mod settle;
mod store;
mod summary;
mod verify;

pub use super::billing::Which;
pub use archive::{archive, unarchive};
pub use cancel::{Cancelling, cancel};
pub use convert::{QuotePart, convert};
pub use create::create;
pub use credit::credit;
pub use deposit::{DepositSize, QuoteDeposit, create_deposit};
pub use duplicate::duplicate;
pub use edit::update;
pub use input::{Conversion, Crediting, InvoiceUpdate, Issuing, NewInvoice};
pub use issue::issue;
pub use line::{add_line, remove_line, reorder_lines, update_line};
pub use mentions::{Subject, missing, missing_of_firm};
pub use overdue::mark_overdue;
pub(super) use read::lock;
pub use read::{deductions_of, find, is_overdue, lines, lines_of, may_read, overdue};
pub use reconcile::reconcile;
pub use remind::{Reminding, remind};
pub use remove::{delete, delete_present, restore};
pub use send::{Sending, send};
pub(super) use settle::settle;
pub use summary::{Amounts, summary};
pub use verify::{ChainProblem, ChainReport, Fault, verify_chain};

/// The name in rights of API tokens, errors and events.
pub const ENTITY: &str = "invoice";
