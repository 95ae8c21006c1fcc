//! Words of what an institution has in Digiforma: its companies there, training invoices and quotes, and people.

use domain::DigiformaContactKind;

use crate::i18n::{Words, texts};

texts! {
    TAB_FAILED: "Les données de formation n’ont pas pu être chargées.", "The training data could not be loaded.";
    TAB_EMPTY_TITLE: "Aucune société Digiforma liée", "No Digiforma company is linked";
    TAB_EMPTY_BODY: "Les devis, factures et contacts de formation apparaissent ici dès qu’une société de Digiforma est liée à cette institution.", "Training quotes, invoices and contacts appear here as soon as a Digiforma company is linked to this institution.";
    TAB_COMPANIES: "Sociétés liées", "Linked companies";
    TAB_INVOICES: "Factures de formation", "Training invoices";
    TAB_QUOTES: "Devis de formation", "Training quotes";
    TAB_CONTACTS: "Personnes dans Digiforma", "People in Digiforma";
    NO_INVOICES: "Aucune facture de formation.", "No training invoices.";
    NO_QUOTES: "Aucun devis de formation.", "No training quotes.";
    NO_PEOPLE: "Aucune personne n’est connue de Digiforma.", "Digiforma knows nobody there.";
    ALL_PEOPLE: "Toutes les personnes", "All people";
    DIGIFORMA_ID: "N° Digiforma", "Digiforma no.";
    COLUMN_NUMBER: "Numéro", "Number";
    COLUMN_DATE: "Date", "Date";
    COLUMN_DUE: "Échéance", "Due";
    COLUMN_NET: "Total HT", "Total excl. tax";
    COLUMN_TOTAL: "Total TTC", "Total incl. tax";
    COLUMN_LEFT: "Reste à payer", "Left to pay";
    COLUMN_PDF: "PDF", "PDF";
    NO_NUMBER: "Sans numéro", "No number";
    CREDIT_NOTE: "Avoir", "Credit note";
    open_pdf(number): "Ouvrir le PDF de {number}", "Open the PDF of {number}";
    CONTACT_KIND: "Contact", "Contact";
    TRAINEE_KIND: "Stagiaire", "Trainee";
    IN_CRM: "Voir dans les contacts", "See in contacts";
    NEVER_READ: "Digiforma n’a pas encore été lu.", "Digiforma was not read yet.";
    last_broken(when): "Dernière synchronisation {when}, interrompue", "Last synchronisation {when}, broken off";
}

/// What a person is in Digiforma.
#[must_use]
pub fn kind_of_person(value: DigiformaContactKind) -> Words {
    match value {
        DigiformaContactKind::Contact => CONTACT_KIND,
        DigiformaContactKind::Trainee => TRAINEE_KIND,
    }
}
