//! Invoices that programs read: Factur-X, profile EN 16931, with the French rules (BR-FR).

mod amounts;
mod lines;
mod parties;
mod rules;
mod units;

use std::time::{Duration, SystemTime};

use chrono::{Datelike as _, NaiveDate};
use en16931::invoice::{Code, Invoice, InvoiceNote, PaymentInstructions, PaymentMeans, PrecedingInvoice};
use en16931::profiles::En16931;
use en16931::validation::{Severity, profile::Validated};
use en16931::{Date, DocumentKind, DocumentReference};
use en16931_formats::zugferd::{self, EmbedOptions, Metadata};

use crate::{BrokenRule, Document, InvoiceReference, Kind, RenderProblem, mentions, text, view};

/// An invoice that keeps every rule.
pub(crate) type Proof = Validated<En16931>;

/// Reads an invoice out of a document and checks it against the rules.
///
/// # Errors
/// [`RenderProblem::Invalid`] with every rule that it breaks.
pub(crate) fn prove(document: &Document) -> Result<Proof, RenderProblem> {
    let mut broken = rules::check(document);
    let invoice = invoice(document).map_err(|mut unreadable| {
        unreadable.splice(0..0, std::mem::take(&mut broken));
        RenderProblem::Invalid(unreadable)
    })?;
    match Proof::new(invoice) {
        Ok(proof) if broken.is_empty() => Ok(proof),
        Ok(_) => Err(RenderProblem::Invalid(broken)),
        Err(rejected) => {
            let findings = rejected.report().findings().iter().filter(|finding| finding.severity == Severity::Fatal);
            broken.extend(findings.map(|finding| BrokenRule {
                rule: finding.rule.clone(),
                place: finding.path.to_string(),
                message: finding.message.clone(),
            }));
            Err(RenderProblem::Invalid(broken))
        }
    }
}

/// Puts an invoice into the PDF/A-3 that shows it.
///
/// # Errors
/// [`RenderProblem::Unavailable`] when the PDF cannot be extended, which no document causes.
pub(crate) fn embed(pdf: &[u8], proof: &Proof, document: &Document, title: String) -> Result<Vec<u8>, RenderProblem> {
    let seller = text::plain(&document.seller.legal_name);
    let options = EmbedOptions {
        metadata: Some(Metadata { subject: format!("{title} — {seller}"), title, author: seller }),
        modified: Some(midnight(document.issue_date)),
        ..EmbedOptions::default()
    };
    zugferd::embed(pdf, proof, &options)
        .map_err(|error| RenderProblem::Unavailable(format!("the invoice cannot be put into the PDF: {error}")))
}

fn invoice(document: &Document) -> Result<Invoice, Vec<BrokenRule>> {
    let mut broken = Vec::new();
    let mut invoice = Invoice::default();
    invoice.specification_id = Some("urn:cen.eu:en16931:2017".to_owned());
    invoice.business_process = Some(rules::business_process(document));
    invoice.number = document.number.clone();
    invoice.issue_date = date(document.issue_date, "BT-2", &mut broken);
    invoice.type_code = document.kind.invoice_type().map(Code::new);
    if document.kind == Kind::CreditNote {
        invoice.kind = DocumentKind::CreditNote;
    }
    invoice.currency = Some(Code::new("EUR"));
    // The code of UBL for "date of the invoice"; CII spells it 5.
    invoice.vat_point_date_code = document.terms.vat_on_debits.then(|| Code::new("3"));
    invoice.due_date = document.due_date.and_then(|due| date(due, "BT-9", &mut broken));
    invoice.payment_terms = payment_terms(document);
    invoice.payment = payment(document);
    invoice.notes = notes(document);
    let references = &document.references;
    invoice.buyer_reference = references.buyer_reference.as_deref().map(text::plain);
    invoice.contract_reference = reference(references.contract.as_deref());
    invoice.purchase_order_reference = reference(references.purchase_order.as_deref());
    invoice.preceding_invoices = preceding(document)
        .into_iter()
        .map(|reference| PrecedingInvoice {
            issue_date: date(reference.issue_date, "BT-26", &mut broken),
            reference: DocumentReference::new(reference.number),
        })
        .collect();
    parties::fill(&mut invoice, document);
    parties::delivery(&mut invoice, document, &mut broken);
    lines::fill(&mut invoice, document, &mut broken);
    amounts::fill(&mut invoice, document, &mut broken);
    if broken.is_empty() { Ok(invoice) } else { Err(broken) }
}

/// BG-1: each of the three mentions exactly once (BR-FR-05, BR-FR-06), whom it is sent to (BR-FR-20), and free words.
fn notes(document: &Document) -> Vec<InvoiceNote> {
    let payment = mentions::payment(document);
    let coded = |note: &str, code: &str| InvoiceNote::new(text::plain(note)).with_subject(code);
    let mut notes = vec![
        coded(rules::treatment(document), "BAR"),
        coded(&payment.recovery_indemnity, "PMT"),
        coded(&payment.late_penalty, "PMD"),
        coded(&payment.early_payment_discount, "AAB"),
    ];
    // The standard has one address of the buyer (BG-8).
    let billing = document.buyer.billing_address.as_ref();
    let billing = billing.map(|address| format!("Adresse de facturation : {}", view::address(address).join(", ")));
    let free = [&document.title, &document.description, &document.note, &billing];
    notes.extend(
        free.into_iter().flatten().map(|note| text::plain(note)).filter(|n| !n.is_empty()).map(InvoiceNote::new),
    );
    notes
}

/// BT-20. Where nothing is due on a date, a text has to say how it is settled (BR-CO-25).
fn payment_terms(document: &Document) -> Option<String> {
    let terms = document.terms.payment.as_deref().map(text::plain).filter(|terms| !terms.is_empty());
    terms.or_else(|| (document.kind == Kind::CreditNote).then(|| mentions::CREDIT_SETTLEMENT.to_owned()))
}

/// BG-16: to which account. A credit note is not paid to the seller.
fn payment(document: &Document) -> Option<PaymentInstructions> {
    let iban: String = document.seller.iban.as_deref()?.chars().filter(|c| !c.is_whitespace()).collect();
    if document.kind == Kind::CreditNote || iban.is_empty() {
        return None;
    }
    let bic: Option<String> =
        document.seller.bic.as_ref().map(|bic| bic.chars().filter(|c| !c.is_whitespace()).collect());
    let mut instructions = PaymentInstructions::sepa_credit_transfer(iban, bic.as_deref());
    instructions.remittance_information = document.number.clone();
    if let Some(PaymentMeans::CreditTransfer(accounts)) = &mut instructions.means {
        for account in accounts {
            account.account_name = Some(text::plain(&document.seller.legal_name));
        }
    }
    Some(instructions)
}

/// BG-3: the invoice that a credit note corrects; the deposits that a final invoice takes off. CII has room for the
/// first one, the others are named where they are taken off.
fn preceding(document: &Document) -> Vec<InvoiceReference> {
    let mut references: Vec<InvoiceReference> = document.references.credited_invoice.iter().cloned().collect();
    for deduction in &document.deductions {
        if !references.iter().any(|known| known.number == deduction.invoice_number) {
            references
                .push(InvoiceReference { number: deduction.invoice_number.clone(), issue_date: deduction.issue_date });
        }
    }
    references
}

fn reference(reference: Option<&str>) -> Option<DocumentReference> {
    reference.map(text::plain).filter(|reference| !reference.is_empty()).map(DocumentReference::new)
}

fn date(date: NaiveDate, place: &str, broken: &mut Vec<BrokenRule>) -> Option<Date> {
    let (month, day) = (u8::try_from(date.month()), u8::try_from(date.day()));
    let read = month.ok().zip(day.ok()).and_then(|(month, day)| Date::new(date.year(), month, day).ok());
    let read = read.filter(|_| (2000..=2099).contains(&date.year()));
    if read.is_none() {
        broken.push(rules::broken("BR-FR-03", place, "the year is between 2000 and 2099"));
    }
    read
}

/// The same bytes for the same document, whenever it is rendered.
fn midnight(date: NaiveDate) -> SystemTime {
    let seconds = date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or_default())
}
