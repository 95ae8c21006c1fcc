//! What a reminder claims.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An unpaid invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overdue {
    /// Number of the invoice.
    pub number: String,
    /// When it was issued.
    pub issue_date: NaiveDate,
    /// When it was due.
    pub due_date: NaiveDate,
    /// Total with tax.
    pub total: Decimal,
    /// Paid until now.
    pub paid: Decimal,
    /// Left to be paid.
    pub remaining: Decimal,
    /// Days since it was due.
    pub days_late: u32,
    /// Penalties until the day of the reminder.
    pub penalty: Decimal,
    /// Recovery indemnity.
    pub indemnity: Decimal,
}

/// What a reminder claims.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reminder {
    /// First, second, third.
    pub level: u32,
    /// Words of the sender; a courteous text when absent.
    pub message: Option<String>,
    /// The invoices, oldest first.
    pub invoices: Vec<Overdue>,
    /// What is left of them all.
    pub remaining: Decimal,
    /// Penalties of them all.
    pub penalty: Decimal,
    /// Their rate in per cent a year; without one they accrue at the law's and are not computed.
    pub penalty_rate: Option<Decimal>,
    /// Indemnities of them all.
    pub indemnity: Decimal,
    /// All of it.
    pub total_due: Decimal,
}
