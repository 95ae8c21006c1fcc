//! Papers that a document points to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An invoice that was issued before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceReference {
    /// Its number.
    pub number: String,
    /// Its date.
    pub issue_date: NaiveDate,
}

/// Papers that a document points to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct References {
    /// The client's purchase order (BT-13; Chorus Pro: `numéro d'engagement`).
    pub purchase_order: Option<String>,
    /// What the client wants to read (BT-10; Chorus Pro: `code service`).
    pub buyer_reference: Option<String>,
    /// Contract (BT-12; Chorus Pro: `numéro de marché`).
    pub contract: Option<String>,
    /// The quote that this comes from.
    pub quote: Option<String>,
    /// The invoice that a credit note corrects.
    pub credited_invoice: Option<InvoiceReference>,
}
