//! Words of quotes.

use crate::i18n::texts;

texts! {
    QUOTES: "Devis", "Quotes";
    QUOTE: "Devis", "Quote";
    NEW_QUOTE: "Nouveau devis", "New quote";
    VIEW_ALL: "Tous", "All";
    VIEW_MINE: "Les miens", "Mine";
    VIEW_WAITING: "En attente de réponse", "Awaiting an answer";
    VIEW_TO_INVOICE: "À facturer", "To invoice";
    FILTER_BAR: "Filtrer les devis", "Filter quotes";
    SEARCH: "Rechercher un devis", "Search quotes";
    SEARCH_HINT: "Numéro, objet, institution…", "Number, subject, institution…";
    COLUMN_NUMBER: "Devis", "Quote";
    COLUMN_VALID: "Validité", "Valid until";
    SORT_NUMBER: "Numéro", "Number";
    VALID_UNTIL: "Valable jusqu’au", "Valid until";
    VALID_UNTIL_HELP: "Sans date, la durée de validité réglée pour le cabinet.", "Without a date, the firm’s usual validity.";
    FILTER_CREATED: "Date de création", "Creation date";
    count[n]: "{n} devis" | "{n} devis", "{n} quote" | "{n} quotes";
    selected[n]: "{n} sélectionné" | "{n} sélectionnés", "{n} selected" | "{n} selected";
    NO_MATCH: "Aucun devis ne correspond", "No quote matches";
    NONE_YET: "Aucun devis pour l’instant", "No quotes yet";
    NONE_YET_BODY: "Un devis propose des prestations à une institution. Accepté, il devient une facture en deux clics.", "A quote offers services to an institution. Once accepted it becomes an invoice in two clicks.";
    NONE_VISIBLE_BODY: "Ceux de vos institutions apparaîtront ici.", "Those of your institutions will appear here.";
    NONE_HERE_BODY: "Rien n’a encore été proposé à cette institution.", "Nothing was offered to this institution yet.";
    TRASH_EMPTY: "La corbeille est vide", "Nothing is deleted";
    TRASH_EMPTY_BODY: "Un brouillon supprimé se retrouve ici et peut être restauré.", "A deleted draft is found here and can be restored.";
    TAB_FAILED: "Les devis n’ont pas pu être chargés.", "The quotes could not be loaded.";
    TOTALS_FAILED: "Les totaux n’ont pas pu être chargés.", "The totals could not be loaded.";
    TOTALS: "Totaux par statut", "Totals by status";
    expires_in[n]: "expire dans {n} jour" | "expire dans {n} jours", "expires in {n} day" | "expires in {n} days";
    EXPIRES_TODAY: "expire aujourd’hui", "expires today";
    FAILED: "Le devis n’a pas pu être chargé.", "The quote could not be loaded.";
    ALL_QUOTES: "Tous les devis", "All quotes";
    revision(number): "Révision {number}", "Revision {number}";
    REVISION: "Révision", "Revision";
    REVISIONS: "Révisions", "Revisions";
    revision_total(total): "Total {total}", "Total {total}";
    INVOICES: "Factures de ce devis", "Invoices of this quote";
    NO_INVOICES: "Rien n’a encore été facturé.", "Nothing was invoiced yet.";
    ORDER_NUMBER: "Numéro de commande", "Order number";
    ORDER_NUMBER_HELP: "Sans numéro, le prochain du cabinet.", "Without a number, the firm’s next one.";
    CLIENT_COMMENTS: "Commentaire du client", "Client’s comment";
    INTERNAL_NOTES: "Notes internes", "Internal notes";
    INTERNAL_NOTES_HELP: "Jamais visibles par le client.", "The client never sees them.";
    DESCRIPTION_HELP: "Imprimée sous l’objet.", "Printed below the subject.";
    SENT: "Envoyé", "Sent";
    ACCEPTED: "Accepté", "Accepted";
    REJECTED: "Refusé", "Declined";
    ORDERED: "Commandé", "Ordered";
    PUBLIC_LINK: "Lien pour le client", "Link for the client";
    PUBLIC_LINK_BODY: "Le client y lit le devis et répond, sans compte.", "The client reads the quote there and answers, without an account.";
    COPY_LINK: "Copier le lien", "Copy the link";
    OPEN_LINK: "Ouvrir la page du client", "Open the client’s page";
    REVOKE_LINK: "Révoquer le lien", "Revoke the link";
    REVOKE_TITLE: "Révoquer le lien\u{a0}?", "Revoke the link?";
    REVOKE_BODY: "Les liens déjà envoyés ne s’ouvriront plus. Un nouveau lien les remplace.", "Links that were sent will no longer open. A new link takes their place.";
    REVOKED: "Lien révoqué, un nouveau est prêt.", "Link revoked, a new one is ready.";
}

texts! {
    CREATE: "Créer le devis", "Create quote";
    created(number): "Devis {number} créé.", "Quote {number} created.";
    edit_title(number): "Modifier {number}", "Edit {number}";
    SAVED: "Devis enregistré.", "Quote saved.";
    saved_revision(number): "Enregistré comme révision {number}, à envoyer de nouveau.", "Saved as revision {number}, to be sent again.";
    SENT_NOTICE: "Ce devis a été envoyé. L’enregistrement en fait une nouvelle révision, en brouillon\u{a0}: le client ne voit le changement qu’après un nouvel envoi, et la version envoyée est conservée.", "This quote was sent. Saving makes a new revision of it, as a draft: the client sees the change only once it is sent again, and the version that was sent is kept.";
    SAVE_REVISION: "Enregistrer la révision", "Save revision";
    NOT_EDITABLE: "Ce devis ne se modifie plus. Dupliquez-le pour repartir de son contenu.", "This quote can no longer be changed. Duplicate it to start from what it says.";
}

texts! {
    SEND: "Envoyer le devis", "Send quote";
    SEND_TITLE: "Envoyer le devis", "Send the quote";
    BY_MAIL: "Envoyer un mail avec le PDF et le lien de réponse", "Send a mail with the PDF and the link to answer";
    WITHOUT_MAIL: "Sans mail\u{a0}: marquer comme envoyé, je transmets le lien", "Without a mail: mark as sent, I pass the link on";
    MARK_SENT: "Marquer comme envoyé", "Mark as sent";
    sent(number): "{number} envoyé.", "{number} sent.";
    ACCEPT: "Accepter", "Accept";
    ACCEPT_TITLE: "Le client accepte le devis", "The client accepts the quote";
    ACCEPT_BODY: "Pour une réponse reçue par téléphone, par courrier ou en réunion.", "For an answer that came by telephone, by letter or in a meeting.";
    accepted(number): "{number} accepté.", "{number} accepted.";
    REJECT: "Refuser", "Decline";
    REJECT_TITLE: "Le client refuse le devis", "The client declines the quote";
    REJECT_BODY: "Le motif aide à préparer les prochains devis.", "The reason helps with the next quotes.";
    rejected(number): "{number} refusé.", "{number} declined.";
    ORDER: "Enregistrer la commande", "Record the order";
    ORDER_TITLE: "Enregistrer la commande", "Record the order";
    ORDER_BODY: "Le bon de commande du client est arrivé.", "The client’s purchase order has come.";
    ordered(number): "{number} commandé.", "{number} ordered.";
    ORDER_PDF: "Bon de commande (PDF)", "Order (PDF)";
    CANCEL: "Annuler le devis", "Cancel quote";
    CANCEL_TITLE: "Annuler le devis\u{a0}?", "Cancel this quote?";
    CANCEL_BODY: "Il n’est plus proposé au client et ne peut plus changer. Un duplicata reste possible.", "It is no longer offered to the client and can no longer change. It can still be duplicated.";
    CANCEL_NO: "Garder le devis", "Keep the quote";
    cancelled(number): "{number} annulé.", "{number} cancelled.";
    DUPLICATE: "Dupliquer", "Duplicate";
    duplicated(number): "Copie créée\u{a0}: {number}.", "Copy created: {number}.";
    deleted(number): "{number} est dans la corbeille.", "{number} was deleted.";
    deleted_many[n]: "{n} devis est dans la corbeille." | "{n} devis sont dans la corbeille.", "{n} quote was deleted." | "{n} quotes were deleted.";
    restored(number): "{number} est restauré.", "{number} is restored.";
    restored_many[n]: "{n} devis est restauré." | "{n} devis sont restaurés.", "{n} quote is restored." | "{n} quotes are restored.";
}

texts! {
    CONVERT: "Facturer", "Invoice";
    CONVERT_TITLE: "Facturer le devis", "Invoice the quote";
    CONVERT_MODE: "Que facturer\u{a0}?", "What to invoice?";
    CONVERT_ALL: "Tout ce qui reste", "Everything that is left";
    CONVERT_PARTS: "Certaines lignes ou quantités", "Some lines or quantities";
    CONVERT_DEPOSIT: "Un acompte", "A deposit";
    CONVERT_BODY: "Une facture en brouillon est créée. Elle se relit avant d’être émise.", "A draft invoice is made. It can be read over before it is issued.";
    CONVERT_SUBMIT: "Créer la facture", "Create invoice";
    quantity_left(left, all): "{left} sur {all} à facturer", "{left} of {all} to invoice";
    ALL_INVOICED: "entièrement facturé", "fully invoiced";
    part_of(line): "Quantité à facturer\u{a0}: {line}", "Quantity to invoice: {line}";
    part_malformed(left): "Un nombre de 0 à {left}.", "A number from 0 to {left}.";
    PARTS_NEEDED: "Indiquez une quantité pour une ligne au moins.", "Give a quantity for at least one line.";
    DEPOSIT_PERCENT: "Pourcentage du devis", "Percentage of the quote";
    DEPOSIT_AMOUNT: "Montant HT", "Amount excl. tax";
    DEPOSIT_AS: "Acompte en", "Deposit as";
    DEPOSIT_NEEDED: "Indiquez un montant ou un pourcentage supérieur à zéro.", "Give an amount or a percentage above zero.";
    DUE_DATE: "Échéance", "Due date";
    DUE_DATE_HELP: "Sans date, selon les conditions de paiement.", "Without a date, by the payment terms.";
    INVOICED_PART: "Facturé en partie", "Partly invoiced";
}

texts! {
    public_title(number): "Devis {number}", "Quote {number}";
    PUBLIC_FOR: "Pour", "For";
    PUBLIC_GONE_TITLE: "Ce lien ne mène à aucun devis", "This link leads to no quote";
    PUBLIC_GONE_BODY: "Il a expiré, il a été remplacé, ou il est incomplet. Demandez un nouveau lien à votre interlocuteur.", "It has expired, was replaced, or is incomplete. Ask your contact for a new link.";
    PUBLIC_FAILED: "Le devis n’a pas pu être chargé.", "The quote could not be loaded.";
    PUBLIC_ANSWER: "Votre réponse", "Your answer";
    public_until(day): "Ce devis est valable jusqu’au {day}.", "This quote is valid until {day}.";
    PUBLIC_NAME: "Nom et prénom", "Full name";
    PUBLIC_NAME_HELP: "La personne qui répond pour l’établissement.", "The person who answers for the institution.";
    PUBLIC_COMMENTS: "Commentaire", "Comment";
    PUBLIC_ACCEPT: "Accepter le devis", "Accept the quote";
    PUBLIC_REJECT: "Refuser le devis", "Decline the quote";
    PUBLIC_REJECT_TITLE: "Refuser le devis\u{a0}?", "Decline the quote?";
    PUBLIC_REJECT_BODY: "Votre interlocuteur en est informé. Vous pourrez lui demander une nouvelle proposition.", "Your contact is told of it. You can ask for another offer.";
    PUBLIC_REJECT_NO: "Revenir", "Go back";
    PUBLIC_SENDING: "Envoi…", "Sending…";
    public_accepted(day): "Vous avez accepté ce devis le {day}. Votre interlocuteur en est informé.", "You accepted this quote on {day}. Your contact has been told.";
    public_rejected(day): "Vous avez refusé ce devis le {day}.", "You declined this quote on {day}.";
    PUBLIC_EXPIRED: "Ce devis n’est plus valable. Demandez une nouvelle proposition à votre interlocuteur.", "This quote is no longer valid. Ask your contact for another offer.";
    PUBLIC_CLOSED: "Ce devis n’attend plus de réponse.", "This quote awaits no more answer.";
    PUBLIC_THANKS: "Merci, votre réponse est enregistrée.", "Thank you, your answer is recorded.";
}
