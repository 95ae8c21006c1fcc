//! Invoices and credit notes with their numbers and hashes, and the counters that go on from them.

use chrono::Datelike as _;
use db::rows::JsonText;
use serde_json::Value;

use super::{
    Filling, Plan, Rows, Written,
    billing::{Books, Business},
    house::{House, Trade},
    series::{self, Origin, Series},
};
use crate::demo::billing::{Chain, Document, What, firm};
use crm::operations::billing::{
    hash::hexadecimal,
    parties::{Buyer, PartyAddress, Seller},
};

const STATEMENT: &str = "COPY invoices (id, kind, invoice_type, credited_invoice_id, quote_id, institution_id, \
    assigned_user_id, title, payment_terms, due_date, service_start, service_end, operation_nature, vat_on_debits, \
    purchase_order_number, invoice_number, series, year, sequence_number, issue_date, issued_at, seller, buyer, hash, \
    previous_hash, status, subtotal, total_discount_amount, deducted_amount, total_tax_amount, total, paid_amount, \
    pending_amount, credited_amount, refundable_amount, last_payment_date, paid_at, sent_at, created_at, updated_at) \
    FROM STDIN";

/// The last document of a series in a year.
struct Last {
    series: String,
    year: i32,
    sequence: i32,
    day: chrono::NaiveDate,
    hash: Option<[u8; 32]>,
}

/// Writes all documents: issued ones in the order of their series, then drafts.
pub(super) async fn write(filling: &Filling<'_>, plan: &Plan) -> anyhow::Result<Written> {
    let seller = Seller::of(&firm()).to_json()?;
    let [invoices, notes] = series::of(plan);
    let mut lasts: Vec<Last> = Vec::new();
    let (issued, credited) = (invoices.documents.len(), notes.documents.len());
    let turns = u32::try_from(issued + credited)?.checked_add(plan.scale);
    let turns = turns.ok_or_else(|| anyhow::anyhow!("there would be too many invoices"))?;
    let mut chain: Option<Chain> = None;
    let count = filling
        .fill("invoices", STATEMENT, turns, |turn, rows| {
            let turn = turn as usize;
            if turn == issued {
                chain = None;
            }
            let (series, at) = if turn < issued { (&invoices, turn) } else { (&notes, turn - issued) };
            match series.documents.get(at) {
                Some(origin) => issue(plan, *origin, [series, &invoices], &seller, &mut chain, &mut lasts, rows),
                None => drafts(plan, u32::try_from(at - credited).unwrap_or(u32::MAX), rows),
            }
        })
        .await?;
    let counters = "COPY document_counters (series, year, last_number, last_issue_date, last_hash) FROM STDIN";
    let numbered = filling
        .fill("document_counters", counters, u32::try_from(lasts.len())?, |turn, rows| {
            let last = &lasts[turn as usize];
            rows.text(&last.series).cell(last.year).cell(last.sequence).cell(last.day);
            bytes(rows, last.hash.as_ref().map(|hash| &hash[..]));
            rows.end();
        })
        .await?;
    Ok(vec![("invoices", count), ("document_counters", numbered)])
}

/// Writes an issued document of a series; the second one is that of invoices.
fn issue(
    plan: &Plan,
    origin: Origin,
    [series, invoices]: [&Series; 2],
    seller: &Value,
    chain: &mut Option<Chain>,
    lasts: &mut Vec<Last>,
    rows: &mut Rows,
) {
    let books = Books::of(plan, origin.institution());
    let business = books.deal(plan, origin.institution(), origin.deal());
    let Business { deal, .. } = &business;
    let of = books.rows(plan, &business);
    let Some((planned, day)) = deal.invoices.get(origin.place()).and_then(|it| Some((it, it.issued?))) else { return };
    let credited = match planned.what {
        What::CreditNote { of } => {
            let original = deal.invoices.get(of).and_then(|original| original.issued);
            original.and_then(|day| invoices.number_of(origin, day, of))
        }
        _ => None,
    };
    let Some(mut document) = of.document(origin.place(), credited.as_deref()) else { return };
    let chain = chain.get_or_insert_with(|| Chain::new(&series.name, day.year()));
    let next = if chain.year() == day.year() { chain.sequence + 1 } else { 1 };
    let number = series.number(day, usize::try_from(next).unwrap_or_default());
    chain.seal(&mut document, number, seller.clone(), buyer(plan, origin.institution()));
    let last = Last { series: series.name.clone(), year: day.year(), sequence: chain.sequence, day, hash: chain.last };
    match lasts.last_mut().filter(|known| (&known.series, known.year) == (&last.series, last.year)) {
        Some(known) => *known = last,
        None => lasts.push(last),
    }
    row(&document, rows);
}

/// Writes the drafts of an institution.
fn drafts(plan: &Plan, institution: u32, rows: &mut Rows) {
    Books::each(plan, institution, |business, of| {
        for (place, _) in business.deal.invoices.iter().enumerate().filter(|(_, planned)| planned.issued.is_none()) {
            if let Some(document) = of.document(place, None) {
                row(&document, rows);
            }
        }
    });
}

/// The institution as it stands on its invoices.
fn buyer(plan: &Plan, index: u32) -> Value {
    let (_, trade) = House::with_trade(plan, index);
    let Trade { name, street, place, is_public_body, accounting_number, siret, .. } = trade;
    let buyer = Buyer {
        name,
        address: PartyAddress {
            street: Some(street),
            city: Some(place.town.to_owned()),
            state: place.region.to_owned(),
            zip_code: Some(place.post_code.to_owned()),
            country: Some("France".to_owned()),
        },
        siren: siret.as_deref().and_then(|siret| siret.get(..9)).map(str::to_owned),
        siret,
        vat_number: None,
        finess: None,
        accounting_number,
        is_public_body,
        service_code: None,
        email: None,
        electronic_address: None,
        delivery_address: None,
        billing_address: None,
    };
    // Texts and booleans always serialise.
    buyer.to_json().unwrap_or_default()
}

fn row(document: &Document, rows: &mut Rows) {
    let invoice = &document.invoice;
    let (values, totals, issue) = (&invoice.values, &invoice.totals, &invoice.issue);
    rows.cell(invoice.id)
        .text(invoice.kind.name())
        .text(invoice.invoice_type.name())
        .cell(invoice.credited_invoice_id)
        .cell(invoice.quote_id)
        .cell(values.institution_id)
        .cell(values.assigned_user_id)
        .text(&values.title)
        .optional(values.payment_terms.map(|terms| terms.name()))
        .cell(values.due_date)
        .cell(values.service_start)
        .cell(values.service_end)
        .text(values.operation_nature.name())
        .cell(values.vat_on_debits)
        .optional(values.purchase_order_number.as_deref())
        .optional(issue.invoice_number.as_deref())
        .optional(issue.series.as_deref())
        .cell(issue.year)
        .cell(issue.sequence_number)
        .cell(issue.issue_date)
        .cell(issue.issued_at)
        .optional(issue.seller.as_ref().map(JsonText::as_str))
        .optional(issue.buyer.as_ref().map(JsonText::as_str));
    bytes(rows, issue.hash.as_deref());
    bytes(rows, issue.previous_hash.as_deref());
    rows.text(invoice.status.name())
        .cell(totals.subtotal)
        .cell(totals.total_discount_amount)
        .cell(totals.deducted_amount)
        .cell(totals.total_tax_amount)
        .cell(totals.total)
        .cell(invoice.paid_amount)
        .cell(invoice.pending_amount)
        .cell(invoice.credited_amount)
        .cell(invoice.refundable_amount)
        .cell(invoice.last_payment_date)
        .cell(invoice.paid_at)
        .cell(invoice.sent_at)
        .cell(invoice.created_at)
        .cell(invoice.updated_at)
        .end();
}

/// A `bytea`.
fn bytes(rows: &mut Rows, value: Option<&[u8]>) {
    rows.optional(value.map(|value| format!("\\x{}", hexadecimal(value))).as_deref());
}
