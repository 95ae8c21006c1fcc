//! Refusals of billing and of Digiforma in words, by their codes.

use crate::i18n::{Words, texts};

texts! {
    ALREADY_INVOICED: "Tout ce devis est déjà facturé.", "All of this quote was invoiced already.";
    QUOTE_INVOICED: "Le devis a été facturé autrement entre-temps. Supprimez ce brouillon et repartez du devis.", "Its quote was invoiced otherwise meanwhile. Delete this draft and start again from the quote.";
    QUOTE_EXPIRED: "Le devis n’est plus valable. Prolongez d’abord sa validité.", "The quote is no longer valid. Extend its validity first.";
    QUOTE_FIXED: "Ce devis ne se modifie plus.", "This quote can no longer be changed.";
    NOT_ACCEPTED: "Seul un devis accepté ou commandé se facture.", "Only an accepted or ordered quote can be invoiced.";
    NO_LINES: "Le devis n’a aucune ligne à facturer.", "The quote has no lines to invoice.";
    LINES_REQUIRED: "Ajoutez au moins une ligne.", "Add at least one line.";
    ILLEGAL_TRANSITION: "Son statut ne le permet plus. Rechargez la page.", "Its status no longer allows that. Reload the page.";
    NOT_A_DRAFT: "Un document émis ne se modifie plus. Un avoir le corrige.", "An issued document can no longer be changed. A credit note corrects it.";
    MISSING_MENTION: "Une mention obligatoire manque.", "A mandatory mention is missing.";
    NOT_CHRONOLOGICAL: "La dernière facture émise porte une date plus récente.", "The last issued invoice bears a later date.";
    IN_THE_FUTURE: "Pas de date à venir.", "Not a date in the future.";
    IN_THE_PAST: "Choisissez une date à venir.", "Choose a date in the future.";
    BEFORE_ISSUE: "C’est avant la date d’émission.", "That is before the date of issue.";
    BEFORE_START: "La fin précède le début.", "It ends before it begins.";
    OUT_OF_RANGE: "Cette valeur sort des limites.", "This value is out of bounds.";
    TOO_MANY_DECIMALS: "Trop de décimales.", "Too many decimals.";
    TOTAL_TOO_LARGE: "Le total dépasse ce qui peut être facturé.", "The total is more than can be invoiced.";
    EXCEEDS_REMAINING: "C’est plus que le reste à payer, paiements à confirmer déduits.", "That is more than what is left to pay, payments to confirm taken off.";
    EXCEEDS_INVOICE: "C’est plus que ce qui reste de la facture à ce taux de TVA.", "That is more than what is left of the invoice at this VAT rate.";
    NOTHING_TO_CREDIT: "Il ne reste rien à créditer.", "There is nothing left to credit.";
    NOT_CREDITABLE: "Cette facture ne se crédite pas.", "This invoice cannot be credited.";
    DEPOSIT_DEDUCTED: "Cet acompte est déjà déduit d’une autre facture.", "This deposit is deducted from another invoice already.";
    DEPOSIT_IS_DRAFT: "L’acompte de ce devis est encore en brouillon. Émettez-le ou supprimez-le d’abord.", "The deposit of this quote is still a draft. Issue or delete it first.";
    LESS_THAN_DEPOSITS: "C’est moins que les acomptes à déduire.", "That is less than the deposits to deduct.";
    PENDING_PAYMENTS: "Des paiements attendent d’être confirmés. Confirmez-les ou annulez-les d’abord.", "Payments wait to be confirmed. Confirm or cancel them first.";
    NOT_PENDING: "Ce paiement n’est plus à confirmer.", "This payment no longer waits to be confirmed.";
    NOT_PAYABLE: "Aucun paiement ne s’enregistre sur ce document.", "No payment can be recorded on this document.";
    NOT_OVERDUE: "Rien n’est en retard sur cette facture.", "Nothing is late on this invoice.";
    ARCHIVED: "La facture est archivée. Sortez-la d’abord des archives.", "The invoice is archived. Take it out of the archive first.";
    VAT_UNDER_FRANCHISE: "Le cabinet est en franchise\u{a0}: aucune ligne ne porte de TVA.", "The firm is exempt: no line bears VAT.";
    SEVERAL_EXEMPTIONS: "Un seul motif d’exonération par taux.", "Only one reason for an exemption per rate.";
    OUT_OF_SCOPE_MIXED: "Des lignes hors champ de la TVA ne se mélangent pas à d’autres.", "Lines outside the scope of VAT cannot stand beside others.";
    VAT_MISMATCH: "Le taux et le motif de TVA ne vont pas ensemble.", "The VAT rate and its reason do not fit together.";
    NOT_CONFIGURED: "Aucun jeton Digiforma n’est enregistré. Saisissez-le d’abord.", "No Digiforma token is kept. Enter it first.";
    TOKEN_UNREADABLE: "Le jeton enregistré ne peut plus être lu. Saisissez-le à nouveau.", "The stored token can no longer be read. Enter it again.";
    NOT_ENABLED: "La connexion à Digiforma est désactivée. Activez-la d’abord.", "The connection to Digiforma is switched off. Switch it on first.";
    ALREADY_RUNNING: "Une synchronisation est déjà en cours.", "A synchronisation is running already.";
    MAPPING_ALREADY_EXISTS: "Cette société est déjà liée à une institution. Défaites d’abord ce lien.", "This company is linked to an institution already. Undo that link first.";
    UNKNOWN_RATE: "Ce taux de TVA n’existe pas en France.", "There is no such VAT rate in France.";
}

/// The words of a refusal; absent: the server's own sentence says more.
#[must_use]
pub fn refusal(code: &str, field: Option<&str>) -> Option<Words> {
    Some(match code {
        "ALREADY_INVOICED" => ALREADY_INVOICED,
        "QUOTE_INVOICED" => QUOTE_INVOICED,
        "QUOTE_EXPIRED" => QUOTE_EXPIRED,
        "QUOTE_NOT_MODIFIABLE" | "QUOTE_NOT_DELETABLE" => QUOTE_FIXED,
        "NOT_ACCEPTED" => NOT_ACCEPTED,
        "NO_LINES" => NO_LINES,
        "REQUIRED" if field == Some("lines") => LINES_REQUIRED,
        "ILLEGAL_TRANSITION" => ILLEGAL_TRANSITION,
        "NOT_A_DRAFT" => NOT_A_DRAFT,
        "MISSING_MENTION" => MISSING_MENTION,
        "NOT_CHRONOLOGICAL" => NOT_CHRONOLOGICAL,
        "IN_THE_FUTURE" => IN_THE_FUTURE,
        "IN_THE_PAST" => IN_THE_PAST,
        "BEFORE_ISSUE" => BEFORE_ISSUE,
        "BEFORE_START" => BEFORE_START,
        "OUT_OF_RANGE" => OUT_OF_RANGE,
        "TOO_MANY_DECIMALS" => TOO_MANY_DECIMALS,
        "TOTAL_TOO_LARGE" => TOTAL_TOO_LARGE,
        "EXCEEDS_REMAINING" => EXCEEDS_REMAINING,
        "EXCEEDS_INVOICE" => EXCEEDS_INVOICE,
        "NOTHING_TO_CREDIT" => NOTHING_TO_CREDIT,
        "NOT_CREDITABLE" => NOT_CREDITABLE,
        "DEPOSIT_DEDUCTED" => DEPOSIT_DEDUCTED,
        "DEPOSIT_IS_DRAFT" => DEPOSIT_IS_DRAFT,
        "LESS_THAN_DEPOSITS" => LESS_THAN_DEPOSITS,
        "PENDING_PAYMENTS" => PENDING_PAYMENTS,
        "NOT_PENDING" => NOT_PENDING,
        "NOT_PAYABLE" => NOT_PAYABLE,
        "NOT_OVERDUE" => NOT_OVERDUE,
        "ARCHIVED" => ARCHIVED,
        "VAT_UNDER_FRANCHISE" => VAT_UNDER_FRANCHISE,
        "SEVERAL_EXEMPTIONS" => SEVERAL_EXEMPTIONS,
        "OUT_OF_SCOPE_MIXED" => OUT_OF_SCOPE_MIXED,
        "RATE_MISMATCH" | "CATEGORY_MISMATCH" => VAT_MISMATCH,
        "NOT_CONFIGURED" => NOT_CONFIGURED,
        "TOKEN_UNREADABLE" => TOKEN_UNREADABLE,
        "NOT_ENABLED" => NOT_ENABLED,
        "ALREADY_RUNNING" => ALREADY_RUNNING,
        "MAPPING_ALREADY_EXISTS" => MAPPING_ALREADY_EXISTS,
        "UNKNOWN_RATE" => UNKNOWN_RATE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_says_too_little_keeps_the_sentence_of_the_server() {
        assert!(refusal("EXCEEDS_INVOICE", Some("lines")).is_some());
        assert!(refusal("REQUIRED", Some("title")).is_none() && refusal("NOT_FOUND", None).is_none());
    }
}
