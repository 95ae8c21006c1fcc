//! Words of consolidated revenue.

use domain::billing::RevenueEntryKind;

use crate::i18n::{Words, texts};

texts! {
    REVENUE: "Chiffre d’affaires", "Revenue";
    CONSOLIDATED: "Chiffre d’affaires consolidé", "Consolidated revenue";
    AUDIT: "Audit", "Audit";
    FORMATION: "Formation", "Training";
    OTHER: "Autre", "Other";
    TOTAL: "Total", "Total";
    SOURCE: "Activité", "Business";
    TAX_CHOICE: "Montants", "Amounts";
    NET: "HT", "Before tax";
    GROSS: "TTC", "With tax";
    INVOICED_NET: "Facturé HT", "Invoiced, before tax";
    INVOICED_GROSS: "Facturé TTC", "Invoiced, with tax";
    PAID: "Encaissé", "Paid";
    UNPAID: "Reste à encaisser", "Unpaid";
    DOCUMENTS: "Documents", "Documents";
    SHARE: "Part du facturé, en %", "Share of what was invoiced, in %";
    brought(from, to, invoiced, paid, unpaid): "Du {from} au {to}\u{a0}: {invoiced} facturés, {paid} encaissés, {unpaid} à encaisser.", "From {from} to {to}: {invoiced} invoiced, {paid} paid, {unpaid} unpaid.";
    NOTHING: "Rien n’a été facturé sur cette période.", "Nothing was invoiced in this period.";
    BASIS: "Au jour que portent les documents\u{a0}; brouillons et annulations exclus, avoirs déduits. Encaissé\u{a0}: ce qui l’est à ce jour.", "By the day that documents bear; drafts and cancelled ones are out, credit notes are taken off. Paid: until today.";
    synced(when): "Formation\u{a0}: lue dans Digiforma, {when}.", "Training: read from Digiforma, {when}.";
    NOT_SYNCED: "Formation\u{a0}: Digiforma est connecté, et n’a pas encore été lu.", "Training: Digiforma is connected, and was not read yet.";
    NOT_CONNECTED: "Digiforma n’est pas connecté\u{a0}: la formation n’est pas comptée.", "Digiforma is not connected: training is not counted.";
    CONNECT: "Connecter Digiforma", "Connect Digiforma";
    EVOLUTION: "Évolution sur 12 mois", "Evolution over 12 months";
    EVOLUTION_NOTE: "Les 12 derniers mois, quelle que soit la période.", "The last 12 months, whatever the period.";
    NOTHING_12: "Rien n’a été facturé ces 12 derniers mois.", "Nothing was invoiced in the last 12 months.";
    YEAR_BEFORE: "Un an plus tôt", "A year before";
    MONTH: "Mois", "Month";
    evolution_summary(words, audit, formation, other): "{words} par mois sur 12 mois\u{a0}: audit {audit}, formation {formation}, autre {other}.", "{words} by month over 12 months: audit {audit}, training {formation}, other {other}.";
    DETAIL: "Tout le chiffre d’affaires", "All of the revenue";
    FAILED: "Le chiffre d’affaires n’a pas pu être chargé.", "The revenue could not be loaded.";

    ENTRIES: "Recettes saisies à la main", "Revenue entered by hand";
    NEW: "Ajouter une recette", "Add revenue";
    NEW_TITLE: "Nouvelle recette", "New revenue";
    EDIT_TITLE: "Modifier la recette", "Edit revenue";
    ENTRY: "Recette", "Revenue";
    CREATE: "Ajouter la recette", "Add";
    LABEL: "Libellé", "Label";
    LABEL_HELP: "Subvention de la région, commission d’apport…", "Subsidy of the region, finder’s commission…";
    KIND: "Nature", "Kind";
    DATE: "Date", "Date";
    DATE_HELP: "Le jour où elle compte.", "The day that it counts on.";
    NET_AMOUNT: "Montant HT", "Amount before tax";
    NET_AMOUNT_HELP: "Négatif pour reprendre ce qui a été saisi.", "Negative to take back what was entered.";
    TAX_AMOUNT: "TVA", "VAT";
    TOTAL_AMOUNT: "Montant TTC", "Amount with tax";
    total_is(amount): "Total TTC\u{a0}: {amount}", "Total with tax: {amount}";
    PAID_AMOUNT: "Encaissé TTC", "Paid, with tax";
    PAID_DATE: "Encaissé le", "Paid on";
    REMAINING: "Reste à encaisser", "Unpaid";
    INSTITUTION: "Institution", "Institution";
    REFERENCE: "Référence", "Reference";
    NOTES: "Notes", "Notes";
    CREATED_BY: "Saisie par", "Entered by";
    created(name, day): "{name}, le {day}", "{name}, {day}";
    SETTLEMENT: "Encaissement", "Payment";
    DETAILS: "Origine", "Origin";
    NOT_ZERO: "Un montant autre que zéro.", "An amount other than zero.";
    TAX_SIGN: "La TVA a le même signe que le montant HT.", "VAT has the sign of the amount before tax.";
    paid_bounds(least, most): "Un montant entre {least} et {most}.", "An amount from {least} to {most}.";
    PAID_DATE_ALONE: "Rien n’est encaissé\u{a0}: indiquez le montant, ou laissez la date vide.", "Nothing is paid: say how much, or leave the date out.";
    VIEW_ALL: "Toutes", "All";
    FILTER_BAR: "Filtrer les recettes", "Filter revenue";
    SEARCH: "Rechercher une recette", "Search revenue";
    SEARCH_HINT: "Libellé, référence…", "Label, reference…";
    SORT_DATE: "Date", "Date";
    SORT_LABEL: "Libellé", "Label";
    SORT_AMOUNT: "Montant", "Amount";
    SORT_CREATED: "Saisie", "Entry";
    selected[n]: "{n} sélectionnée" | "{n} sélectionnées", "{n} selected" | "{n} selected";
    count[n]: "{n} recette" | "{n} recettes", "{n} entry" | "{n} entries";
    NO_MATCH: "Aucune recette ne correspond", "No entry matches";
    NONE_YET: "Aucune recette sur cette période", "No entries in this period";
    NONE_YET_BODY: "Subventions, commissions, droits d’auteur, loyers\u{a0}: ce qui ne vient ni d’une facture ni de Digiforma se saisit ici.", "Subsidies, commissions, royalties, rents: what comes from neither an invoice nor Digiforma is entered here.";
    TRASH_EMPTY: "La corbeille est vide", "Nothing is deleted";
    TRASH_EMPTY_BODY: "Une recette supprimée se retrouve ici et peut être restaurée.", "A deleted entry is found here and can be restored.";
    added(name): "{name}\u{a0}: la recette est ajoutée.", "{name} was added.";
    SAVED: "Recette enregistrée.", "Saved.";
    deleted(name): "{name}\u{a0}: la recette est dans la corbeille.", "{name} was deleted.";
    deleted_many[n]: "{n} recette est dans la corbeille." | "{n} recettes sont dans la corbeille.", "{n} entry was deleted." | "{n} entries were deleted.";
    restored(name): "{name}\u{a0}: la recette compte de nouveau.", "{name} counts again.";
    restored_many[n]: "{n} recette compte de nouveau." | "{n} recettes comptent de nouveau.", "{n} entry counts again." | "{n} entries count again.";
    IN_TRASH: "Cette recette est dans la corbeille, et ne compte pas.", "This entry is deleted, and does not count.";
    GONE: "Cette recette n’existe pas, ou pas pour vous.", "There is no such entry, or not for you.";
    ENTRY_FAILED: "La recette n’a pas pu être chargée.", "The entry could not be loaded.";
    ENTRIES_FAILED: "Les recettes n’ont pas pu être chargées.", "The entries could not be loaded.";

    SUBSIDY: "Subvention", "Subsidy";
    COMMISSION: "Commission", "Commission";
    ROYALTY: "Droits d’auteur", "Royalty";
    RENT: "Loyer", "Rent";
    REBILLED_EXPENSE: "Frais refacturés", "Rebilled expense";
    OTHER_KIND: "Autre", "Other";
}

/// The kind of an entry.
#[must_use]
pub const fn kind(kind: RevenueEntryKind) -> Words {
    match kind {
        RevenueEntryKind::Subsidy => SUBSIDY,
        RevenueEntryKind::Commission => COMMISSION,
        RevenueEntryKind::Royalty => ROYALTY,
        RevenueEntryKind::Rent => RENT,
        RevenueEntryKind::RebilledExpense => REBILLED_EXPENSE,
        RevenueEntryKind::Other => OTHER_KIND,
    }
}
