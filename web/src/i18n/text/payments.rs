//! Words of payments.

use domain::billing::PaymentMethod;

use crate::i18n::{Words, texts};

texts! {
    PAYMENTS: "Paiements", "Payments";
    to_confirm[n]: "{n} paiement à confirmer" | "{n} paiements à confirmer", "{n} payment to confirm" | "{n} payments to confirm";
    NOTHING_TO_CONFIRM: "Rien à confirmer.", "Nothing to confirm.";
    VIEW_ALL: "Tous", "All";
    VIEW_PENDING: "À confirmer", "To confirm";
    VIEW_RECEIVED: "Encaissés", "Received";
    VIEW_BOUNCED: "Rejetés", "Bounced";
    FILTER_BAR: "Filtrer les paiements", "Filter payments";
    SEARCH: "Rechercher un paiement", "Search payments";
    SEARCH_HINT: "Référence, n° de facture, client…", "Reference, invoice number, client…";
    TOTALS_BY_STATUS: "Totaux par statut", "Totals by status";
    TOTALS_BY_METHOD: "Totaux par mode de paiement", "Totals by method";
    TOTALS_FAILED: "Les totaux n’ont pas pu être chargés.", "The totals could not be loaded.";
    STATUS: "Statut", "Status";
    METHOD: "Mode de paiement", "Method";
    COLUMN_METHOD: "Mode", "Method";
    DATE: "Date", "Date";
    INSTITUTION: "Institution", "Institution";
    INVOICE: "Facture", "Invoice";
    CREDIT_NOTE: "Avoir", "Credit note";
    AMOUNT: "Montant", "Amount";
    REFUND: "Remboursement", "Refund";
    REFERENCE: "Référence", "Reference";
    reference(text): "réf. {text}", "ref. {text}";
    NOTES: "Notes", "Notes";
    RECORDED_BY: "Saisi par", "Recorded by";
    recorded(name, day): "{name}, le {day}", "{name}, {day}";
    from_day(day): "à partir du {day}", "from {day}";
    to_day(day): "jusqu’au {day}", "until {day}";
    between_days(from, to): "du {from} au {to}", "{from} to {to}";
    FROM: "Du", "From";
    TO: "Au", "To";
    BANK_TRANSFER: "Virement", "Bank transfer";
    CHECK: "Chèque", "Cheque";
    CASH: "Espèces", "Cash";
    CREDIT_CARD: "Carte bancaire", "Card";
    OTHER: "Autre", "Other";
    SORT_DATE: "Date, la plus récente d’abord", "Date, the latest first";
    SORT_AMOUNT: "Montant", "Amount";
    SORT_CREATED: "Saisie", "Recording";
    selected[n]: "{n} sélectionné" | "{n} sélectionnés", "{n} selected" | "{n} selected";
    count[n]: "{n} paiement" | "{n} paiements", "{n} payment" | "{n} payments";
    NO_MATCH: "Aucun paiement ne correspond", "No payment matches";
    NONE_YET: "Aucun paiement pour l’instant", "No payments yet";
    NONE_YET_BODY: "Un paiement s’enregistre depuis sa facture. Il attend ici d’être confirmé quand l’argent est arrivé.", "A payment is recorded from its invoice. It waits here to be confirmed once the money has come.";
    OPEN_INVOICE: "Ouvrir la facture", "Open invoice";
    OPEN_CREDIT_NOTE: "Ouvrir l’avoir", "Open credit note";
    CONFIRM: "Confirmer", "Confirm";
    CONFIRM_LONG: "Confirmer l’encaissement", "Confirm receipt";
    FAIL: "Signaler un rejet", "Report as bounced";
    CANCEL: "Annuler le paiement", "Cancel payment";
    confirmed(name): "Paiement de {name} confirmé.", "Payment of {name} confirmed.";
    confirmed_many[n]: "{n} paiement confirmé." | "{n} paiements confirmés.", "{n} payment confirmed." | "{n} payments confirmed.";
    failed(name): "Paiement de {name} signalé comme rejeté.", "Payment of {name} reported as bounced.";
    cancelled(name): "Paiement de {name} annulé.", "Payment of {name} cancelled.";
    FAIL_TITLE: "Signaler un rejet de la banque\u{a0}?", "Report this payment as bounced?";
    FAIL_BODY: "Le montant redevient dû sur la facture. Ce statut est définitif.", "The amount is due again on the invoice. This status is final.";
    CANCEL_TITLE: "Annuler ce paiement\u{a0}?", "Cancel this payment?";
    CANCEL_BODY: "À utiliser pour une erreur de saisie. Le montant redevient dû sur la facture. Ce statut est définitif.", "For a mistake of recording. The amount is due again on the invoice. This status is final.";
    REASON: "Raison", "Reason";
    REASON_HELP: "Gardée dans les notes du paiement.", "Kept in the notes of the payment.";
    KEEP: "Ne rien changer", "Change nothing";
    PAYMENT: "Paiement", "Payment";
    FAILED: "Le paiement n’a pas pu être chargé.", "The payment could not be loaded.";
    GONE: "Ce paiement n’existe pas, ou pas pour vous.", "There is no such payment, or not for you.";
    UNKNOWN_CLIENT: "Client inconnu", "Unknown client";
}
/// Word of a way to pay.
#[must_use]
pub fn method(method: PaymentMethod) -> Words {
    match method {
        PaymentMethod::BankTransfer => BANK_TRANSFER,
        PaymentMethod::Check => CHECK,
        PaymentMethod::Cash => CASH,
        PaymentMethod::CreditCard => CREDIT_CARD,
        PaymentMethod::Other => OTHER,
    }
}
