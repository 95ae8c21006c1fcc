//! Lines, VAT and totals. Amounts are euros with two decimals and arrive computed.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Category of VAT (UNTDID 5305, the part that is used in France).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum VatCategory {
    /// Taxed.
    #[default]
    S,
    /// Taxed at 0 %.
    Z,
    /// Exempt.
    E,
    /// Reverse charge.
    #[serde(rename = "AE")]
    Ae,
    /// Export.
    G,
    /// Outside the scope of VAT.
    O,
    /// Delivery inside the European Union.
    K,
}

impl VatCategory {
    /// Every category.
    pub const ALL: [Self; 7] = [Self::S, Self::Z, Self::E, Self::Ae, Self::G, Self::O, Self::K];

    /// Its code: `S`, `AE`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::Z => "Z",
            Self::E => "E",
            Self::Ae => "AE",
            Self::G => "G",
            Self::O => "O",
            Self::K => "K",
        }
    }

    /// The category of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.code() == code)
    }
}

/// What is taken off a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum Discount {
    /// Percent of the line before discount.
    Percentage(Decimal),
    /// Euros.
    FixedAmount(Decimal),
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What is sold. Line breaks are kept; the first line is the name.
    pub description: String,
    /// Reference in the catalog.
    #[serde(default)]
    pub reference: Option<String>,
    /// How much of it.
    pub quantity: Decimal,
    /// The unit as people call it: `jour`, `forfait`.
    #[serde(default)]
    pub unit: Option<String>,
    /// Price of one, before tax.
    pub unit_price: Decimal,
    /// Discount, if there is one.
    #[serde(default)]
    pub discount: Option<Discount>,
    /// What the discount comes to.
    #[serde(default)]
    pub discount_amount: Decimal,
    /// Category of VAT.
    pub vat_category: VatCategory,
    /// Rate of VAT in percent.
    pub vat_rate: Decimal,
    /// Amount before tax, discount taken off.
    pub net_amount: Decimal,
    /// VAT of the line.
    pub vat_amount: Decimal,
    /// Amount with tax.
    pub gross_amount: Decimal,
}

/// A deposit that was invoiced before and is taken off now: one entry for each of its VAT groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deduction {
    /// Number of the deposit invoice.
    pub invoice_number: String,
    /// When that was issued.
    pub issue_date: NaiveDate,
    /// Category of VAT.
    pub vat_category: VatCategory,
    /// Rate of VAT in percent.
    pub vat_rate: Decimal,
    /// Amount before tax, positive.
    pub net_amount: Decimal,
    /// VAT of it, positive.
    pub vat_amount: Decimal,
}

/// The VAT of one category, rate and exemption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatGroup {
    /// Category.
    pub category: VatCategory,
    /// Rate in percent.
    pub rate: Decimal,
    /// Code of the exemption (`VATEX-FR-CGI261-4`).
    #[serde(default)]
    pub exemption_code: Option<String>,
    /// What the law wants to be written: `Exonération de TVA, art. 261-4-4° a du CGI`.
    #[serde(default)]
    pub exemption_text: Option<String>,
    /// Taxable amount, deductions taken off.
    pub base: Decimal,
    /// VAT.
    pub tax: Decimal,
}

/// The sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Totals {
    /// Lines before discounts, before tax.
    pub subtotal: Decimal,
    /// All discounts of lines.
    pub discount: Decimal,
    /// Deposits taken off, before tax.
    pub deducted: Decimal,
    /// Before tax: subtotal − discount − deducted.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
    /// With tax.
    pub gross: Decimal,
    /// Already paid.
    pub paid: Decimal,
    /// Left to be paid (of a credit note: to be paid back).
    pub remaining: Decimal,
}
