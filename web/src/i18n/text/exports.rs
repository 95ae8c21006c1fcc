//! Words of exports: lists as files, and the journals for the accountant.

use crate::i18n::texts;

texts! {
    EXPORT: "Exporter", "Export";
    INSTITUTIONS: "Exporter les institutions", "Export institutions";
    CONTACTS: "Exporter les contacts", "Export contacts";
    TASKS: "Exporter les tâches", "Export tasks";
    QUOTES: "Exporter les devis", "Export quotes";
    INVOICES: "Exporter les factures", "Export invoices";
    PAYMENTS: "Exporter les paiements", "Export payments";
    ALL_PAGES: "Le fichier contient toutes les pages de la liste.", "The file has all pages of the list.";
    FILTERED: "Le fichier contient toutes les pages de la liste, avec ses filtres.", "The file has all pages of the list, with its filters.";
    left_out(filters): "Le fichier ne suit pas ces filtres\u{a0}: {filters}. Il contient plus de lignes que la liste.", "The file does not follow these filters: {filters}. It has more rows than the list.";
    FORMAT: "Format", "Format";
    CSV: "CSV", "CSV";
    XLSX: "Classeur Excel (XLSX)", "Excel workbook (XLSX)";
    FORMAT_HELP: "Le CSV suit votre langue\u{a0}: en français, virgule décimale et points-virgules entre les colonnes.", "CSV follows your language: in English, a decimal point and commas between columns.";
    DOCUMENTS: "Documents", "Documents";
    KIND_INVOICES: "Factures", "Invoices";
    KIND_CREDIT_NOTES: "Avoirs", "Credit notes";
    DOWNLOAD: "Télécharger", "Download";
    PREPARING: "Préparation du fichier…", "Preparing the file…";
    saved(name): "Fichier {name} téléchargé.", "File {name} downloaded.";
    BROWSER_REFUSED: "Le navigateur n’enregistre pas le fichier.", "The browser does not save the file.";
    JOURNALS: "Exporter les écritures (FEC)", "Export the entries (FEC)";
    JOURNALS_BODY: "Les journaux des ventes et de banque, au format du fichier des écritures comptables (FEC), pour votre expert-comptable. Ce n’est pas une comptabilité complète.", "The journals of sales and of the bank, in the layout of the accounting file (FEC), for your accountant. They are no complete books.";
    JOURNALS_FAILED: "L’exercice du cabinet n’a pas pu être chargé.", "The firm’s accounting year could not be loaded.";
    NO_SIREN: "Le SIREN du cabinet manque\u{a0}: le nom du fichier commence par lui.", "The firm’s SIREN is missing: the name of the file begins with it.";
    OPEN_FIRM: "Ouvrir l’identité du cabinet", "Open the firm’s identity";
    FROM: "Du", "From";
    TO: "Au", "To";
    year(from, to): "L’exercice va du {from} au {to}. Exportez chaque exercice à part.", "The accounting year is from {from} to {to}. Export each year by itself.";
    DATE_NEEDED: "Une date est attendue.", "A date is needed.";
    YEARS: "Une date entre 2000 et 2199.", "A date from 2000 to 2199.";
    DATES_ORDER: "La fin ne peut pas précéder le début.", "The end cannot be before the start.";
}
