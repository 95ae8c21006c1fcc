//! Words of webhooks.

use domain::WebhookEvent;

use crate::i18n::{Words, texts};

texts! {
    WEBHOOKS: "Webhooks", "Webhooks";
    INTRO: "Vos autres logiciels apprennent aussitôt ce qui se passe ici.", "Your other software learns at once what happens here.";
    NEW: "Nouveau webhook", "New webhook";
    VIEW_ALL: "Tous", "All";
    VIEW_BROKEN: "En panne", "Not working";
    FILTER_BAR: "Filtrer les webhooks", "Filter webhooks";
    SEARCH: "Rechercher un webhook", "Search webhooks";
    SEARCH_HINT: "Nom ou adresse…", "Name or address…";
    NAME: "Nom", "Name";
    ADDRESS: "Adresse", "Address";
    ADDRESS_HELP: "Où les événements sont envoyés\u{a0}: https://…", "Where events are sent: https://…";
    ADDRESS_MALFORMED: "Une adresse commence par https:// ou http://.", "An address begins with https:// or http://.";
    EVENTS: "Événements", "Events";
    EVENTS_HELP: "Ce que l’autre logiciel doit apprendre.", "What the other software is to learn.";
    EVENTS_NEEDED: "Choisissez au moins un événement.", "Choose at least one event.";
    events[n]: "{n} événement" | "{n} événements", "{n} event" | "{n} events";
    STATE: "État", "State";
    STATUS: "Statut", "Status";
    RATE: "Réussite", "Success";
    LAST: "Dernier envoi", "Last delivery";
    COLUMN_UPDATED: "Modifié", "Changed";
    SORT_NAME: "Nom", "Name";
    SORT_LAST: "Dernier envoi", "Last delivery";
    SORT_UPDATED: "Modification", "Last change";
    SORT_CREATED: "Création", "Creation";
    NEVER: "jamais", "never";
    percent(rate): "{rate}\u{a0}%", "{rate}%";
    selected[n]: "{n} sélectionné" | "{n} sélectionnés", "{n} selected" | "{n} selected";
    count[n]: "{n} webhook" | "{n} webhooks", "{n} webhook" | "{n} webhooks";
    NO_MATCH: "Aucun webhook ne correspond", "No webhook matches";
    NONE_YET: "Aucun webhook pour l’instant", "No webhooks yet";
    NONE_YET_BODY: "Un webhook appelle l’adresse d’un autre logiciel dès qu’un devis est accepté, une facture payée, une tâche terminée.", "A webhook calls the address of another program as soon as a quote is accepted, an invoice paid, a task done.";
    TRASH_EMPTY: "La corbeille est vide", "Nothing is deleted";
    TRASH_EMPTY_BODY: "Un webhook supprimé se retrouve ici et peut être restauré.", "A deleted webhook is found here and can be restored.";
    WEBHOOK: "Webhook", "Webhook";
    FAILED: "Le webhook n’a pas pu être chargé.", "The webhook could not be loaded.";
    GONE: "Ce webhook n’existe pas.", "There is no such webhook.";
    IN_TRASH: "Ce webhook est dans la corbeille\u{a0}: rien ne lui est envoyé.", "This webhook is deleted: nothing is sent to it.";
    CREATE: "Créer le webhook", "Create webhook";
    created(name): "{name} est créé.", "{name} was created.";
    EDIT_TITLE: "Modifier le webhook", "Edit webhook";
    SAVED: "Webhook enregistré.", "Webhook saved.";
    ACTIVE: "Actif", "Active";
    ACTIVE_HELP: "En pause, rien n’est envoyé. Ce qui était en attente part ensuite\u{a0}; ce qui se passe entre-temps n’est pas rattrapé.", "While it is paused nothing is sent. What was waiting goes out afterwards; what happens meanwhile is not made up for.";
    ADVANCED: "Réglages d’envoi", "Sending";
    TIMEOUT: "Délai de réponse (s)", "Time to answer (s)";
    TIMEOUT_HELP: "De 1 à 300 secondes.", "From 1 to 300 seconds.";
    RETRIES: "Nouveaux essais", "Further attempts";
    RETRIES_HELP: "De 0 à 10\u{a0}; dix essais s’étalent sur trois jours.", "From 0 to 10; ten attempts take about three days.";
    out_of_range(least, most): "Un nombre entier de {least} à {most}.", "A whole number from {least} to {most}.";
    HEADERS: "En-têtes", "Headers";
    HEADERS_HELP: "Un par ligne\u{a0}: «\u{a0}Authorization: Bearer …\u{a0}».", "One a line: “Authorization: Bearer …”.";
    HEADERS_MALFORMED: "Chaque ligne s’écrit «\u{a0}nom: valeur\u{a0}».", "Each line is written “name: value”.";
    SECRET: "Clé de signature", "Signing secret";
    SECRET_ONCE: "Copiez cette clé maintenant\u{a0}: elle ne sera plus montrée.", "Copy this secret now: it is not shown again.";
    SECRET_HELP: "L’autre logiciel vérifie avec elle que l’envoi vient d’ici (Standard Webhooks).", "With it the other software checks that a delivery comes from here (Standard Webhooks).";
    COPY_SECRET: "Copier la clé", "Copy the secret";
    ROTATE: "Changer la clé", "Replace the secret";
    ROTATE_TITLE: "Changer la clé de signature\u{a0}?", "Replace the signing secret?";
    ROTATE_BODY: "L’autre logiciel refusera les envois tant qu’il ne connaît pas la nouvelle clé.", "The other software will refuse deliveries until it knows the new secret.";
    TEST: "Tester", "Test";
    TESTING: "Essai en cours…", "Testing…";
    tested(status, duration): "Reçu\u{a0}: réponse {status} en {duration}\u{a0}ms.", "Received: answer {status} in {duration} ms.";
    test_failed(why): "Échec de l’essai. {why}", "The test failed. {why}";
    RESET: "Remettre en marche", "Switch on again";
    reset(name): "{name} est de nouveau actif.", "{name} is active again.";
    PAUSE: "Mettre en pause", "Pause";
    paused(name): "{name} est en pause.", "{name} is paused.";
    DISABLED: "Ce webhook a été arrêté\u{a0}: il ne répondait plus.", "This webhook was switched off: it no longer answered.";
    DISABLED_GONE: "Ce webhook a été arrêté\u{a0}: l’autre logiciel a répondu qu’il n’existe plus (410).", "This webhook was switched off: the other software answered that it is gone (410).";
    deleted(name): "{name} est dans la corbeille.", "{name} was deleted.";
    deleted_many[n]: "{n} webhook est dans la corbeille." | "{n} webhooks sont dans la corbeille.", "{n} webhook was deleted." | "{n} webhooks were deleted.";
    restored(name): "{name} est restauré.", "{name} is restored.";
    restored_many[n]: "{n} webhook est restauré." | "{n} webhooks sont restaurés.", "{n} webhook is restored." | "{n} webhooks are restored.";
    DELIVERIES: "Derniers envois", "Latest deliveries";
    DELIVERIES_FAILED: "Les envois n’ont pas pu être chargés.", "The deliveries could not be loaded.";
    NO_DELIVERIES: "Rien n’a encore été envoyé.", "Nothing was sent yet.";
    attempts[n]: "{n} essai" | "{n} essais", "{n} attempt" | "{n} attempts";
    next_attempt(when): "prochain essai {when}", "next attempt {when}";
    answered(status): "réponse {status}", "answer {status}";
    BODY: "Contenu envoyé", "What was sent";
    ANSWER: "Réponse", "Answer";
    REPLAY: "Envoyer de nouveau", "Send again";
    REPLAYED: "L’envoi est relancé.", "It is sent again.";
    RETRY_FAILED: "Relancer les échecs", "Retry failed ones";
    retried[n]: "{n} envoi relancé." | "{n} envois relancés.", "{n} delivery is tried again." | "{n} deliveries are tried again.";
    NOTHING_FAILED: "Aucun envoi n’a été abandonné.", "No delivery was given up.";
    answered_badly(status): "L’autre logiciel a répondu {status}.", "The other software answered {status}.";
    TIMED_OUT: "L’autre logiciel n’a pas répondu à temps.", "The other software did not answer in time.";
    UNREACHABLE: "L’autre logiciel est injoignable.", "The other software cannot be reached.";
    HOST_UNKNOWN: "Ce nom de machine est introuvable.", "There is no host of this name.";
    CLOSED_NETWORK: "L’adresse mène dans un réseau fermé. L’administrateur du serveur peut l’autoriser (WEBHOOK_ALLOW_PRIVATE).", "The address leads into a closed network. The server’s administrator can allow this (WEBHOOK_ALLOW_PRIVATE).";
    SWITCHED_OFF: "Le webhook n’était pas actif.", "The webhook was not active.";
    SECRET_UNREADABLE: "La clé de signature ne peut pas être lue. Changez-la.", "The signing secret cannot be read. Replace it.";
    RESERVED: "Le serveur écrit lui-même un de ces en-têtes.", "The server writes one of these headers itself.";
    UPDATED: "Dernière modification", "Last change";

    INSTITUTION_CREATED: "Institution créée", "Institution created";
    INSTITUTION_UPDATED: "Institution modifiée", "Institution changed";
    INSTITUTION_DELETED: "Institution supprimée", "Institution deleted";
    CONTACT_CREATED: "Contact créé", "Contact created";
    CONTACT_UPDATED: "Contact modifié", "Contact changed";
    CONTACT_DELETED: "Contact supprimé", "Contact deleted";
    TASK_CREATED: "Tâche créée", "Task created";
    TASK_UPDATED: "Tâche modifiée", "Task changed";
    TASK_COMPLETED: "Tâche terminée", "Task completed";
    QUOTE_CREATED: "Devis créé", "Quote created";
    QUOTE_UPDATED: "Devis modifié", "Quote changed";
    QUOTE_SENT: "Devis envoyé", "Quote sent";
    QUOTE_ACCEPTED: "Devis accepté", "Quote accepted";
    QUOTE_REJECTED: "Devis refusé", "Quote declined";
    INVOICE_CREATED: "Facture créée", "Invoice created";
    INVOICE_UPDATED: "Facture modifiée", "Invoice changed";
    INVOICE_ISSUED: "Facture émise", "Invoice issued";
    INVOICE_PAID: "Facture payée", "Invoice paid";
    INVOICE_OVERDUE: "Facture en retard", "Invoice overdue";
    INVOICE_CANCELLED: "Facture annulée", "Invoice cancelled";
    PAYMENT_RECEIVED: "Paiement reçu", "Payment received";
    DIGIFORMA_READ: "Lecture de Digiforma terminée", "Digiforma read";
    WEBHOOK_TEST: "Essai", "Test";
}

/// An event.
#[must_use]
pub const fn event(event: WebhookEvent) -> Words {
    match event {
        WebhookEvent::InstitutionCreated => INSTITUTION_CREATED,
        WebhookEvent::InstitutionUpdated => INSTITUTION_UPDATED,
        WebhookEvent::InstitutionDeleted => INSTITUTION_DELETED,
        WebhookEvent::ContactCreated => CONTACT_CREATED,
        WebhookEvent::ContactUpdated => CONTACT_UPDATED,
        WebhookEvent::ContactDeleted => CONTACT_DELETED,
        WebhookEvent::TaskCreated => TASK_CREATED,
        WebhookEvent::TaskUpdated => TASK_UPDATED,
        WebhookEvent::TaskCompleted => TASK_COMPLETED,
        WebhookEvent::QuoteCreated => QUOTE_CREATED,
        WebhookEvent::QuoteUpdated => QUOTE_UPDATED,
        WebhookEvent::QuoteSent => QUOTE_SENT,
        WebhookEvent::QuoteAccepted => QUOTE_ACCEPTED,
        WebhookEvent::QuoteRejected => QUOTE_REJECTED,
        WebhookEvent::InvoiceCreated => INVOICE_CREATED,
        WebhookEvent::InvoiceUpdated => INVOICE_UPDATED,
        WebhookEvent::InvoiceIssued => INVOICE_ISSUED,
        WebhookEvent::InvoicePaid => INVOICE_PAID,
        WebhookEvent::InvoiceOverdue => INVOICE_OVERDUE,
        WebhookEvent::InvoiceCancelled => INVOICE_CANCELLED,
        WebhookEvent::PaymentReceived => PAYMENT_RECEIVED,
        WebhookEvent::DigiformaSyncCompleted => DIGIFORMA_READ,
        WebhookEvent::WebhookTest => WEBHOOK_TEST,
    }
}
