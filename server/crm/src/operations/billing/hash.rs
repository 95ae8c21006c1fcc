//! The chain of issued documents: each carries a hash of what it says and of the hash before it, so that nobody can
//! change, remove or insert one without every later hash telling.
//!
//! The hash is the SHA-256 of a text in UTF-8, one fact a line, in this order; `docs/decisions/billing.md` describes it:
//!
//! ```text
//! medical-crm-document-2
//! series "INV"
//! year 2026
//! sequence 1
//! number "INV2026110001"
//! kind invoice
//! type standard
//! issueDate 2026-11-30
//! …
//! previous <64 hexadecimal digits, or ->
//! ```
//!
//! Texts are JSON strings, absent values are `-`, amounts have their fixed number of decimals, JSON objects have their
//! keys sorted and no blanks. Lines and deductions follow in their order. Documents of the first format
//! (`medical-crm-document-1`) do not tell their payment terms; what was sealed so stays valid.

use std::fmt::{Display, Write as _};

use chrono::SecondsFormat;
use db::rows::{DeductionValues, Invoice, InvoiceIssue, InvoiceLineValues, JsonText};
use domain::billing::{ExemptionCode, VatCategory};
use rust_decimal::Decimal;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// An issued document, or one with what it is about to be given.
#[derive(Debug, Clone, Copy)]
pub struct Sealed<'a> {
    /// The row.
    pub invoice: &'a Invoice,
    /// Number, date, seller, buyer and the hash before it.
    pub issue: &'a InvoiceIssue,
    /// Its lines, in their order.
    pub lines: &'a [InvoiceLineValues],
    /// Its deductions, in their order.
    pub deductions: &'a [DeductionValues],
}

/// What the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// All but the payment terms.
    First,
    /// All.
    Second,
}

/// The hash of a document that is about to be issued.
#[must_use]
pub fn of(document: Sealed<'_>) -> [u8; 32] {
    in_format(document, Format::Second)
}

/// Whether a hash is that of the document, in a format that documents were ever issued in. The format stands in the text,
/// so that no hash of one format is one of another.
#[must_use]
pub fn is_of(hash: &[u8], document: Sealed<'_>) -> bool {
    [Format::Second, Format::First].into_iter().any(|format| in_format(document, format) == *hash)
}

fn in_format(document: Sealed<'_>, format: Format) -> [u8; 32] {
    Sha256::digest(text(document, format)).into()
}

/// The text that the hash is made of.
fn text(Sealed { invoice, issue, lines, deductions }: Sealed<'_>, format: Format) -> String {
    let (values, totals) = (&invoice.values, &invoice.totals);
    let mut facts = Facts::default();
    facts.0.push_str(match format {
        Format::First => "medical-crm-document-1\n",
        Format::Second => "medical-crm-document-2\n",
    });
    facts.text("series", issue.series.as_deref());
    facts.raw("year", shown(issue.year));
    facts.raw("sequence", shown(issue.sequence_number));
    facts.text("number", issue.invoice_number.as_deref());
    facts.raw("kind", invoice.kind);
    facts.raw("type", invoice.invoice_type);
    facts.raw("issueDate", shown(issue.issue_date));
    facts.raw("credits", shown(invoice.credited_invoice_id));
    facts.raw("quote", shown(invoice.quote_id));
    facts.raw("institution", values.institution_id);
    facts.text("title", Some(&values.title));
    facts.text("description", values.description.as_deref());
    facts.raw("due", values.due_date.to_rfc3339_opts(SecondsFormat::Micros, true));
    if format == Format::Second {
        facts.raw("terms", shown(values.payment_terms));
    }
    facts.raw("serviceStart", shown(values.service_start));
    facts.raw("serviceEnd", shown(values.service_end));
    facts.raw("nature", values.operation_nature);
    facts.raw("vatOnDebits", values.vat_on_debits);
    facts.text("order", values.purchase_order_number.as_deref());
    facts.text("buyerReference", values.buyer_reference.as_deref());
    facts.text("contract", values.contract_reference.as_deref());
    facts.json("seller", issue.seller.as_ref());
    facts.json("buyer", issue.buyer.as_ref());
    for line in lines {
        facts.raw("line", line.order_index);
        facts.text("description", Some(&line.description));
        facts.text("unit", line.unit.as_deref());
        facts.number("quantity", line.quantity, 3);
        facts.number("unitPrice", line.unit_price, 2);
        facts.raw("discountType", line.discount_type);
        facts.number("discountValue", line.discount_value, 2);
        facts.number("discount", line.discount_amount, 2);
        facts.vat(line.vat_category, line.tax_rate, line.vat_exemption_code);
        facts.number("tax", line.tax_amount, 2);
        facts.number("subtotal", line.subtotal, 2);
        facts.number("total", line.total, 2);
    }
    for deduction in deductions {
        facts.raw("deduction", deduction.order_index);
        facts.raw("deposit", deduction.deposit_invoice_id);
        facts.vat(deduction.vat_category, deduction.tax_rate, deduction.vat_exemption_code);
        facts.number("amount", deduction.amount, 2);
        facts.number("tax", deduction.tax_amount, 2);
    }
    facts.number("subtotal", totals.subtotal, 2);
    facts.number("discount", totals.total_discount_amount, 2);
    facts.number("deducted", totals.deducted_amount, 2);
    facts.number("tax", totals.total_tax_amount, 2);
    facts.number("total", totals.total, 2);
    facts.raw("previous", issue.previous_hash.as_deref().map_or_else(|| "-".to_owned(), hexadecimal));
    facts.0
}

/// Lower-case hexadecimal digits.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    bytes.iter().flat_map(digits).map(char::from).collect()
}

fn shown(value: Option<impl Display>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

#[derive(Default)]
struct Facts(String);

impl Facts {
    fn raw(&mut self, name: &str, value: impl Display) {
        // Writing into a text cannot fail.
        let _ = writeln!(self.0, "{name} {value}");
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        self.raw(name, value.map_or_else(|| "-".to_owned(), |text| Value::from(text).to_string()));
    }

    fn number(&mut self, name: &str, mut value: Decimal, decimals: u32) {
        value.rescale(decimals);
        self.raw(name, value);
    }

    fn vat(&mut self, category: VatCategory, rate: Decimal, code: Option<ExemptionCode>) {
        self.raw("vatCategory", category);
        self.number("vatRate", rate, 2);
        self.text("vatExemption", code.map(ExemptionCode::code));
    }

    fn json(&mut self, name: &str, value: Option<&JsonText>) {
        // What is no JSON would be told by its hash; a jsonb always is.
        let sorted = |text: &JsonText| sorted(&text.read().unwrap_or_default()).to_string();
        self.raw(name, value.map_or_else(|| "-".to_owned(), sorted));
    }
}

/// The same value with the keys of every object in order, whatever the map that holds them.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().collect();
            keys.sort_unstable();
            Value::Object(keys.into_iter().map(|key| (key.clone(), sorted(&fields[key]))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operations::billing::testing;

    #[test]
    fn what_was_sealed_in_an_earlier_format_stays_valid() {
        let invoice = testing::issued_invoice();
        let sealed = |invoice: &Invoice, format| {
            in_format(Sealed { invoice, issue: &invoice.issue, lines: &[], deductions: &[] }, format)
        };
        let (first, second) = (sealed(&invoice, Format::First), sealed(&invoice, Format::Second));
        let document = Sealed { invoice: &invoice, issue: &invoice.issue, lines: &[], deductions: &[] };
        assert!(is_of(&first, document) && is_of(&second, document) && !is_of(&[0; 32], document));
        assert_eq!(of(document), second, "new ones are sealed in the latest");
        let told = text(document, Format::First);
        assert!(told.starts_with("medical-crm-document-1\nseries \"INV\"\nyear 2026\n") && !told.contains("\nterms "));
        let mut other = invoice.clone();
        other.values.payment_terms = Some(domain::billing::PaymentTerms::OnReceipt);
        assert_eq!(sealed(&other, Format::First), first);
        let document = Sealed { invoice: &other, issue: &other.issue, lines: &[], deductions: &[] };
        assert!(!is_of(&second, document), "other terms are another document");
    }

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let one: Value = serde_json::from_str(r#"{"b":[{"z":1,"a":2}],"a":"é\n"}"#).unwrap();
        assert_eq!(sorted(&one).to_string(), r#"{"a":"é\n","b":[{"a":2,"z":1}]}"#);
        assert_eq!(sorted(&json!(null)), json!(null));
    }

    #[test]
    fn digits() {
        assert_eq!(hexadecimal(&[0, 10, 255]), "000aff");
    }
}
