//! Words of the gallery: what each specimen shows, and what stands in it.

use crate::i18n::texts;

texts! {
    GALLERY: "Galerie", "Gallery";
    INTRODUCTION: "Chaque élément, dans chacun de ses états. Ce qui n’est pas ici n’existe pas.", "Every component, in each of its states. What is not here does not exist.";
}

texts! {
    BUTTONS: "Boutons", "Buttons";
    PRIMARY: "Principal\u{a0}: un par vue", "Primary: one per view";
    SECONDARY: "Secondaire", "Default";
    QUIET: "Discret", "Quiet";
    DANGER: "Danger\u{a0}: dans un dialogue seulement", "Danger: in a dialogue only";
    SMALL: "Petit, dans une ligne", "Small, in a row";
    BUSY: "Occupé\u{a0}: essayez", "Busy: try it";
    BLOCKED: "Inactif, avec sa raison", "Disabled, with its reason";
    SEGMENTS: "Choix exclusif", "One of a few";
    COPYING: "Copier", "Copy";
    EXPORT: "Exporter", "Export";
    FILTER: "Filtrer", "Filter";
    ADD: "Ajouter", "Add";
    REMIND: "Relancer", "Remind";
    DELETE_DRAFT: "Supprimer le brouillon", "Delete the draft";
    ISSUE: "Émettre la facture", "Issue invoice";
    NO_LINES: "La facture n’a pas encore de ligne.", "The invoice has no line yet.";
    CARDS: "Fiches", "Cards";
    LIST: "Liste", "List";
    PRESENTATION: "Présentation", "Presentation";
    COPY_NUMBER: "Copier le numéro", "Copy the number";
}

texts! {
    STATUSES: "Statuts", "Statuses";
    PLAIN: "Dans un tableau\u{a0}: sans fond", "In a table: without a tint";
    TAGS_AND_PEOPLE: "Étiquettes, personnes", "Tags, people";
    CREDIT_NOTE: "Avoir", "Credit note";
}

texts! {
    FIELDS: "Champs", "Fields";
    AT_REST: "Repos, avec aide", "At rest, with help";
    NAME: "Nom de l’institution", "Name of the institution";
    NAME_HELP: "Tel qu’il figurera sur les factures.", "As it will stand on invoices.";
    IN_ERROR: "Erreur\u{a0}: ce qui ne va pas, et quoi faire", "Error: what is wrong, and what to do";
    READ_ONLY: "Lecture seule et inactif", "Read-only and disabled";
    NUMBER: "Numéro", "Number";
    LOCKED: "Verrouillé par Digiforma", "Locked by Digiforma";
    PASSWORD: "Mot de passe", "Password";
    AMOUNTS: "Montant et pourcentage", "Money and percent";
    AMOUNT: "Montant reçu", "Amount received";
    DISCOUNT: "Remise", "Discount";
    AMOUNT_HELP: "S’écrit comme on veut\u{a0}: 1234,5 ou 1 234.50.", "Write it as you like: 1234.5 or 1 234,50.";
    sent_to_server(amount): "Envoyé au serveur\u{a0}: {amount}", "Sent to the server: {amount}";
    DATE: "Date", "Date";
    DUE: "Échéance", "Due date";
    DATE_HELP: "Aussi\u{a0}: «\u{a0}demain\u{a0}», «\u{a0}+30 j\u{a0}», «\u{a0}fin de mois\u{a0}».", "Also: “tomorrow”, “+30 d”, “end of month”.";
    LONG_TEXT: "Texte long", "Long text";
    NOTES: "Notes internes", "Internal notes";
    NOTES_HELP: "Jamais imprimées sur le devis.", "Never printed on the quote.";
    SHORT_LIST: "Liste courte", "Short list";
    METHOD: "Mode de paiement", "Payment method";
    TRANSFER: "Virement", "Bank transfer";
    CHEQUE: "Chèque", "Cheque";
    NOT_CHOSEN: "À choisir", "Not chosen";
    SEARCHED_LIST: "Liste avec recherche, sur le serveur", "List with search, on the server";
    INSTITUTION: "Institution", "Institution";
    SEVERAL_WORDS: "Plusieurs mots", "Several words";
    SPECIALTIES: "Spécialités", "Specialties";
    SPECIALTIES_HELP: "Entrée ou virgule ajoute\u{a0}; Retour arrière retire.", "Enter or a comma adds; Backspace removes.";
    CHOICES: "Cases, choix, interrupteur", "Boxes, choices, switch";
    PRIMARY_CONTACT: "Contact principal", "Primary contact";
    GETS_INVOICES: "Reçoit les factures", "Receives invoices";
    IN_PERCENT: "En pourcentage", "In percent";
    IN_EUROS: "En euros", "In euros";
    SYNC_ON: "Synchronisation active", "Synchronisation on";
    REMINDERS: "Rappels par e-mail", "Reminders by e-mail";
    cannot_create(name): "«\u{a0}{name}\u{a0}» serait créée ici.", "“{name}” would be created here.";
}

texts! {
    LISTS: "Listes", "Lists";
    VIEWS: "Onglets\u{a0}: chacun a son adresse", "Tabs: each has its address";
    VIEW_ALL: "Toutes", "All";
    VIEW_LATE: "En retard", "Overdue";
    VIEW_MONTH: "Ce mois-ci", "This month";
    MENU: "Menu d’actions", "Menu of actions";
    ACTIONS: "Actions", "Actions";
    DUPLICATE: "Dupliquer", "Duplicate";
    SEE_INSTITUTIONS: "Voir les institutions", "See the institutions";
    WAITING: "Chargement\u{a0}: la forme de ce qui vient", "Loading: the shape of what comes";
    FACTS: "Fiche", "Facts";
    PHONE: "Téléphone", "Phone";
}

texts! {
    MESSAGES: "Ce que dit l’application", "What the app says";
    IN_PAGE: "Dans la page", "In the page";
    ISSUED_NOTICE: "Cette facture est émise\u{a0}: elle ne se modifie plus. Corrigez-la par un avoir.", "This invoice is issued: it can no longer be edited. Correct it with a credit note.";
    UNREAD_NOTICE: "1 facture Digiforma n’a pas pu être lue\u{a0}: montant absent dans F-2026-418.", "1 Digiforma invoice could not be read: no amount in F-2026-418.";
    CONNECTED_NOTICE: "Connexion à Digiforma réussie\u{a0}: 148 entreprises visibles.", "Connected to Digiforma: 148 companies visible.";
    OFFLINE_NOTICE: "Hors ligne. Vos saisies attendent ici et partiront au retour du réseau.", "Offline. What you typed waits here and will leave when the network is back.";
    FAILURES: "Une partie de la page n’a pas pu être chargée", "A part of the page could not be loaded";
    TOASTS: "Après un geste\u{a0}: avec retour en arrière", "After a gesture: with a way back";
    TASK_DONE: "Tâche terminée.", "Task completed.";
    TASK_OPEN: "Tâche rouverte.", "Task reopened.";
    NOT_MOVED: "La carte n’a pas pu être déplacée.", "The card could not be moved.";
    SHOW_TOAST: "Terminer une tâche", "Complete a task";
    EMPTY_FIRST: "Vide\u{a0}: première fois", "Empty: the first time";
    NO_QUOTE: "Aucun devis pour l’instant", "No quotes yet";
    NO_QUOTE_BODY: "Un devis accepté devient une facture en un geste.", "An accepted quote becomes an invoice in one step.";
    NEW_QUOTE: "Nouveau devis", "New quote";
    EMPTY_FILTERED: "Vide\u{a0}: filtres trop étroits", "Empty: the filters are too narrow";
    NO_MATCH: "Aucune institution ne correspond", "No institution matches";
    NO_MATCH_BODY: "2 filtres sont actifs\u{a0}: Région, Salles d’opération.", "2 filters are on: Region, Operating theatres.";
    CLEAR: "Retirer les filtres", "Clear filters";
    EMPTY_DUE: "Vide\u{a0}: rien à faire", "Empty: nothing to do";
    NOTHING_DUE: "Rien à traiter", "Nothing to do";
    NOTHING_DUE_BODY: "Aucune tâche n’est due cette semaine.", "No task is due this week.";
    EMPTY_RESERVED: "Sans droit", "Without the right";
}

texts! {
    OVERLAYS: "Dialogue et panneau", "Dialogue and panel";
    QUESTION: "Dialogue\u{a0}: une question, irréversible", "Dialogue: one question, irreversible";
    ISSUE_TITLE: "Émettre la facture\u{a0}?", "Issue this invoice?";
    ISSUE_BODY: "Elle recevra un numéro et ne pourra plus être modifiée ni supprimée. Une correction passera par un avoir.", "It gets a number and can no longer be edited or deleted. A correction will take a credit note.";
    CUSTOMER: "Client", "Customer";
    TO_PAY: "Net à payer", "Amount due";
    DANGEROUS: "Dialogue\u{a0}: supprimer", "Dialogue: delete";
    DELETE_TITLE: "Supprimer ce brouillon\u{a0}?", "Delete this draft?";
    DELETE_BODY: "Rien n’a été envoyé au client.", "Nothing was sent to the customer.";
    PANEL: "Panneau latéral\u{a0}: créer ou lire sans quitter la liste", "Side panel: create or read without leaving the list";
    RECORD_PAYMENT: "Enregistrer un paiement", "Record a payment";
    RECEIVED_ON: "Reçu le", "Received on";
    CONFLICT: "Conflit\u{a0}: les deux versions, au choix pour chaque champ", "Conflict: both versions, to choose for each field";
    EDIT_INSTITUTION: "Modifier l’institution", "Edit the institution";
    OPEN: "Ouvrir", "Open";
}

texts! {
    TYPE: "Texte", "Text";
    SCALE: "Échelle", "Scale";
    TYPE_TITLE: "Titre de page, 24", "Title of a page, 24";
    TYPE_HEADING: "Titre de section, 18", "Heading of a section, 18";
    TYPE_READ: "Lecture, 16\u{a0}: conditions, e-mails, aide longue.", "Reading, 16: terms, e-mails, long help.";
    TYPE_BASE: "Base, 14\u{a0}: tout le travail.", "Base, 14: all the work.";
    TYPE_SMALL: "Petit, 13\u{a0}: aide, secondaire.", "Small, 13: help, secondary.";
    TYPE_CAPTION: "Légende, 12\u{a0}: statuts, axes. Rien en dessous.", "Caption, 12: statuses, axes. Nothing below.";
    TYPE_NUMBERS: "Chiffres alignés\u{a0}: 1 111,00 · 8 888,00", "Aligned figures: 1,111.00 · 8,888.00";
    TYPE_CODES: "Identifiants\u{a0}: 440000289 · 2A0000154 · Il1O0", "Identifiers: 440000289 · 2A0000154 · Il1O0";
    KEYS: "Clavier", "Keyboard";
    KEY_SEARCH: "Rechercher", "Search";
    KEY_HELP: "Aide", "Help";
}

texts! {
    TABLE: "Tableau de données", "Data table";
    TABLE_CAPTION: "10\u{202f}000 lignes\u{a0}: tri, colonnes, sélection, filtres dans l’adresse", "10,000 rows: order, columns, selection, filters in the address";
    STATUS: "Statut", "Status";
    SEARCH_INVOICE: "Rechercher une facture", "Search an invoice";
    SEARCH_HINT: "Numéro, institution…", "Number, institution…";
    EXPORTED: "Rien n’est exporté d’ici\u{a0}: ces factures sont inventées.", "Nothing is exported from here: these invoices are invented.";
    invoices[n]: "{n} facture" | "{n} factures", "{n} invoice" | "{n} invoices";
}

texts! {
    CHARTS: "Graphiques", "Charts";
    STACKED: "Colonnes empilées, l’année précédente en repère", "Stacked columns, the year before as a mark";
    BARS: "Colonnes côte à côte", "Columns side by side";
    LINES: "Courbes", "Lines";
    AUDIT: "Audit", "Audit";
    TRAINING: "Formation", "Training";
    OTHER: "Autre", "Other";
    TOTAL: "Total", "Total";
    YEAR_BEFORE: "Année précédente", "Year before";
    REVENUE_SUMMARY: "Revenus inventés de six mois, au plus haut en octobre.", "Invented revenue of six months, highest in October.";
    MONTH: "Mois", "Month";
    MAY: "Mai", "May";
    JUNE: "Juin", "June";
    JULY: "Juil.", "July";
    AUGUST: "Août", "Aug";
    SEPTEMBER: "Sept.", "Sept";
    OCTOBER: "Oct.", "Oct";
    DOCUMENT_LINES: "Lignes d’un devis", "Lines of a quote";
    LINES_TYPED: "Au clavier\u{a0}: Entrée, Tab, Alt et flèches", "By keyboard: Enter, Tab, Alt and arrows";
}
