//! Invoices, deposits and credit notes as documents.

use std::collections::HashMap;

use chrono::NaiveDate;
use db::{
    rows::{DeductionValues, FirmIdentity, Institution, Invoice, InvoiceLineValues, JsonText},
    schema::{invoices, quotes},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use documents::{
    Appearance, Deduction, Document, InvoiceReference, Kind, Language, OperationNature, References, Terms, Totals,
};
use domain::billing::{self, DocumentType, InvoiceKind, InvoiceType, texts};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{
    Look, Paper, Rendered, Stop, amounts,
    look::{At, look},
    parties,
};
use crate::{
    Error, Result,
    operations::billing::{
        calendar, groups,
        parties::{Buyer, Seller},
    },
};

/// An invoice with what belongs to it. Once it is issued, its own seller and buyer count and the firm and the
/// institution do not.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) struct InvoiceParts<'a> {
    pub(in crate::operations) invoice: &'a Invoice,
    /// In their order.
    pub(in crate::operations) lines: &'a [InvoiceLineValues],
    /// In their order.
    pub(in crate::operations) deductions: &'a [DeductionValues],
    pub(in crate::operations) firm: &'a FirmIdentity,
    pub(in crate::operations) host: &'a Institution,
}

/// What the file of an invoice is.
pub(super) const fn document_type(kind: InvoiceKind) -> DocumentType {
    match kind {
        InvoiceKind::Invoice => DocumentType::InvoicePdf,
        InvoiceKind::CreditNote => DocumentType::CreditNotePdf,
    }
}

/// The document of an invoice; without a number, of a draft. It tells what was claimed when it was issued, whatever was
/// paid since.
///
/// # Errors
/// [`Error::Invalid`] where a draft's deductions take off more than there is; those of the database.
pub(in crate::operations) async fn of_invoice(
    conn: &mut AsyncPgConnection,
    parts: InvoiceParts<'_>,
    look: Look,
) -> Result<Paper> {
    let InvoiceParts { invoice, lines, deductions, firm, host } = parts;
    let (values, totals, issue) = (&invoice.values, &invoice.totals, &invoice.issue);
    let seller = kept(issue.seller.as_ref())?.unwrap_or_else(|| Seller::of(&firm.values));
    let buyer = match kept(issue.buyer.as_ref())? {
        Some(buyer) => buyer,
        None => Buyer::of_invoice(host, values)?,
    };
    let vat = groups::of_document(lines, deductions)?;
    let is_credit = invoice.kind == InvoiceKind::CreditNote;
    let document = Document {
        kind: kind(invoice),
        language: Language::Fr,
        is_draft: issue.invoice_number.is_none(),
        number: issue.invoice_number.clone(),
        title: Some(values.title.clone()),
        description: values.description.clone(),
        note: None,
        issue_date: issue.issue_date.unwrap_or_else(calendar::today),
        due_date: (!is_credit).then(|| calendar::day_of(values.due_date)),
        valid_until: None,
        service_start: values.service_start,
        service_end: values.service_end,
        references: References {
            purchase_order: values.purchase_order_number.clone(),
            buyer_reference: values.buyer_reference.clone(),
            contract: values.contract_reference.clone(),
            quote: quote_number(conn, invoice.quote_id).await?,
            credited_invoice: credited(conn, invoice.credited_invoice_id).await?,
        },
        lines: lines.iter().map(amounts::invoice_line).collect(),
        deductions: taken_off(conn, deductions).await?,
        vat_groups: vat.iter().map(amounts::vat_group).collect(),
        totals: Totals {
            subtotal: totals.subtotal,
            discount: totals.total_discount_amount,
            deducted: totals.deducted_amount,
            net: totals.subtotal - totals.total_discount_amount - totals.deducted_amount,
            vat: totals.total_tax_amount,
            gross: totals.total,
            paid: Decimal::ZERO,
            remaining: totals.total,
        },
        terms: Terms {
            payment: values.payment_terms.filter(|_| !is_credit).map(|terms| sentence(texts::payment_terms(terms))),
            late_penalty: late_penalty(seller.late_penalty_rate, buyer.is_public_body),
            recovery_indemnity: None,
            early_payment_discount: seller.early_payment_discount.clone(),
            vat_on_debits: values.vat_on_debits,
            nature: match values.operation_nature {
                billing::OperationNature::Goods => OperationNature::Goods,
                billing::OperationNature::Services => OperationNature::Services,
                billing::OperationNature::Mixed => OperationNature::Mixed,
            },
        },
        reminder: None,
        seller: parties::seller(seller),
        buyer: parties::buyer(buyer),
        appearance: Appearance::default(),
    };
    Ok(Paper::new(document_type(invoice.kind), document, look))
}

/// Asks for the trial of an invoice that is about to be issued; gives the template that it looks by.
///
/// # Errors
/// [`Stop::Render`] before the trial; those of the database.
pub(in crate::operations) async fn tried(
    conn: &mut AsyncPgConnection,
    parts: InvoiceParts<'_>,
    rendered: &Rendered,
) -> Result<Option<Uuid>, Stop> {
    let (document, named) = (document_type(parts.invoice.kind), parts.invoice.values.template_id);
    let look = look(conn, document, named, At::Now, &parts.firm.values).await?;
    let paper = of_invoice(conn, parts, look).await?;
    rendered.bytes(&paper)?;
    Ok(paper.template_id)
}

const fn kind(invoice: &Invoice) -> Kind {
    match (invoice.kind, invoice.invoice_type) {
        (InvoiceKind::CreditNote, _) => Kind::CreditNote,
        (InvoiceKind::Invoice, InvoiceType::Deposit) => Kind::Deposit,
        (InvoiceKind::Invoice, _) => Kind::Invoice,
    }
}

/// A party as it was kept at the issue.
fn kept<T: DeserializeOwned>(party: Option<&JsonText>) -> Result<Option<T>> {
    Ok(party.map(JsonText::read).transpose().map_err(anyhow::Error::from)?)
}

/// The rate of a firm that has one of its own; otherwise the document names the law's.
pub(super) fn late_penalty(rate: Option<Decimal>, is_public_body: bool) -> Option<String> {
    rate.filter(|_| !is_public_body).map(|rate| sentence(&texts::late_penalties(Some(rate), false)))
}

pub(super) fn sentence(text: &str) -> String {
    format!("{text}.")
}

async fn quote_number(conn: &mut AsyncPgConnection, id: Option<Uuid>) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    Ok(Some(quotes::table.find(id).select(quotes::quote_number).first(conn).await?))
}

async fn credited(conn: &mut AsyncPgConnection, id: Option<Uuid>) -> Result<Option<InvoiceReference>> {
    let Some(id) = id else { return Ok(None) };
    let found: (Option<String>, Option<NaiveDate>) =
        invoices::table.find(id).select((invoices::invoice_number, invoices::issue_date)).first(conn).await?;
    Ok(reference(found))
}

fn reference((number, issue_date): (Option<String>, Option<NaiveDate>)) -> Option<InvoiceReference> {
    Some(InvoiceReference { number: number?, issue_date: issue_date? })
}

async fn taken_off(conn: &mut AsyncPgConnection, deductions: &[DeductionValues]) -> Result<Vec<Deduction>> {
    if deductions.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = deductions.iter().map(|deduction| deduction.deposit_invoice_id).collect();
    let deposits: Vec<(Uuid, Option<String>, Option<NaiveDate>)> = invoices::table
        .filter(invoices::id.eq_any(ids))
        .select((invoices::id, invoices::invoice_number, invoices::issue_date))
        .load(conn)
        .await?;
    let deposits: HashMap<Uuid, InvoiceReference> = deposits
        .into_iter()
        .filter_map(|(id, number, issue_date)| Some((id, reference((number, issue_date))?)))
        .collect();
    let one = |deduction: &DeductionValues| {
        let deposit = deposits
            .get(&deduction.deposit_invoice_id)
            .ok_or_else(|| Error::Internal(anyhow::anyhow!("a deposit that is deducted was not issued")))?;
        Ok(Deduction {
            invoice_number: deposit.number.clone(),
            issue_date: deposit.issue_date,
            vat_category: amounts::category(deduction.vat_category),
            vat_rate: deduction.tax_rate,
            net_amount: deduction.amount,
            vat_amount: deduction.tax_amount,
        })
    };
    deductions.iter().map(one).collect()
}
