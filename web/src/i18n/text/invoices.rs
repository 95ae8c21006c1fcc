//! Words of invoices, credit notes and their payments.

use crate::i18n::{Words, texts};

texts! {
    INVOICES: "Factures", "Invoices";
    INVOICE: "Facture", "Invoice";
    CREDIT_NOTE: "Avoir", "Credit note";
    NEW_INVOICE: "Nouvelle facture", "New invoice";
    VIEW_ALL: "Toutes", "All";
    VIEW_MINE: "Les miennes", "Mine";
    VIEW_OVERDUE: "En retard", "Overdue";
    VIEW_DRAFTS: "Brouillons", "Drafts";
    VIEW_ARCHIVE: "Archives", "Archive";
    FILTER_BAR: "Filtrer les factures", "Filter invoices";
    SEARCH: "Rechercher une facture", "Search invoices";
    SEARCH_HINT: "Numéro, objet, institution…", "Number, subject, institution…";
    COLUMN_NUMBER: "Facture", "Invoice";
    COLUMN_REMAINING: "Reste dû", "Left to pay";
    SORT_NUMBER: "Numéro", "Number";
    NUMBER: "Numéro", "Number";
    ISSUE_DATE: "Date d’émission", "Issue date";
    DUE_DATE: "Échéance", "Due date";
    FILTER_KIND: "Nature", "Kind";
    FILTER_OVERDUE: "Retard", "Overdue";
    ONLY_OVERDUE: "Seulement celles en retard", "Only those overdue";
    count[n]: "{n} facture" | "{n} factures", "{n} invoice" | "{n} invoices";
    selected[n]: "{n} sélectionnée" | "{n} sélectionnées", "{n} selected" | "{n} selected";
    NO_MATCH: "Aucune facture ne correspond", "No invoice matches";
    NONE_YET: "Aucune facture pour l’instant", "No invoices yet";
    NONE_YET_BODY: "Une facture part d’un devis accepté, ou d’ici. Elle reçoit son numéro quand elle est émise.", "An invoice comes of an accepted quote, or starts here. It gets its number when it is issued.";
    NONE_VISIBLE_BODY: "Celles de vos institutions apparaîtront ici.", "Those of your institutions will appear here.";
    NONE_HERE_BODY: "Rien n’a encore été facturé à cette institution.", "This institution was invoiced nothing yet.";
    TRASH_EMPTY: "La corbeille est vide", "Nothing is deleted";
    TRASH_EMPTY_BODY: "Un brouillon supprimé se retrouve ici et peut être restauré.", "A deleted draft is found here and can be restored.";
    ARCHIVE_EMPTY: "Rien n’est archivé", "Nothing is archived";
    ARCHIVE_EMPTY_BODY: "Une facture archivée quitte les listes et ne reçoit plus de paiement.", "An archived invoice leaves the lists and takes no more payments.";
    TAB_FAILED: "Les factures n’ont pas pu être chargées.", "The invoices could not be loaded.";
    TOTALS_FAILED: "Les totaux n’ont pas pu être chargés.", "The totals could not be loaded.";
    TOTALS: "Totaux par statut", "Totals by status";
    left_of(amount): "reste {amount}", "{amount} left";
    DRAFT_NAME: "Brouillon", "Draft";
    late_by[n]: "{n} jour de retard" | "{n} jours de retard", "{n} day late" | "{n} days late";
    due_and_late(day, late): "{day}, {late}", "{day}, {late}";
    DUE_TODAY: "Aujourd’hui", "Today";
    FAILED: "La facture n’a pas pu être chargée.", "The invoice could not be loaded.";
    ALL_INVOICES: "Toutes les factures", "All invoices";
    PAYMENT_TERMS: "Conditions de paiement", "Payment terms";
    TERMS_DEFAULT: "Celles de l’institution ou du cabinet", "Those of the institution or the firm";
    TERMS_OWN_DATE: "Une date précise", "A date of its own";
    SERVICE_START: "Prestation du", "Service from";
    SERVICE_END: "au", "to";
    SERVICE_END_HELP: "Vide pour une prestation d’un jour.", "Empty for a service of one day.";
    SERVICE: "Prestation", "Service";
    DELIVERY_ADDRESS: "Lieu de la prestation", "Place of service";
    BILLING_ADDRESS: "Adresse de facturation", "Billing address";
    OPERATION_NATURE: "Nature des opérations", "Nature of the operations";
    VAT_ON_DEBITS: "TVA d’après les débits", "VAT on debits";
    PURCHASE_ORDER: "Numéro d’engagement", "Purchase order number";
    PURCHASE_ORDER_PUBLIC: "Souvent exigé par les acheteurs publics (Chorus Pro).", "Often required by public buyers (Chorus Pro).";
    BUYER_REFERENCE: "Code service", "Service code";
    CONTRACT_REFERENCE: "Numéro de marché", "Contract number";
    REFERENCES: "Références", "References";
    DESCRIPTION_HELP: "Imprimée sous l’objet.", "Printed below the subject.";
    QUOTE: "Devis", "Quote";
    CREDITED_INVOICE: "Corrige la facture", "Corrects invoice";
    SEAL: "Intégrité", "Integrity";
    HASH: "Empreinte", "Hash";
    PREVIOUS_HASH: "Empreinte du document précédent", "Hash of the document before it";
    HASH_HELP: "Chaque document émis porte l’empreinte du précédent\u{a0}: toute modification se voit.", "Each issued document bears the hash of the one before it: any change shows.";
    SENT: "Date d’envoi", "Sent";
    PAID: "Date de solde", "Settled on";
    remaining(amount): "Reste à payer {amount}", "{amount} left to pay";
    refundable(amount): "À rembourser {amount}", "{amount} to refund";
    due_on(day): "échéance {day}", "due {day}";
    SETTLED: "Soldée", "Settled";
}

texts! {
    CREATE: "Créer la facture", "Create invoice";
    created(title): "{title}\u{a0}: brouillon créé.", "{title}: draft created.";
    EDIT_TITLE: "Modifier la facture", "Edit invoice";
    EDIT_CREDIT_TITLE: "Modifier l’avoir", "Edit credit note";
    SAVED: "Brouillon enregistré.", "Draft saved.";
    NOT_EDITABLE: "Un document émis ne se modifie plus. Un avoir corrige une facture.", "An issued document can no longer be changed. A credit note corrects an invoice.";
    NUMBER_LATER: "Le numéro sera attribué à l’émission.", "The number is given when it is issued.";
    due_hint(day): "Émise aujourd’hui, elle serait due le {day}.", "Issued today, it would be due on {day}.";
}

texts! {
    OTHER_ADDRESSES: "Autres adresses", "Other addresses";
    DELIVERY_ADDRESS_HELP: "Où la prestation a lieu, ou le bien est livré. Vide, à l’adresse de l’institution.", "Where the service is rendered, or goods are delivered. Empty, at the institution’s address.";
    BILLING_ADDRESS_HELP: "Où la facture est adressée. Vide, à l’adresse de l’institution.", "Where the invoice is sent. Empty, to the institution’s address.";
    ADDRESS_OF_INSTITUTION: "Celle de l’institution", "That of the institution";
}

texts! {
    DEPOSIT_FIXED: "Un acompte est une part de son devis\u{a0}: ses lignes ne se modifient pas.", "A deposit is a share of its quote: its lines cannot be changed.";
    service_code_of(code): "Vide, celui de l’institution\u{a0}: {code}.", "Empty, that of the institution: {code}.";
}

texts! {
    CHECKS: "Avant d’émettre", "Before issuing";
    CHECKS_READY: "Toutes les mentions obligatoires sont là.", "Every mandatory mention is there.";
    checks_missing[n]: "{n} mention manque" | "{n} mentions manquent", "{n} mention is missing" | "{n} mentions are missing";
    FILL_IN: "Renseigner", "Fill in";
    fill_in_of(name): "Renseigner\u{a0}: {name}", "Fill in: {name}";
    AT_FIRM: "Dans l’identité du cabinet", "In the firm’s identity";
    AT_INSTITUTION: "Sur la fiche de l’institution", "On the institution’s sheet";
    AT_INVOICE: "Sur la facture", "On the invoice";
    ISSUE: "Émettre la facture", "Issue invoice";
    ISSUING: "Émission…", "Issuing…";
    ISSUE_CREDIT: "Émettre l’avoir", "Issue credit note";
    ISSUE_TITLE: "Émettre la facture\u{a0}?", "Issue this invoice?";
    ISSUE_CREDIT_TITLE: "Émettre l’avoir\u{a0}?", "Issue this credit note?";
    ISSUE_BODY: "Elle recevra un numéro et ne pourra plus être modifiée. Pour la corriger, il faudra un avoir.", "It gets a number and can no longer be edited. Correcting it then takes a credit note.";
    ISSUE_CREDIT_BODY: "Il recevra un numéro et ne pourra plus être modifié.", "It gets a number and can no longer be edited.";
    ISSUE_DATE_HELP: "Jamais avant celle de la dernière facture émise.", "Never before that of the last issued invoice.";
    ISSUE_BLOCKED: "Des mentions obligatoires manquent\u{a0}: voir «\u{a0}Avant d’émettre\u{a0}».", "Mandatory mentions are missing: see “Before issuing”.";
    issued(number): "{number}\u{a0}: émission faite.", "{number} issued.";
    SEND: "Envoyer par mail", "Send by mail";
    SEND_TITLE: "Envoyer par mail", "Send by mail";
    sent(number): "{number}\u{a0}: envoi fait.", "{number} sent.";
    REMIND: "Relancer", "Send a reminder";
    REMIND_TITLE: "Relancer le client", "Remind the client";
    REMIND_BODY: "Le mail joint la facture et une lettre de relance avec les pénalités dues.", "The mail carries the invoice and a reminder letter with the penalties due.";
    reminded(number): "Relance envoyée pour {number}.", "Reminder sent for {number}.";
    REMINDERS: "Relances", "Reminders";
    NO_REMINDERS: "Aucune relance envoyée.", "No reminder was sent.";
    CANCEL: "Annuler la facture", "Cancel invoice";
    CANCEL_TITLE: "Annuler la facture\u{a0}?", "Cancel this invoice?";
    CANCEL_BODY: "Un avoir de tout ce qui reste est émis aussitôt. Cela ne se défait pas.", "A credit note for everything that is left is issued at once. This cannot be undone.";
    CANCEL_NO: "Garder la facture", "Keep the invoice";
    cancelled(number): "{number} annulée par un avoir.", "{number} cancelled by a credit note.";
    ARCHIVE: "Archiver", "Archive";
    UNARCHIVE: "Sortir des archives", "Take out of the archive";
    archived(name): "{name} rejoint les archives.", "{name} is archived.";
    archived_many[n]: "{n} facture est archivée." | "{n} factures sont archivées.", "{n} invoice is archived." | "{n} invoices are archived.";
    unarchived(name): "{name} quitte les archives.", "{name} is no longer archived.";
    unarchived_many[n]: "{n} facture n’est plus archivée." | "{n} factures ne sont plus archivées.", "{n} invoice is no longer archived." | "{n} invoices are no longer archived.";
    ARCHIVED: "Archives", "Archived";
    DUPLICATE: "Dupliquer", "Duplicate";
    DUPLICATED: "Copie créée, en brouillon.", "Copy created, as a draft.";
    deleted(name): "{name} est dans la corbeille.", "{name} was deleted.";
    deleted_many[n]: "{n} facture est dans la corbeille." | "{n} factures sont dans la corbeille.", "{n} invoice was deleted." | "{n} invoices were deleted.";
    restored(name): "{name} est de retour.", "{name} is restored.";
    restored_many[n]: "{n} facture est restaurée." | "{n} factures sont restaurées.", "{n} invoice is restored." | "{n} invoices are restored.";
}

texts! {
    CREDIT: "Établir un avoir", "Make a credit note";
    CREDIT_TITLE: "Établir un avoir", "Make a credit note";
    CREDIT_MODE: "Que créditer\u{a0}?", "What to credit?";
    CREDIT_ALL: "Tout ce qui reste", "Everything that is left";
    CREDIT_PARTS: "Certaines lignes ou quantités", "Some lines or quantities";
    CREDIT_BODY: "L’avoir est créé en brouillon, lignes modifiables.", "The credit note is made as a draft whose lines can be changed.";
    CREDIT_ISSUE: "L’émettre aussitôt (définitif)", "Issue it at once (final)";
    CREDIT_SUBMIT: "Créer l’avoir", "Create credit note";
    CREDIT_CREATED: "Avoir créé.", "Credit note created.";
    part_of(line): "Quantité à créditer\u{a0}: {line}", "Quantity to credit: {line}";
    of_quantity(all): "sur {all} facturés", "of {all} invoiced";
    REASON_HELP: "Imprimé sur l’avoir.", "Printed on the credit note.";
    CREDIT_NOTES: "Avoirs", "Credit notes";
    DEDUCTIONS: "Acomptes déduits", "Deposits deducted";
    deduction_of(number): "Acompte {number}", "Deposit {number}";
    amount_and_tax(amount, tax): "{amount} HT, TVA {tax}", "{amount} excl. tax, VAT {tax}";
    DEPOSIT_UNKNOWN: "Acompte", "Deposit";
}

texts! {
    PAYMENTS: "Paiements", "Payments";
    REFUNDS: "Remboursements", "Refunds";
    NO_PAYMENTS: "Aucun paiement enregistré.", "No payment recorded.";
    NO_REFUNDS: "Aucun remboursement enregistré.", "No refund recorded.";
    RECORD: "Enregistrer un paiement", "Record payment";
    RECORD_REFUND: "Enregistrer un remboursement", "Record refund";
    RECORD_SUBMIT: "Enregistrer", "Record";
    CONFIRMED: "Encaissé\u{a0}: confirmer aussitôt", "Received: confirm at once";
    recorded(amount): "Paiement de {amount} enregistré.", "Payment of {amount} recorded.";
    payment_actions(amount): "Actions pour le paiement de {amount}", "Actions for the payment of {amount}";
    amount_most(most): "{most} au plus\u{a0}: le reste à payer.", "{most} at most: what is left to pay.";
    AMOUNT_NEEDED: "Indiquez un montant supérieur à zéro.", "Give an amount above zero.";
    DATE_NEEDED: "Indiquez une date.", "Give a date.";
    DATE_FUTURE: "Jamais dans le futur.", "Never in the future.";
    pending(amount): "{amount} à confirmer", "{amount} to confirm";
    by(name): "par {name}", "by {name}";
}

texts! {
    FIRM_LEGAL_NAME: "Raison sociale du cabinet", "Firm’s legal name";
    FIRM_LEGAL_FORM: "Forme juridique du cabinet", "Firm’s legal form";
    FIRM_CAPITAL: "Capital social du cabinet", "Firm’s share capital";
    FIRM_ADDRESS: "Adresse du cabinet", "Firm’s address";
    FIRM_SIREN: "SIREN du cabinet", "Firm’s SIREN";
    FIRM_VAT: "Numéro de TVA du cabinet", "Firm’s VAT number";
    FIRM_RCS: "Ville du RCS du cabinet", "Firm’s town of registration (RCS)";
    FIRM_IBAN: "IBAN du cabinet", "Firm’s IBAN";
    BUYER_NAME: "Nom de l’institution", "Institution’s name";
    BUYER_ADDRESS: "Adresse de l’institution", "Institution’s address";
    BUYER_SIRET: "SIRET de l’institution", "Institution’s SIRET";
    BUYER_VAT: "Numéro de TVA de l’institution", "Institution’s VAT number";
    MENTION_DUE: "Échéance", "Due date";
    MENTION_SERVICE: "Date ou période de la prestation", "Date or period of the service";
}

/// A mandatory mention, by the field that holds it; others go by the server’s sentence.
#[must_use]
pub fn mention(field: &str) -> Option<Words> {
    Some(match field {
        "firm.legalName" => FIRM_LEGAL_NAME,
        "firm.legalForm" => FIRM_LEGAL_FORM,
        "firm.shareCapital" => FIRM_CAPITAL,
        "firm.siren" => FIRM_SIREN,
        "firm.vatNumber" => FIRM_VAT,
        "firm.rcsCity" => FIRM_RCS,
        "firm.iban" => FIRM_IBAN,
        field if field.starts_with("firm.address") => FIRM_ADDRESS,
        "institution.name" => BUYER_NAME,
        "institution.siret" => BUYER_SIRET,
        "institution.vatNumber" => BUYER_VAT,
        field if field.starts_with("institution.address") => BUYER_ADDRESS,
        "dueDate" => MENTION_DUE,
        "serviceStart" | "serviceEnd" => MENTION_SERVICE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use domain::billing::Mention;

    use super::mention;

    #[test]
    fn every_mention_of_the_law_has_words() {
        for missing in Mention::ALL {
            // Lines have their own section, and several causes.
            assert!(mention(missing.field()).is_some() || *missing == Mention::Lines, "{}", missing.field());
        }
    }
}
