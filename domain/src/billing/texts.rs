//! Texts that the law wants printed on a document, in French. Nothing else of the documents' wording stands here.

use rust_decimal::Decimal;

use super::invoice::OperationNature;
use super::terms::PaymentTerms;

/// Indemnity for the costs of recovery (code de commerce D441-5).
pub const RECOVERY_INDEMNITY: &str =
    "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement\u{a0}: 40\u{a0}€";

/// No discount for paying early (code de commerce L441-9).
pub const NO_EARLY_PAYMENT_DISCOUNT: &str = "Pas d’escompte pour paiement anticipé";

/// The seller pays VAT when it invoices, not when it is paid (CGI annexe II 242 nonies A).
pub const VAT_ON_DEBITS: &str = "Option pour le paiement de la taxe d’après les débits";

/// Rate of the penalties for late payment; without one of the firm's own, the law's.
#[must_use]
pub fn late_penalties(annual_rate: Option<Decimal>, is_public_body: bool) -> String {
    match (is_public_body, annual_rate) {
        // The rate that public buyers owe is not for the parties to choose.
        (true, _) => {
            "Intérêts moratoires en cas de retard de paiement\u{a0}: taux directeur de la BCE majoré de 8 points \
                      (art. R2192-31 du code de la commande publique)"
                .to_owned()
        }
        (false, Some(rate)) => format!(
            "Pénalités en cas de retard de paiement\u{a0}: {}\u{a0}% par an, exigibles sans rappel \
             (art. L441-10 du code de commerce)",
            with_comma(rate)
        ),
        (false, None) => {
            "Pénalités en cas de retard de paiement\u{a0}: taux de refinancement de la BCE majoré de 10 points, \
                          exigibles sans rappel (art. L441-10 du code de commerce)"
                .to_owned()
        }
    }
}

/// The terms in words.
#[must_use]
pub const fn payment_terms(terms: PaymentTerms) -> &'static str {
    match terms {
        PaymentTerms::Days30 => "Paiement à 30 jours",
        PaymentTerms::Days45 => "Paiement à 45 jours",
        PaymentTerms::Days60 => "Paiement à 60 jours",
        PaymentTerms::EndOfMonth45 => "Paiement à 45 jours fin de mois",
        PaymentTerms::PublicHospital50 => "Paiement à 50 jours (art. R2192-11 du code de la commande publique)",
        PaymentTerms::OnReceipt => "Paiement à réception",
    }
}

/// Nature of the operations (CGI annexe II 242 nonies A).
#[must_use]
pub const fn operation_nature(nature: OperationNature) -> &'static str {
    match nature {
        OperationNature::Goods => "Nature des opérations\u{a0}: livraisons de biens",
        OperationNature::Services => "Nature des opérations\u{a0}: prestations de services",
        OperationNature::Mixed => "Nature des opérations\u{a0}: livraisons de biens et prestations de services",
    }
}

/// As the French write decimals, without zeros at the end.
fn with_comma(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_of_penalties() {
        assert!(late_penalties(None, false).contains("majoré de 10 points"));
        assert!(late_penalties(Some(Decimal::new(1215, 2)), false).contains("12,15\u{a0}% par an"));
        assert!(late_penalties(Some(Decimal::new(1215, 2)), true).contains("majoré de 8 points"));
    }
}
