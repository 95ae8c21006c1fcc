//! Quotes and orders as documents.

use db::rows::{FirmIdentity, Institution, Quote, QuoteLine};
use documents::{Appearance, Document, Kind, Language, References, Terms, Totals};
use domain::billing::{DocumentType, LineAmounts, PaymentTerms, QuoteStatus, Vat, texts, vat_breakdown};
use rust_decimal::Decimal;

use super::{Look, Paper, amounts, of_invoice::sentence, parties};
use crate::{
    Error, Result,
    operations::billing::{
        calendar,
        parties::{Buyer, Seller},
    },
};

/// A quote with what belongs to it.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) struct QuoteParts<'a> {
    pub(in crate::operations) quote: &'a Quote,
    /// In their order.
    pub(in crate::operations) lines: &'a [QuoteLine],
    pub(in crate::operations) firm: &'a FirmIdentity,
    pub(in crate::operations) host: &'a Institution,
}

/// The document of a quote as it is; of a draft, marked as one.
///
/// # Errors
/// [`Error::Internal`]: stored lines are in order.
pub(in crate::operations) fn of_quote(parts: QuoteParts<'_>, look: Look) -> Result<Paper> {
    let quote = parts.quote;
    let number = match quote.revision {
        1 => quote.quote_number.clone(),
        revision => format!("{}-{revision}", quote.quote_number),
    };
    let document = Document {
        is_draft: quote.status == QuoteStatus::Draft,
        number: Some(number),
        issue_date: quote.sent_at.or(quote.accepted_at).map_or_else(calendar::today, calendar::day_of),
        valid_until: Some(calendar::day_of(quote.values.valid_until)),
        ..document(Kind::Quote, parts)?
    };
    Ok(Paper::new(DocumentType::QuotePdf, document, look))
}

/// The document of the order that a quote became.
///
/// # Errors
/// The quote was not ordered.
pub(in crate::operations) fn of_order(parts: QuoteParts<'_>, look: Look) -> Result<Paper> {
    let quote = parts.quote;
    let (Some(number), Some(ordered_at)) = (&quote.order_number, quote.ordered_at) else {
        return Err(Error::invalid("status", "NOT_ORDERED", "The client has not ordered this quote."));
    };
    let document = Document {
        number: Some(number.clone()),
        issue_date: calendar::day_of(ordered_at),
        references: References { quote: Some(quote.quote_number.clone()), ..References::default() },
        ..document(Kind::Order, parts)?
    };
    Ok(Paper::new(DocumentType::OrderPdf, document, look))
}

/// What a quote and its order have in common.
fn document(kind: Kind, parts: QuoteParts<'_>) -> Result<Document> {
    let QuoteParts { quote, lines, firm, host } = parts;
    let (values, totals) = (&quote.values, &quote.totals);
    let taxed = lines.iter().map(|line| {
        let values = &line.values;
        let amounts = LineAmounts {
            subtotal: values.subtotal,
            discount_amount: values.discount_amount,
            total_after_discount: values.total_after_discount,
            tax_amount: values.tax_amount,
            total: values.total,
        };
        let (category, rate) = (values.vat_category, values.tax_rate);
        (Vat { category, rate, exemption_code: values.vat_exemption_code }, amounts)
    });
    let vat =
        vat_breakdown(taxed).map_err(|problem| Error::Internal(anyhow::anyhow!("lines of a quote: {problem:?}")))?;
    let (seller, buyer) = (Seller::of(&firm.values), Buyer::of(host));
    let usual = || PaymentTerms::default_for(buyer.is_public_body, firm.values.default_payment_terms);
    let payment_terms = host.values.billing.payment_terms.unwrap_or_else(usual);
    Ok(Document {
        kind,
        language: Language::Fr,
        is_draft: false,
        number: None,
        title: Some(values.title.clone()),
        description: values.description.clone(),
        note: None,
        issue_date: calendar::today(),
        due_date: None,
        valid_until: None,
        service_start: None,
        service_end: None,
        references: References::default(),
        lines: lines.iter().map(|line| amounts::quote_line(&line.values)).collect(),
        deductions: Vec::new(),
        vat_groups: vat.iter().map(amounts::vat_group).collect(),
        totals: Totals {
            subtotal: totals.subtotal,
            discount: totals.total_discount_amount,
            deducted: Decimal::ZERO,
            net: totals.subtotal - totals.total_discount_amount,
            vat: totals.total_tax_amount,
            gross: totals.total,
            paid: Decimal::ZERO,
            remaining: totals.total,
        },
        terms: Terms { payment: Some(sentence(texts::payment_terms(payment_terms))), ..Terms::default() },
        reminder: None,
        seller: parties::seller(seller),
        buyer: parties::buyer(buyer),
        appearance: Appearance::default(),
    })
}
