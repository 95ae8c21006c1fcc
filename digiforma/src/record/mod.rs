//! Rows of the upstream as plain types. Each keeps its row as received (`raw`); texts are trimmed and empty ones are
//! none, amounts are exact, timestamps are UTC. Whatever can be null upstream is an `Option` here.

mod company;
mod customer;
mod document;
mod fields;
mod kind;
mod party;
mod program;
mod session;
mod trainee;

use std::cell::RefCell;

use serde_json::Value;

pub use company::{Company, Contact};
pub use customer::{CrmStatus, Customer, CustomerFunding, CustomerTrainee};
pub use document::{Invoice, InvoicePayment, Item, ItemKind, Quotation};
pub use kind::{Kind, Order};
pub use party::{FundingAgency, Party, PartyKind};
pub use program::Program;
pub use session::TrainingSession;
pub use trainee::Trainee;

use fields::Fields;
pub(crate) use fields::timestamp;

/// A field that was not what it should be; it was read as absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where in the row: `items.0.unitPrice`.
    pub path: String,
    /// What was found.
    pub message: String,
}

/// A type that is read from the rows of a list.
pub trait Record: Sized + Send + 'static {
    /// The list.
    const KIND: Kind;

    /// The id of the row.
    fn id(&self) -> &str;

    #[doc(hidden)]
    fn of(fields: Row<'_>) -> Option<Self>;
}

/// A row that is being read.
#[doc(hidden)]
pub struct Row<'a>(Fields<'a>);

/// A row that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read<T> {
    /// What it says.
    pub record: T,
    /// Fields that were not what they should be.
    pub problems: Vec<Problem>,
}

/// Reads a row, from an answer or from where it was kept (`raw` of the records below).
///
/// # Errors
/// A row without an id, which is nothing that could be kept.
pub fn read<T: Record>(row: &Value) -> Result<Read<T>, Problem> {
    let problems = RefCell::default();
    let record = T::of(Row(Fields::of(row, &problems)));
    let missing = || Problem { path: "id".to_owned(), message: "a row without an id".to_owned() };
    Ok(Read { record: record.ok_or_else(missing)?, problems: problems.into_inner() })
}

/// The id of a row.
#[must_use]
pub fn id_of(row: &Value) -> Option<String> {
    Fields::of(row, &RefCell::default()).id()
}
