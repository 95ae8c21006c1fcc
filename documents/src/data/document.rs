//! A document.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Appearance, Buyer, Deduction, Kind, Language, Line, References, Reminder, Seller, Terms, Totals, VatGroup,
};

/// A document, complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Which one it is.
    pub kind: Kind,
    /// Its language.
    #[serde(default)]
    pub language: Language,
    /// A draft is marked as such on every page, has no number yet and no data inside.
    #[serde(default)]
    pub is_draft: bool,
    /// Its number; drafts of invoices have none.
    #[serde(default)]
    pub number: Option<String>,
    /// What it is about, in a line.
    #[serde(default)]
    pub title: Option<String>,
    /// Words above the lines.
    #[serde(default)]
    pub description: Option<String>,
    /// Words below the totals.
    #[serde(default)]
    pub note: Option<String>,
    /// When it was issued; of a draft, today.
    pub issue_date: NaiveDate,
    /// Until when to pay.
    #[serde(default)]
    pub due_date: Option<NaiveDate>,
    /// Until when an offer holds.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    /// First day of the service.
    #[serde(default)]
    pub service_start: Option<NaiveDate>,
    /// Last day of the service; alone or equal to the first: the day of the service.
    #[serde(default)]
    pub service_end: Option<NaiveDate>,
    /// The firm.
    pub seller: Seller,
    /// The client.
    pub buyer: Buyer,
    /// Papers that it points to.
    #[serde(default)]
    pub references: References,
    /// What is sold.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// Deposits taken off.
    #[serde(default)]
    pub deductions: Vec<Deduction>,
    /// VAT by rate.
    #[serde(default)]
    pub vat_groups: Vec<VatGroup>,
    /// The sums.
    #[serde(default)]
    pub totals: Totals,
    /// Conditions.
    #[serde(default)]
    pub terms: Terms,
    /// What a reminder claims.
    #[serde(default)]
    pub reminder: Option<Reminder>,
    /// How it looks.
    #[serde(default)]
    pub appearance: Appearance,
}
