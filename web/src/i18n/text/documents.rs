//! Words that quotes and invoices share.

use domain::billing::{DocumentType, InvoiceType, OperationNature, PaymentMethod, PaymentTerms};

use crate::i18n::{Words, texts};

texts! {
    TITLE: "Objet", "Subject";
    DESCRIPTION: "Description", "Description";
    INSTITUTION: "Institution", "Institution";
    CHOOSE_INSTITUTION: "Choisissez une institution de la liste.", "Choose an institution of the list.";
    ASSIGNEE: "Responsable", "Account owner";
    TEMPLATE: "Modèle", "Template";
    TEMPLATE_HELP: "Sans choix, le modèle par défaut.", "Without a choice, the default template.";
    STATUS: "Statut", "Status";
    AMOUNT: "Montant", "Amount";
    COLUMN_ASSIGNEE: "Resp.", "Owner";
    COLUMN_TOTAL: "Total TTC", "Total incl. tax";
    COLUMN_UPDATED: "Modifié", "Changed";
    SORT_UPDATED: "Modification", "Last change";
    SORT_CREATED: "Création", "Creation";
    amount_from(least): "au moins {least}", "at least {least}";
    amount_to(most): "au plus {most}", "at most {most}";
    amount_between(least, most): "de {least} à {most}", "{least} to {most}";
    LEAST: "Au moins", "At least";
    MOST: "Au plus", "At most";
    from_day(day): "à partir du {day}", "from {day}";
    to_day(day): "jusqu’au {day}", "until {day}";
    between_days(from, to): "du {from} au {to}", "{from} to {to}";
    FROM: "Du", "From";
    TO: "Au", "To";
    BREADCRUMB: "Fil d’Ariane", "Breadcrumb";
    MORE_ACTIONS: "Autres actions", "More actions";
    FACTS: "Informations", "Details";
    PREVIEW: "Aperçu", "Preview";
    OPEN_PDF: "Ouvrir le PDF", "Open the PDF";
    DOWNLOAD_PDF: "Télécharger le PDF", "Download the PDF";
    preview_of(number): "Document PDF\u{a0}: {number}", "PDF document: {number}";
    PREVIEW_SAVED: "L’aperçu montre la dernière version enregistrée.", "The preview shows the last saved version.";
    FILES: "Documents", "Documents";
    NO_FILES: "Aucun document conservé. Un document est conservé quand il est envoyé ou émis.", "No document kept. A document is kept when it is sent or issued.";
    file_made(day, name): "{day}, par {name}", "{day}, by {name}";
    file_mailed(day, to): "Envoyé le {day} à {to}", "Mailed {day} to {to}";
    CLIENT: "Client et références", "Client and references";
    NO_LINES: "Aucune ligne pour l’instant.", "No lines yet.";
    CREATED: "Créé", "Created";
    GONE_TITLE: "Document introuvable", "Document not found";
    GONE_BODY: "Il a été supprimé, ou il n’est pas dans votre périmètre.", "It was deleted, or it is outside what you may see.";
    REASON: "Motif", "Reason";
    total_so_far(total): "Total TTC\u{a0}: {total}", "Total incl. tax: {total}";
    invoiced_of(part, total): "{part} facturés sur {total}", "{part} invoiced of {total}";

    RECIPIENTS: "Destinataires", "Recipients";
    RECIPIENTS_HELP: "Une ou plusieurs adresses, séparées par Entrée.", "One or more addresses, separated by Enter.";
    RECIPIENTS_NEEDED: "Indiquez au moins une adresse.", "Give at least one address.";
    recipient_malformed(address): "«\u{a0}{address}\u{a0}» n’est pas une adresse valide.", "“{address}” is not a valid address.";
    MESSAGE: "Message", "Message";
    SUBJECT: "Objet du mail", "Subject of the mail";
    USUAL_SUBJECT: "Objet habituel", "The usual subject";
    SUBJECT_HELP_QUOTE: "Vide\u{a0}: le numéro du devis et le nom du cabinet.", "Empty: the number of the quote and the name of the firm.";
    SUBJECT_HELP_INVOICE: "Vide\u{a0}: le numéro du document et le nom du cabinet.", "Empty: the number of the document and the name of the firm.";
    SUBJECT_HELP_REMINDER: "Vide\u{a0}: «\u{a0}Relance\u{a0}», le numéro de la facture et le nom du cabinet.", "Empty: “Relance”, the number of the invoice and the name of the firm.";
    PENALTY_RATE: "Pénalités de retard, par an", "Late penalty, per year";
    PENALTY_HELP: "Vide\u{a0}: le taux que la facture indique\u{a0}; si c’est celui de la loi, il suit le taux de la BCE de l’identité du cabinet. Sans ce taux, la relance cite la loi sans calculer de pénalité.", "Empty: the rate that the invoice names; where it is the law’s, it follows the ECB’s rate in the firm’s identity. Without that rate, the reminder names the law and computes no penalty.";
    MESSAGE_HELP: "Vide, le texte habituel.", "Empty, the usual text.";
    SEND: "Envoyer", "Send";
    SENDING: "Envoi…", "Sending…";

    PAYMENT_DATE: "Date du paiement", "Payment date";
    PAYMENT_METHOD: "Mode de paiement", "Payment method";
    REFERENCE: "Référence", "Reference";
    NOTES: "Notes", "Notes";

    BANK_TRANSFER: "Virement", "Bank transfer";
    CHECK: "Chèque", "Cheque";
    CASH: "Espèces", "Cash";
    CREDIT_CARD: "Carte bancaire", "Card";
    OTHER: "Autre", "Other";

    DAYS_30: "30 jours", "30 days";
    DAYS_45: "45 jours", "45 days";
    DAYS_60: "60 jours", "60 days";
    END_OF_MONTH_45: "45 jours fin de mois", "45 days, end of month";
    PUBLIC_HOSPITAL_50: "50 jours (établissement public)", "50 days (public body)";
    ON_RECEIPT: "À réception", "On receipt";

    GOODS: "Biens", "Goods";
    SERVICES: "Services", "Services";
    MIXED: "Biens et services", "Goods and services";

    STANDARD: "Facture", "Invoice";
    PARTIAL: "Facture partielle", "Partial invoice";
    DEPOSIT: "Facture d’acompte", "Deposit invoice";
    FINAL: "Facture de solde", "Final invoice";

    QUOTE_PDF: "Devis", "Quote";
    ORDER_PDF: "Bon de commande", "Order";
    INVOICE_PDF: "Facture", "Invoice";
    CREDIT_NOTE_PDF: "Avoir", "Credit note";
    REMINDER_PDF: "Relance", "Reminder";
}

/// How money comes.
#[must_use]
pub fn payment_method(method: PaymentMethod) -> Words {
    match method {
        PaymentMethod::BankTransfer => BANK_TRANSFER,
        PaymentMethod::Check => CHECK,
        PaymentMethod::Cash => CASH,
        PaymentMethod::CreditCard => CREDIT_CARD,
        PaymentMethod::Other => OTHER,
    }
}

/// When an invoice falls due.
#[must_use]
pub fn payment_terms(terms: PaymentTerms) -> Words {
    match terms {
        PaymentTerms::Days30 => DAYS_30,
        PaymentTerms::Days45 => DAYS_45,
        PaymentTerms::Days60 => DAYS_60,
        PaymentTerms::EndOfMonth45 => END_OF_MONTH_45,
        PaymentTerms::PublicHospital50 => PUBLIC_HOSPITAL_50,
        PaymentTerms::OnReceipt => ON_RECEIPT,
    }
}

/// What is sold.
#[must_use]
pub fn operation_nature(nature: OperationNature) -> Words {
    match nature {
        OperationNature::Goods => GOODS,
        OperationNature::Services => SERVICES,
        OperationNature::Mixed => MIXED,
    }
}

/// What part of a quote an invoice is.
#[must_use]
pub fn invoice_type(kind: InvoiceType) -> Words {
    match kind {
        InvoiceType::Standard => STANDARD,
        InvoiceType::Partial => PARTIAL,
        InvoiceType::Deposit => DEPOSIT,
        InvoiceType::Final => FINAL,
    }
}

/// What a kept file is.
#[must_use]
pub fn document_type(kind: DocumentType) -> Words {
    match kind {
        DocumentType::QuotePdf => QUOTE_PDF,
        DocumentType::OrderPdf => ORDER_PDF,
        DocumentType::InvoicePdf => INVOICE_PDF,
        DocumentType::CreditNotePdf => CREDIT_NOTE_PDF,
        DocumentType::ReminderPdf => REMINDER_PDF,
    }
}
