//! Words of the history: who did what.

use crate::i18n::texts;

texts! {
    HISTORY: "Historique", "History";
    FAILED: "L’historique n’a pas pu être chargé.", "The history could not be loaded.";
    EMPTY: "Rien n’a encore été enregistré.", "Nothing has been recorded yet.";
    MORE: "Voir la suite", "Show more";
    TODAY: "Aujourd’hui", "Today";
    YESTERDAY: "Hier", "Yesterday";
    with_name(sentence, name): "{sentence}\u{a0}: {name}", "{sentence}: {name}";
    BECAME: "devient", "became";
    SOMEBODY: "Le système", "The system";
    did_create(who): "{who} a créé la fiche", "{who} created the record";
    did_update(who): "{who} a modifié la fiche", "{who} changed the record";
    did_delete(who): "{who} a mis la fiche dans la corbeille", "{who} deleted the record";
    did_restore(who): "{who} a restauré la fiche", "{who} restored the record";
    did_create_contact(who): "{who} a ajouté un contact", "{who} added a contact";
    did_update_contact(who): "{who} a modifié un contact", "{who} changed a contact";
    did_delete_contact(who): "{who} a supprimé un contact", "{who} deleted a contact";
    did_restore_contact(who): "{who} a restauré un contact", "{who} restored a contact";
    did_create_task(who): "{who} a créé une tâche", "{who} created a task";
    did_update_task(who): "{who} a modifié une tâche", "{who} changed a task";
    did_complete_task(who): "{who} a terminé une tâche", "{who} completed a task";
    did_delete_task(who): "{who} a supprimé une tâche", "{who} deleted a task";
    did_restore_task(who): "{who} a restauré une tâche", "{who} restored a task";
    did_create_quote(who): "{who} a créé un devis", "{who} created a quote";
    did_update_quote(who): "{who} a modifié un devis", "{who} changed a quote";
    did_delete_quote(who): "{who} a supprimé un devis", "{who} deleted a quote";
    did_restore_quote(who): "{who} a restauré un devis", "{who} restored a quote";
    did_send_quote(who): "{who} a envoyé un devis", "{who} sent a quote";
    did_accept_quote(who): "{who}\u{a0}: devis accepté", "{who}: quote accepted";
    did_reject_quote(who): "{who}\u{a0}: devis refusé", "{who}: quote declined";
    did_order_quote(who): "{who} a enregistré la commande d’un devis", "{who} recorded the order of a quote";
    did_cancel_quote(who): "{who} a annulé un devis", "{who} cancelled a quote";
    did_expire_quote(who): "{who}\u{a0}: devis expiré", "{who}: quote expired";
    did_revoke_quote_link(who): "{who} a révoqué le lien d’un devis", "{who} revoked the link of a quote";
    did_create_invoice(who): "{who} a créé une facture", "{who} created an invoice";
    did_update_invoice(who): "{who} a modifié une facture", "{who} changed an invoice";
    did_delete_invoice(who): "{who} a supprimé une facture", "{who} deleted an invoice";
    did_restore_invoice(who): "{who} a restauré une facture", "{who} restored an invoice";
    did_issue_invoice(who): "{who} a émis une facture", "{who} issued an invoice";
    did_send_invoice(who): "{who} a envoyé une facture", "{who} sent an invoice";
    did_remind_invoice(who): "{who} a relancé une facture", "{who} sent a reminder of an invoice";
    did_pay_invoice(who): "{who}\u{a0}: facture payée", "{who}: invoice paid";
    did_miss_invoice(who): "{who}\u{a0}: facture en retard", "{who}: invoice overdue";
    did_credit_invoice(who): "{who} a établi un avoir", "{who} made a credit note";
    did_cancel_invoice(who): "{who} a annulé une facture", "{who} cancelled an invoice";
    did_archive_invoice(who): "{who} a archivé une facture", "{who} archived an invoice";
    did_unarchive_invoice(who): "{who} a désarchivé une facture", "{who} took an invoice out of the archive";
    did_record_payment(who): "{who} a enregistré un paiement", "{who} recorded a payment";
    did_update_payment(who): "{who} a modifié un paiement", "{who} changed a payment";
    did_confirm_payment(who): "{who} a confirmé un paiement", "{who} confirmed a payment";
    did_cancel_payment(who): "{who} a annulé un paiement", "{who} cancelled a payment";
    did_fail_payment(who): "{who}\u{a0}: paiement rejeté par la banque", "{who}: payment bounced";
    did_else(who, action): "{who}\u{a0}: {action}", "{who}: {action}";
}
