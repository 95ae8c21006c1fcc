//! The dictionary that templates receive: everything as text that can be printed, `none` where there is nothing.

mod amounts;
mod parties;
mod style;
mod variables;

use serde_json::{Value, json};

pub(crate) use amounts::{label, split};
pub(crate) use parties::{address, identity};
pub use variables::{Variable, variables};

use crate::{Document, Kind, Reminder, french, mentions};

/// The dictionary of a document.
pub(crate) fn of(document: &Document) -> Value {
    json!({
        "kind": document.kind.name(),
        "draft": document.is_draft,
        "heading": heading(document.kind),
        "number": document.number,
        "title": document.title,
        "description": document.description,
        "note": document.note,
        "issue_date": french::date(document.issue_date),
        "due_date": document.due_date.map(french::date),
        "valid_until": document.valid_until.map(french::date),
        "service": service(document),
        "seller": parties::seller(&document.seller),
        "buyer": parties::buyer(&document.buyer),
        "references": references(document),
        "lines": document.lines.iter().enumerate().map(amounts::line).collect::<Vec<_>>(),
        "has_discounts": document.lines.iter().any(|line| !line.discount_amount.is_zero()),
        "deductions": amounts::deductions(&document.deductions),
        "vat": document.vat_groups.iter().map(amounts::vat_group).collect::<Vec<_>>(),
        "totals": amounts::totals(document),
        "payment": payment(document),
        "mentions": mentions::legal(document),
        "reminder": document.reminder.as_ref().map(|claimed| reminder(claimed, document.buyer.is_public_body)),
        "style": style::of(&document.appearance),
    })
}

/// What stands at the top.
pub(crate) const fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Quote => "Devis",
        Kind::Order => "Bon de commande",
        Kind::Invoice => "Facture",
        Kind::Deposit => "Facture d’acompte",
        Kind::CreditNote => "Avoir",
        Kind::Reminder => "Relance",
    }
}

fn service(document: &Document) -> Option<String> {
    match (document.service_start, document.service_end) {
        (Some(start), Some(end)) if start != end => Some(french::period(start, end)),
        (None, None) => None,
        (start, end) => start.or(end).map(french::date),
    }
}

fn references(document: &Document) -> Vec<Value> {
    let references = &document.references;
    let (order, buyer, contract) = if document.buyer.is_public_body {
        ("Numéro d’engagement", "Code service", "Numéro de marché")
    } else {
        ("Votre commande", "Votre référence", "Contrat")
    };
    let credited = references
        .credited_invoice
        .as_ref()
        .map(|invoice| format!("{} du {}", invoice.number, french::date(invoice.issue_date)));
    [
        ("Facture corrigée", &credited),
        (order, &references.purchase_order),
        (buyer, &references.buyer_reference),
        (contract, &references.contract),
        ("Devis", &references.quote),
    ]
    .into_iter()
    .filter_map(|(label, value)| value.as_ref().map(|value| json!({ "label": label, "value": value })))
    .collect()
}

fn payment(document: &Document) -> Value {
    let default = (document.kind == Kind::CreditNote).then(|| mentions::CREDIT_SETTLEMENT.to_owned());
    json!({
        "terms": document.terms.payment.clone().or(default),
        "instructions": document.appearance.payment_instructions,
        "holder": document.seller.legal_name,
        "iban": document.seller.iban.as_deref().map(|iban| french::group(iban, 4)),
        "bic": document.seller.bic,
    })
}

fn reminder(reminder: &Reminder, is_public_body: bool) -> Value {
    let ordinal = match reminder.level {
        0 | 1 => "Première relance".to_owned(),
        2 => "Deuxième relance".to_owned(),
        3 => "Troisième relance".to_owned(),
        level => format!("Relance n°\u{a0}{level}"),
    };
    json!({
        "level": ordinal,
        "message": reminder.message,
        "invoices": reminder.invoices.iter().map(amounts::overdue).collect::<Vec<_>>(),
        "remaining": french::euros(reminder.remaining),
        "penalty": french::euros_if_any(reminder.penalty),
        "penalty_rate": reminder.penalty_rate.map(french::percent),
        "accrual": reminder.penalty_rate.is_none().then(|| mentions::accrual(is_public_body)),
        "indemnity": french::euros_if_any(reminder.indemnity),
        "total_due": french::euros(reminder.total_due),
    })
}
