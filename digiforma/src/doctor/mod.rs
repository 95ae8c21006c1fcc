//! Compares the schema of an account with the shipped one, where the documents that are sent touch it, and says in plain
//! sentences what differs.

mod compare;
mod leaves;

use std::fmt;

use crate::client::{Client, Error};
use crate::schema::Described;

/// What the comparison found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Fields and arguments that were compared.
    pub compared: usize,
    /// In the order of the documents.
    pub differences: Vec<Difference>,
}

/// Something that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whether reading suffers from it.
    pub severity: Severity,
    /// Where: `Invoice.orderForm`, `RootQueryType.invoices(pagination)`.
    pub place: String,
    /// What differs, and what follows from it.
    pub sentence: String,
}

/// Whether reading suffers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// All data still comes.
    Harmless,
    /// Something is missing from what is read.
    Lossy,
    /// A list cannot be read.
    Breaking,
}

impl Report {
    /// Whether all lists can be read.
    #[must_use]
    pub fn can_read(&self) -> bool {
        self.differences.iter().all(|difference| difference.severity < Severity::Breaking)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.differences.is_empty() {
            return write!(
                f,
                "No difference: all {} fields and arguments that are used are as expected.",
                self.compared
            );
        }
        for difference in &self.differences {
            writeln!(f, "{}", difference.sentence)?;
        }
        write!(
            f,
            "{} of {} fields and arguments differ; {}.",
            self.differences.len(),
            self.compared,
            if self.can_read() { "everything can be read" } else { "some lists cannot be read" }
        )
    }
}

/// Asks an account for its schema and compares.
///
/// # Errors
/// Those of the connection; [`Error::Graphql`] if the account does not tell its schema.
pub async fn check(client: &Client) -> Result<Report, Error> {
    match client.live().await? {
        Some(live) => Ok(compare_with(live)),
        None => Err(Error::Graphql(vec!["the account does not tell its schema".to_owned()])),
    }
}

fn compare_with(live: &Described) -> Report {
    compare::all(live)
}
