//! Quotations and invoices. Neither carries a total, a status or a kind: [`crate::meaning`] computes them.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{Fields, Kind, Party, Record, Row};

/// An offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// A decimal number as text.
    pub id: String,
    /// Number within its series.
    pub number: Option<i64>,
    /// The number padded with zeros.
    pub number_text: Option<String>,
    /// Its series, mostly a year.
    pub prefix: Option<String>,
    /// Day of the offer.
    pub date: Option<NaiveDate>,
    /// Day of acceptance: the only status there is.
    pub accepted_at: Option<NaiveDate>,
    /// Lines; may be none.
    pub items: Vec<Item>,
    /// The deal; none for a quotation outside of one, or of a deleted one.
    pub customer_id: Option<String>,
    /// Who bought: the buyer of the deal.
    pub buyer: Option<Party>,
    /// Whom the document is addressed to.
    pub recipient: Option<Party>,
    /// The session that is offered.
    pub training_session_id: Option<String>,
    /// Created.
    pub inserted_at: Option<DateTime<Utc>>,
    /// Changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

/// An invoice, a draft of one, or a credit note: upstream has one list for all.
#[derive(Debug, Clone, PartialEq)]
pub struct Invoice {
    /// A decimal number as text.
    pub id: String,
    /// Number within its series; none for a draft.
    pub number: Option<i64>,
    /// The number padded with zeros.
    pub number_text: Option<String>,
    /// Its series, mostly a year.
    pub prefix: Option<String>,
    /// Reference of the client.
    pub reference: Option<String>,
    /// The client's order.
    pub order_form: Option<String>,
    /// Day of the invoice; drafts have one too.
    pub date: Option<NaiveDate>,
    /// Closed to editing, which is not the same as issued.
    pub locked: bool,
    /// Free text; credit notes mostly say what they correct.
    pub free_text: Option<String>,
    /// Analytic account.
    pub accounting_analytics: Option<String>,
    /// Days until it is due.
    pub payment_limit_days: Option<i64>,
    /// Due at the end of the month in which those days end.
    pub payment_limit_end_of_month: bool,
    /// The PDF, which is the authority on totals.
    pub file_url: Option<String>,
    /// Billing address kept on the document.
    pub road_address: Option<String>,
    /// Town of it.
    pub city: Option<String>,
    /// Post code of it.
    pub city_code: Option<String>,
    /// Country of it, ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// Lines.
    pub items: Vec<Item>,
    /// Payments received.
    pub payments: Vec<InvoicePayment>,
    /// The deal; none for an invoice outside of one, or of a deleted one.
    pub customer_id: Option<String>,
    /// Who bought: the buyer of the deal.
    pub buyer: Option<Party>,
    /// Who is billed.
    pub recipient: Option<Party>,
    /// The session that is billed.
    pub training_session_id: Option<String>,
    /// Created.
    pub inserted_at: Option<DateTime<Utc>>,
    /// Changed. A new payment may not show.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

/// A line of a quotation or an invoice. Amounts are euros, before tax.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// A UUID.
    pub id: Option<String>,
    /// Title.
    pub name: Option<String>,
    /// Text below it.
    pub description: Option<String>,
    /// What is sold.
    pub kind: Option<ItemKind>,
    /// Positive on credit notes too.
    pub quantity: Option<Decimal>,
    /// Negative on credit notes and discounts.
    pub unit_price: Option<Decimal>,
    /// Per cent.
    pub vat_rate: Option<Decimal>,
    /// Category of e-invoicing (`S`, `E`); it does not decide the rate.
    pub vat_type: Option<String>,
    /// The line is worth `forced_total` instead of quantity × price.
    pub force_total: bool,
    /// See `force_total`.
    pub forced_total: Option<Decimal>,
    /// The row as received.
    pub raw: Value,
}

/// What a line sells: the four columns of Digiforma's own export.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// Training.
    Training,
    /// Expenses.
    OtherExpenses,
    /// Teaching material.
    PedagogicalProducts,
    /// Anything else.
    NonTraining,
    /// A value that is not known here.
    Other(String),
}

impl From<String> for ItemKind {
    fn from(text: String) -> Self {
        match text.as_str() {
            "training" => Self::Training,
            "other_expenses" => Self::OtherExpenses,
            "pedagogical_products" => Self::PedagogicalProducts,
            "non_training" => Self::NonTraining,
            _ => Self::Other(text),
        }
    }
}

/// Money received for an invoice.
#[derive(Debug, Clone, PartialEq)]
pub struct InvoicePayment {
    /// A decimal number as text.
    pub id: String,
    /// Euros.
    pub amount: Option<Decimal>,
    /// Day of the payment.
    pub date: Option<NaiveDate>,
    /// `CASH`, `TRANSFER`, `ONLINE`, `CHECK`, `CARD`, `DIRECT_DEBIT`.
    pub mode: Option<String>,
    /// Free text.
    pub free_text: Option<String>,
    /// Created.
    pub inserted_at: Option<DateTime<Utc>>,
    /// Changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

impl Record for Quotation {
    const KIND: Kind = Kind::Quotation;

    fn id(&self) -> &str {
        &self.id
    }

    fn of(Row(row): Row<'_>) -> Option<Self> {
        Some(Self {
            id: row.id()?,
            number: row.integer("number"),
            number_text: row.text("numberStr"),
            prefix: row.text("prefix"),
            date: row.date("date"),
            accepted_at: row.date("acceptedAt"),
            items: items(&row),
            customer_id: row.reference("customer"),
            buyer: buyer(&row),
            recipient: Party::in_field(&row, "recipient"),
            training_session_id: row.reference("trainingSession"),
            inserted_at: row.moment("insertedAt"),
            updated_at: row.moment("updatedAt"),
            raw: row.raw(),
        })
    }
}

impl Record for Invoice {
    const KIND: Kind = Kind::Invoice;

    fn id(&self) -> &str {
        &self.id
    }

    fn of(Row(row): Row<'_>) -> Option<Self> {
        Some(Self {
            id: row.id()?,
            number: row.integer("number"),
            number_text: row.text("numberStr"),
            prefix: row.text("prefix"),
            reference: row.text("reference"),
            order_form: row.text("orderForm"),
            date: row.date("date"),
            locked: row.flag("locked").unwrap_or_default(),
            free_text: row.text("freeText"),
            accounting_analytics: row.text("accountingAnalytics"),
            payment_limit_days: row.integer("paymentLimitDays"),
            payment_limit_end_of_month: row.flag("isPaymentLimitEndMonth").unwrap_or_default(),
            file_url: row.text("fileUrl"),
            road_address: row.text("roadAddress"),
            city: row.text("city"),
            city_code: row.text("cityCode"),
            country_code: row.text("countryCode"),
            items: items(&row),
            payments: row.rows("invoicePayments", payment),
            customer_id: row.reference("customer"),
            buyer: buyer(&row),
            recipient: Party::in_field(&row, "recipient"),
            training_session_id: row.reference("trainingSession"),
            inserted_at: row.moment("insertedAt"),
            updated_at: row.moment("updatedAt"),
            raw: row.raw(),
        })
    }
}

fn buyer(row: &Fields<'_>) -> Option<Party> {
    Party::in_field(&row.object("customer")?, "entity")
}

fn items(row: &Fields<'_>) -> Vec<Item> {
    let item = |row: &Fields<'_>| Item {
        id: row.id(),
        name: row.text("name"),
        description: row.text("description"),
        kind: row.text("type").map(ItemKind::from),
        quantity: row.decimal("quantity"),
        unit_price: row.decimal("unitPrice"),
        vat_rate: row.decimal("vat"),
        vat_type: row.text("vatType"),
        force_total: row.flag("forceTotal").unwrap_or_default(),
        forced_total: row.decimal("forcedTotal"),
        raw: row.raw(),
    };
    row.list("items").iter().map(item).collect()
}

fn payment(row: &Fields<'_>) -> Option<InvoicePayment> {
    Some(InvoicePayment {
        id: row.id()?,
        amount: row.decimal("amount"),
        date: row.date("date"),
        mode: row.text("mode"),
        free_text: row.text("freeText"),
        inserted_at: row.moment("insertedAt"),
        updated_at: row.moment("updatedAt"),
        raw: row.raw(),
    })
}
