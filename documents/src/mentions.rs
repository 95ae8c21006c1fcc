//! Sentences that the law wants on a document, as printed and as programs read them.

use crate::{Document, Kind, OperationNature, VatGroup};

/// The conditions of late and early payment, each exactly once (Code de commerce, art. L441-9).
pub(crate) struct Payment {
    /// Penalties for late payment.
    pub late_penalty: String,
    /// Recovery indemnity of 40 €.
    pub recovery_indemnity: String,
    /// Discount for early payment.
    pub early_payment_discount: String,
}

/// The conditions as given, else those of the law.
pub(crate) fn payment(document: &Document) -> Payment {
    let terms = &document.terms;
    let given = |text: &Option<String>, default: &str| match text.as_deref().map(str::trim) {
        Some(text) if !text.is_empty() => text.to_owned(),
        _ => default.to_owned(),
    };
    let (penalty, indemnity) = if document.buyer.is_public_body {
        (
            "En cas de retard de paiement, intérêts moratoires au taux de refinancement de la Banque centrale européenne \
             majoré de 8 points (art. R2192-31 du code de la commande publique).",
            "Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40 € (art. D2192-35 du code de la \
             commande publique).",
        )
    } else {
        (
            "En cas de retard de paiement, pénalités exigibles sans rappel au taux de refinancement de la Banque \
             centrale européenne majoré de 10 points (art. L441-10 du code de commerce).",
            "Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40 € (art. D441-5 du code de commerce).",
        )
    };
    Payment {
        late_penalty: given(&terms.late_penalty, penalty),
        recovery_indemnity: given(&terms.recovery_indemnity, indemnity),
        early_payment_discount: given(&terms.early_payment_discount, "Pas d’escompte pour paiement anticipé."),
    }
}

/// What a reminder says of penalties that it does not compute.
pub(crate) const fn accrual(is_public_body: bool) -> &'static str {
    if is_public_body {
        "À ce montant s’ajoutent les intérêts moratoires, qui courent de plein droit depuis l’échéance au taux de \
         refinancement de la Banque centrale européenne majoré de 8 points, jusqu’au paiement."
    } else {
        "À ce montant s’ajoutent les pénalités de retard, qui courent de plein droit depuis l’échéance au taux de \
         refinancement de la Banque centrale européenne majoré de 10 points, jusqu’au paiement."
    }
}

/// The sentences at the foot of a document.
pub(crate) fn legal(document: &Document) -> Vec<String> {
    let mut sentences = if document.kind == Kind::Reminder { Vec::new() } else { exemptions(&document.vat_groups) };
    match document.kind {
        Kind::Invoice | Kind::Deposit | Kind::CreditNote => {
            sentences.push(nature(document.terms.nature).to_owned());
            if document.terms.vat_on_debits {
                sentences.push(VAT_ON_DEBITS.to_owned());
            }
        }
        Kind::Quote | Kind::Order | Kind::Reminder => {}
    }
    if matches!(document.kind, Kind::Invoice | Kind::Deposit | Kind::Reminder) {
        let payment = payment(document);
        sentences.extend([payment.late_penalty, payment.recovery_indemnity]);
        if document.kind != Kind::Reminder {
            sentences.push(payment.early_payment_discount);
        }
    }
    sentences
}

/// Option of the seller (CGI art. 269-2-c, annexe II art. 242 nonies A).
pub(crate) const VAT_ON_DEBITS: &str = "Option pour le paiement de la taxe d’après les débits.";

/// What a credit note says of its settlement, where nothing else is said.
pub(crate) const CREDIT_SETTLEMENT: &str = "Montant à déduire de vos prochains règlements ou à vous rembourser.";

fn exemptions(groups: &[VatGroup]) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for text in groups.iter().filter_map(|group| group.exemption_text.as_deref()).map(str::trim) {
        let sentence = if text.ends_with('.') { text.to_owned() } else { format!("{text}.") };
        if !text.is_empty() && !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

fn nature(nature: OperationNature) -> &'static str {
    match nature {
        OperationNature::Goods => "Nature des opérations : livraisons de biens.",
        OperationNature::Services => "Nature des opérations : prestations de services.",
        OperationNature::Mixed => "Nature des opérations : livraisons de biens et prestations de services.",
    }
}
