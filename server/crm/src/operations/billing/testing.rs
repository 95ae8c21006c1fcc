//! An invoice for tests.

use chrono::NaiveDate;
use db::rows::{Invoice, InvoiceIssue, InvoiceTotals, InvoiceValues};
use domain::billing::{InvoiceKind, InvoiceStatus, InvoiceType, OperationNature};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::calendar;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cents(amount: i64) -> Decimal {
    Decimal::new(amount, 2)
}

/// Of 1 200 euros, due on the first of October, of which 200 were paid.
pub fn issued_invoice() -> Invoice {
    let now = chrono::Utc::now();
    Invoice {
        id: Uuid::nil(),
        kind: InvoiceKind::Invoice,
        invoice_type: InvoiceType::Standard,
        credited_invoice_id: None,
        quote_id: None,
        values: InvoiceValues {
            institution_id: Uuid::nil(),
            assigned_user_id: Uuid::nil(),
            template_id: None,
            title: "Audit".into(),
            description: None,
            payment_terms: None,
            due_date: calendar::instant_of(day("2026-10-01")),
            service_start: None,
            service_end: None,
            operation_nature: OperationNature::Services,
            vat_on_debits: false,
            purchase_order_number: None,
            buyer_reference: None,
            contract_reference: None,
            delivery_address: None,
            billing_address: None,
        },
        totals: InvoiceTotals {
            subtotal: cents(100_000),
            total_discount_amount: cents(0),
            deducted_amount: cents(0),
            total_tax_amount: cents(20_000),
            total: cents(120_000),
        },
        issue: InvoiceIssue {
            invoice_number: Some("INV2026090001".into()),
            series: Some("INV".into()),
            year: Some(2026),
            sequence_number: Some(1),
            issue_date: Some(day("2026-09-01")),
            issued_at: Some(now),
            seller: None,
            buyer: None,
            hash: None,
            previous_hash: None,
        },
        status: InvoiceStatus::PartiallyPaid,
        paid_amount: cents(20_000),
        pending_amount: cents(0),
        credited_amount: cents(0),
        refundable_amount: cents(0),
        remaining_amount: cents(100_000),
        last_payment_date: None,
        paid_at: None,
        sent_at: None,
        archived: false,
        deleted_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}
