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
    VAT_ROUNDING: "L’arrondi de la TVA diffère trop du calcul par taux. Regroupez des lignes.", "The rounding of VAT differs too much from the sum by rate. Join some lines.";
    NUMBER_TAKEN: "Ce numéro est déjà pris.", "This number is taken already.";
    INVALID_DOCUMENT: "La facture électronique ne serait pas valable. Vérifiez le client, les lignes et l’identité du cabinet.", "The electronic invoice would not be valid. Check the client, the lines and the firm’s identity.";
    TEMPLATE_ERROR: "Le modèle contient une erreur\u{a0}: le document ne peut pas être mis en page. Ouvrez le modèle pour la voir.", "The template has an error: the document cannot be laid out. Open the template to see it.";
    TEMPLATE_TOO_SLOW: "Le modèle met trop de temps à mettre le document en page. Simplifiez-le.", "The template takes too long to lay the document out. Make it simpler.";
    TEMPLATE_TOO_LARGE: "Le modèle est trop grand ou demande trop de mémoire.", "The template is too large or needs too much memory.";
    TOO_SLOW: "La mise en page a pris trop de temps. Essayez avec moins de lignes.", "Laying it out took too long. Try with fewer lines.";
    TOO_LARGE: "C’est trop grand.", "That is too large.";
    INVALID_TEMPLATE: "Ce modèle ne peut pas être employé ici.", "This template cannot be used here.";
    NOT_ISSUED: "Ce document n’est pas encore émis.", "This document is not issued yet.";
    NOT_ORDERED: "Ce devis n’est pas commandé.", "This quote is not ordered.";
    TOO_MANY: "Il y en a trop.", "There are too many.";
    TOO_LONG: "Ce texte est trop long.", "This text is too long.";
    TOO_SHORT: "Ce texte est trop court.", "This text is too short.";
    INVALID_FORMAT: "La forme n’est pas la bonne.", "This does not have the right form.";
    INVALID_CHARACTER: "Un caractère n’est pas permis ici.", "A character is not allowed here.";
    INVALID_CHECKSUM: "La clé de contrôle n’est pas juste\u{a0}: un chiffre est faux.", "The check digits are not right: a digit is wrong.";
    INVALID_FILE: "Ce fichier ne peut pas être lu.", "This file cannot be read.";
    UNKNOWN: "Cette valeur est inconnue.", "This value is not known.";
    MISMATCH: "Ces valeurs ne vont pas ensemble.", "These values do not fit together.";
    REPEATED: "C’est indiqué deux fois.", "This is given twice.";
    COLLIDES: "Deux séries donneraient les mêmes numéros.", "Two series would give the same numbers.";
    YEAR_EXPECTED: "Le numéro doit porter l’année, puisque le compteur recommence chaque année.", "The number must bear the year, since its counter starts anew each year.";
    ONE_COUNTER_EXPECTED: "Le numéro doit contenir un compteur, un seul.", "The number must hold one counter.";
    UNKNOWN_PLACEHOLDER: "Une variable entre accolades est inconnue.", "A placeholder in braces is not known.";
    AMBIGUOUS_LINES: "Ce devis est déjà facturé en partie\u{a0}: rechargez la page, puis modifiez ses lignes une à une.", "This quote is invoiced in part: load the page again and change its lines one by one.";
    BEFORE_INVOICE: "La facture corrigée porte une date plus récente.", "The corrected invoice bears a later date.";
    BEFORE_DEPOSIT: "Un acompte déduit porte une date plus récente.", "A deposit that is deducted bears a later date.";
    GONE: "Cet enregistrement n’existe plus ou ne vous est pas visible.", "This record is not there any more, or not visible to you.";
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
        "VAT_ROUNDING" => VAT_ROUNDING,
        "NUMBER_TAKEN" => NUMBER_TAKEN,
        "INVALID_DOCUMENT" => INVALID_DOCUMENT,
        "TEMPLATE_ERROR" => TEMPLATE_ERROR,
        "TEMPLATE_TOO_SLOW" => TEMPLATE_TOO_SLOW,
        "TEMPLATE_TOO_LARGE" => TEMPLATE_TOO_LARGE,
        "TOO_SLOW" => TOO_SLOW,
        "TOO_LARGE" => TOO_LARGE,
        "INVALID_TEMPLATE" => INVALID_TEMPLATE,
        "NOT_ISSUED" => NOT_ISSUED,
        "NOT_ORDERED" => NOT_ORDERED,
        "TOO_MANY" => TOO_MANY,
        "TOO_LONG" => TOO_LONG,
        "TOO_SHORT" => TOO_SHORT,
        "INVALID_FORMAT" => INVALID_FORMAT,
        "INVALID_CHARACTER" => INVALID_CHARACTER,
        "INVALID_CHECKSUM" => INVALID_CHECKSUM,
        "INVALID_FILE" => INVALID_FILE,
        "UNKNOWN" => UNKNOWN,
        "MISMATCH" => MISMATCH,
        "REPEATED" => REPEATED,
        "COLLIDES" => COLLIDES,
        "YEAR_EXPECTED" => YEAR_EXPECTED,
        "ONE_COUNTER_EXPECTED" => ONE_COUNTER_EXPECTED,
        "UNKNOWN_PLACEHOLDER" => UNKNOWN_PLACEHOLDER,
        "AMBIGUOUS_LINES" => AMBIGUOUS_LINES,
        "BEFORE_INVOICE" => BEFORE_INVOICE,
        "BEFORE_DEPOSIT" => BEFORE_DEPOSIT,
        "NOT_FOUND" => GONE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes that have words elsewhere, or that no form of the app can meet.
    const NOT_HERE: [&str; 2] = ["NOT_ALLOWED", "NOT_IN_DOCUMENT"];

    /// Nobody reads the server's English in the French app because a code was forgotten here.
    #[test]
    fn every_refusal_of_billing_has_words() {
        let operations = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/crm/src/operations");
        let folders = ["quote", "invoice", "template", "billing", "mailing"].map(|name| format!("{operations}/{name}"));
        let files =
            folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|file| file.unwrap().path());
        let mut silent = Vec::new();
        for file in files.filter(|file| file.extension().is_some_and(|kind| kind == "rs")) {
            let source = std::fs::read_to_string(&file).unwrap();
            for text in source.split('"').skip(1).step_by(2) {
                let is_code = text.contains('_') && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
                if is_code && refusal(text, None).is_none() && !NOT_HERE.contains(&text) {
                    silent.push(format!("{text} in {}", file.display()));
                }
            }
        }
        assert!(silent.is_empty(), "{silent:#?}");
    }

    #[test]
    fn a_code_that_says_too_little_keeps_the_sentence_of_the_server() {
        assert!(refusal("EXCEEDS_INVOICE", Some("lines")).is_some());
        assert!(refusal("REQUIRED", Some("title")).is_none() && refusal("NOT_IN_DOCUMENT", None).is_none());
    }
}
