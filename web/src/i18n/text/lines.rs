//! Words of the lines of quotes and invoices.

use domain::billing::ExemptionCode;

use crate::i18n::{Words, texts};

texts! {
    LINES: "Lignes", "Lines";
    DESCRIPTION: "Désignation", "Description";
    QUANTITY: "Quantité", "Quantity";
    UNIT_PRICE: "Prix unitaire HT", "Unit price excl. tax";
    DISCOUNT: "Remise", "Discount";
    VAT: "TVA", "VAT";
    TOTAL: "Total HT", "Total excl. tax";
    description_of(n): "Désignation, ligne {n}", "Description, line {n}";
    quantity_of(n): "Quantité, ligne {n}", "Quantity, line {n}";
    unit_of(n): "Unité, ligne {n}", "Unit, line {n}";
    unit_price_of(n): "Prix unitaire HT en euros, ligne {n}", "Unit price excluding tax in euros, line {n}";
    discount_percent_of(n): "Remise en pour cent, ligne {n}", "Discount in per cent, line {n}";
    discount_euros_of(n): "Remise en euros, ligne {n}", "Discount in euros, line {n}";
    vat_of(n): "TVA, ligne {n}", "VAT, line {n}";
    total_of(n): "Total HT, ligne {n}", "Total excluding tax, line {n}";
    remove_of(n): "Supprimer la ligne {n}", "Delete line {n}";
    actions_of(n): "Actions pour la ligne {n}", "Actions for line {n}";
    TO_EUROS: "Remise en pour cent. Passer en euros", "Discount in per cent. Switch to euros";
    TO_PERCENT: "Remise en euros. Passer en pour cent", "Discount in euros. Switch to per cent";
    UNIT_HINT: "unité", "unit";
    MOVE_UP: "Monter", "Move up";
    MOVE_DOWN: "Descendre", "Move down";
    DUPLICATE: "Dupliquer", "Duplicate";
    removed(n): "Ligne {n} supprimée.", "Line {n} deleted.";
    moved(n): "Ligne déplacée en position {n}.", "Line moved to position {n}.";
    ADD: "Ajouter une ligne", "Add a line";
    KEYS: "Entrée\u{a0}: ligne suivante. Alt et flèches\u{a0}: déplacer. Alt et Suppr\u{a0}: supprimer. Ctrl et Entrée\u{a0}: enregistrer.", "Enter: next line. Alt and arrows: move. Alt and Delete: delete. Ctrl and Enter: save.";
    USUAL_RATES: "Taux", "Rates";
    OTHER_RATES: "Autres taux", "Other rates";
    NO_VAT: "Sans TVA", "No VAT";
    zero_rated(rate): "Taux zéro ({rate})", "Zero rated ({rate})";
    count[n]: "{n} ligne" | "{n} lignes", "{n} line" | "{n} lines";
    summary(lines, total): "{lines}, {total} HT", "{lines}, {total} excl. tax";
    QUANTITY_MALFORMED: "Un nombre de 0,001 à 999\u{202f}999,999, comme 1,5.", "A number from 0.001 to 999,999.999, such as 1.5.";
    PRICE_MALFORMED: "Un montant de 0 à 9\u{202f}999\u{202f}999,99 avec deux décimales au plus.", "An amount from 0 to 9,999,999.99 with two decimals at most.";
    DISCOUNT_MALFORMED: "Un pourcentage de 0 à 100, ou un montant suivi de €.", "A percentage from 0 to 100, or an amount followed by €.";
    VAT_NEEDED: "Choisissez un taux ou un motif.", "Choose a rate or a reason.";
    LINE_TOO_LARGE: "Le montant de la ligne est trop grand.", "The line’s amount is too large.";
    TOTAL_TOO_LARGE: "Le total du document est trop grand.", "The document’s total is too large.";
    LESS_THAN_DEPOSITS: "Ces lignes font moins que les acomptes à déduire au même taux de TVA.", "These lines are less than the deposits to deduct at the same VAT rate.";
    TOO_MANY: "1\u{202f}000 lignes au plus.", "1,000 lines at most.";
    DISCOUNTS: "Remises", "Discounts";
    NET: "Total HT", "Total excl. tax";
    DEDUCTED: "Acomptes déduits", "Deposits deducted";
    vat_on(rate, base): "TVA {rate} sur {base}", "VAT {rate} on {base}";
    no_vat_on(reason, base): "{reason}, sur {base}", "{reason}, on {base}";
    TOTAL_DUE: "Total TTC", "Total incl. tax";
    CATALOG: "Depuis le catalogue", "From the catalogue";
    CATALOG_TITLE: "Ajouter depuis le catalogue", "Add from the catalogue";
    CATALOG_SEARCH: "Rechercher un article", "Search items";
    CATALOG_HINT: "Nom, référence, catégorie…", "Name, reference, category…";
    CATALOG_EMPTY: "Aucun article ne correspond.", "No item matches.";
    CATALOG_FAILED: "Le catalogue n’a pas pu être chargé.", "The catalogue could not be loaded.";
    added(name): "{name}\u{a0}: ligne ajoutée.", "{name}: line added.";
    added_count[n]: "{n} ligne ajoutée" | "{n} lignes ajoutées", "{n} line added" | "{n} lines added";
    SUGGESTIONS: "Articles du catalogue", "Items of the catalogue";
    DONE: "Terminer", "Done";

    TRAINING: "Formation continue", "Vocational training";
    FRANCHISE: "Franchise en base", "Below the VAT threshold";
    REVERSE_CHARGE: "Autoliquidation (Union européenne)", "Reverse charge (European Union)";
    FRENCH_REVERSE_CHARGE: "Autoliquidation (France)", "Reverse charge (France)";
    INTRA_COMMUNITY: "Livraison intracommunautaire", "Intra-Community supply";
    EXPORT: "Exportation", "Export";
    OUT_OF_SCOPE: "Hors champ de la TVA", "Outside the scope of VAT";
    EDUCATION: "Enseignement", "Education";
    PUBLIC_UTILITY: "Organisme d’utilité générale", "Public utility organisation";
    GROUP_SERVICES: "Services d’un groupement", "Services of a group";
    BOUGHT_FOR_EXPORT: "Achat en franchise (art. 275)", "Bought free of tax (art. 275)";
    OVERSEAS: "Outre-mer (art. 295)", "Overseas (art. 295)";
    NET_OF_TAX: "Avoir net de taxe", "Credit note without VAT";
}

/// Why a line bears no VAT, in short.
#[must_use]
pub fn exemption(code: ExemptionCode) -> Words {
    match code {
        ExemptionCode::VocationalTraining => TRAINING,
        ExemptionCode::Franchise => FRANCHISE,
        ExemptionCode::ReverseCharge => REVERSE_CHARGE,
        ExemptionCode::FrenchReverseCharge => FRENCH_REVERSE_CHARGE,
        ExemptionCode::IntraCommunity => INTRA_COMMUNITY,
        ExemptionCode::Export => EXPORT,
        ExemptionCode::OutOfScope => OUT_OF_SCOPE,
        ExemptionCode::Education => EDUCATION,
        ExemptionCode::PublicUtility => PUBLIC_UTILITY,
        ExemptionCode::GroupServices => GROUP_SERVICES,
        ExemptionCode::BoughtForExport => BOUGHT_FOR_EXPORT,
        ExemptionCode::Overseas => OVERSEAS,
        ExemptionCode::CreditNoteWithoutVat => NET_OF_TAX,
    }
}
