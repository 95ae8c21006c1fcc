//! Words of Digiforma: the connection and its readings.

use domain::{DigiformaPhase, DigiformaSyncFrequency, DigiformaSyncMode, DigiformaSyncType, DigiformaTestOutcome};

use crate::i18n::{Words, texts};

texts! {
    TITLE: "Digiforma", "Digiforma";
    INTRO: "Le logiciel de formation du cabinet. Ses sociétés, contacts, devis et factures sont lus ici\u{a0}; rien n’y est jamais écrit.", "The firm’s training software. Its companies, contacts, quotes and invoices are read here; nothing is ever written there.";
    FAILED: "La connexion n’a pas pu être chargée.", "The connection could not be loaded.";
    STATE_FAILED: "L’état de la synchronisation n’a pas pu être chargé.", "The state of the synchronisation could not be loaded.";

    CONNECTION: "Connexion", "Connection";
    ADDRESS: "Adresse de l’API", "Address of the API";
    ADDRESS_FORM: "Une adresse qui commence par https:// et finit par /api/v1/graphql.", "An address that begins with https:// and ends with /api/v1/graphql.";
    TOKEN: "Jeton d’accès", "Access token";
    TOKEN_HELP: "Dans Digiforma\u{a0}: Réglages, puis API. Il est gardé chiffré et n’est jamais affiché.", "In Digiforma: Settings, then API. It is kept encrypted and never shown.";
    TOKEN_KEPT: "Un jeton est enregistré. Il n’est jamais affiché.", "A token is kept. It is never shown.";
    TOKEN_REPLACE: "Laissez vide pour garder le jeton enregistré.", "Leave empty to keep the stored token.";
    TOKEN_FORM: "Un jeton n’a que des lettres, des chiffres et des signes, sans espace.", "A token has letters, digits and signs only, no blanks.";
    REPLACE_TOKEN: "Remplacer", "Replace";
    KEEP_TOKEN: "Garder l’ancien", "Keep the old one";
    REMOVE_TOKEN: "Retirer", "Remove";
    REMOVE_TITLE: "Retirer le jeton\u{a0}?", "Remove the token?";
    REMOVE_BODY: "Digiforma n’est plus lu tant qu’un autre jeton n’est pas saisi. Ce qui a été lu reste.", "Digiforma is no longer read until another token is entered. What was read stays.";
    REMOVED: "Jeton retiré.", "Token removed.";
    ENABLED: "Connexion active", "Connection switched on";
    ENABLED_HELP: "Désactivée, rien n’est lu, même à la main.", "Switched off, nothing is read, not even by hand.";
    SCHEDULE: "Fréquence", "Schedule";
    AUTO_SYNC: "Lire Digiforma automatiquement", "Read Digiforma automatically";
    DAILY: "Chaque jour", "Every day";
    WEEKLY: "Chaque semaine", "Every week";
    MONTHLY: "Chaque mois", "Every month";
    MANUAL: "À la main seulement", "By hand only";
    CREATION: "Créations automatiques", "Automatic creation";
    CREATE_INSTITUTIONS: "Créer les institutions manquantes", "Create missing institutions";
    CREATE_INSTITUTIONS_HELP: "Une société qui ne ressemble à aucune institution en devient une, avec son nom, son adresse et ses numéros. Sans cette option, elle attend dans le rapprochement.", "A company that resembles no institution becomes one, with its name, address and numbers. Without this option it waits in the matching.";
    CREATE_CONTACTS: "Créer les contacts manquants", "Create missing contacts";
    CREATE_CONTACTS_HELP: "Le contact d’une société liée dont l’adresse e-mail est inconnue de l’institution y est ajouté. Les contacts existants ne sont pas modifiés.", "A contact of a linked company whose e-mail address its institution does not have is added there. Existing contacts are not changed.";
    SAVED: "Connexion enregistrée.", "Connection saved.";
    UNSAVED: "Modifications non enregistrées.", "Unsaved changes.";

    TEST: "Tester la connexion", "Test the connection";
    TESTING: "Test en cours…", "Testing…";
    TEST_FIRST_SAVE: "Enregistrez d’abord les modifications.", "Save the changes first.";
    TEST_NO_TOKEN: "Saisissez et enregistrez d’abord un jeton.", "Enter and save a token first.";
    TEST_WORKED: "La connexion fonctionne.", "The connection works.";
    TEST_FAILED: "La connexion ne fonctionne pas.", "The connection does not work.";
    tested(when): "Testée le {when}.", "Tested {when}.";
    TEST_DETAIL: "Détail technique", "Technical detail";
    FIELDS_MISSING: "Les champs que ce compte n’a pas sont laissés de côté.", "Fields that this account does not have are left out.";
    SCHEMA_HIDDEN: "Le compte ne montre pas son schéma\u{a0}: les champs que tous les comptes n’ont pas sont laissés de côté.", "The account does not show its schema: fields that not every account has are left out.";
    TOKEN_REFUSED: "Digiforma refuse le jeton\u{a0}: il est faux ou retiré, ou l’abonnement ne comprend pas l’API.", "Digiforma refuses the token: it is wrong or was withdrawn, or the plan has no API.";
    NOT_DIGIFORMA: "À cette adresse, ce n’est pas l’API de Digiforma qui répond. Vérifiez l’adresse.", "It is not Digiforma’s API that answers at this address. Check the address.";
    SERVER_FAILING: "Digiforma est en panne pour le moment. Réessayez plus tard.", "Digiforma has trouble at the moment. Try again later.";
    RATE_LIMITED: "Digiforma demande d’espacer les requêtes. Réessayez plus tard.", "Digiforma asks for fewer requests. Try again later.";
    TIMEOUT: "Digiforma n’a pas répondu à temps. Réessayez plus tard.", "Digiforma did not answer in time. Try again later.";
    UNREACHABLE: "Digiforma est injoignable. Vérifiez l’adresse et le réseau du serveur.", "Digiforma cannot be reached. Check the address and the server’s network.";
    QUERY_REFUSED: "Digiforma répond, mais pas à ce qui lui est demandé.", "Digiforma answers, but not what it is asked for.";
    UNUSABLE_SETTINGS: "L’adresse ou le jeton ne peut pas être utilisé tel quel.", "The address or the token cannot be used as it is.";
}

texts! {
    NOT_CONFIGURED_TITLE: "Digiforma n’est pas encore relié", "Digiforma is not connected yet";
    NOT_CONFIGURED_BODY: "Saisissez l’adresse et un jeton, enregistrez, testez la connexion, puis lancez la première synchronisation.", "Enter the address and a token, save, test the connection, then start the first synchronisation.";
    ENTER_TOKEN: "Saisir le jeton", "Enter the token";
    NOT_ENABLED: "La connexion est désactivée\u{a0}: rien n’est lu. Activez-la pour synchroniser.", "The connection is switched off: nothing is read. Switch it on to synchronise.";
    SYNC: "Synchronisation", "Synchronisation";
    SYNC_NOW: "Synchroniser", "Synchronise";
    SYNC_ALL: "Tout relire", "Read everything again";
    SYNC_MORE: "Autres façons de synchroniser", "Other ways to synchronise";
    SYNC_STARTED: "Synchronisation lancée.", "Synchronisation started.";
    SYNC_CANCEL: "Arrêter", "Stop";
    SYNC_CANCELLED: "Arrêt demandé.", "Stop requested.";
    SYNC_STOPPING: "Arrêt demandé\u{a0}: la page en cours se termine.", "Stop requested: the current page is finished first.";
    SYNC_WAITING: "En attente d’un serveur libre.", "Waiting for a free server.";
    NEVER: "Digiforma n’a encore jamais été lu.", "Digiforma was never read yet.";
    NEVER_BODY: "La première lecture prend quelques minutes\u{a0}: sociétés, contacts, sessions, devis et factures.", "The first reading takes a few minutes: companies, contacts, sessions, quotes and invoices.";
    last(when): "Dernière synchronisation {when}", "Last synchronisation {when}";
    next(when): "Prochaine\u{a0}: {when}", "Next: {when}";
    NO_NEXT: "Aucune synchronisation automatique.", "No automatic synchronisation.";
    phases_done(done, all): "{done} étapes sur {all}", "{done} of {all} steps";
    PROGRESS: "Avancement", "Progress";
    PHASES: "Étapes", "Steps";
    PHASE_WAITING: "à venir", "to come";
    PHASE_RUNNING: "en cours", "running";
    PHASE_BROKEN: "interrompue", "broken off";
    PHASE_DONE: "terminée", "done";
    suggestions_wait[n]: "{n} suggestion de rapprochement attend une décision." | "{n} suggestions de rapprochement attendent une décision.", "{n} suggestion of a match waits for a decision." | "{n} suggestions of matches wait for a decision.";
    OPEN_MATCHING: "Ouvrir le rapprochement", "Open the matching";

    BROKEN_OFF: "La synchronisation s’est interrompue.", "The synchronisation broke off.";
    BROKEN_OFF_BODY: "Ce qui a été lu avant reste en place. La suivante reprend ce qui manque.", "What was read before stays. The next one picks up what is missing.";
    PARTIAL: "Certains enregistrements n’ont pas pu être lus.", "Some records could not be read.";
    STOPPED: "La synchronisation a été arrêtée. Ce qui a été lu avant reste en place.", "The synchronisation was stopped. What was read before stays.";
    SHOW_ERRORS: "Voir les erreurs", "Show the errors";
    TRY_AGAIN: "Relancer", "Try again";

    HISTORY: "Historique", "History";
    HISTORY_EMPTY: "Les synchronisations apparaîtront ici, avec leurs compteurs et leurs erreurs.", "Synchronisations will appear here, with their counters and their errors.";
    COLUMN_STARTED: "Début", "Start";
    COLUMN_STATUS: "Résultat", "Result";
    COLUMN_DURATION: "Durée", "Duration";
    COLUMN_CHANGES: "Changements", "Changes";
    COLUMN_ERRORS: "Erreurs", "Errors";
    MODE_ALL: "tout relu", "everything";
    SCHEDULED: "Planifiée", "Scheduled";
    AUTO: "Automatique", "Automatic";
    SOMEBODY: "À la main", "By hand";

    SYNC_PANEL: "Synchronisation", "Synchronisation";
    SYNC_PANEL_FAILED: "La synchronisation n’a pas pu être chargée.", "The synchronisation could not be loaded.";
    SYNC_GONE: "Cette synchronisation n’existe plus.", "This synchronisation no longer exists.";
    FACT_STARTED: "Début", "Start";
    FACT_ENDED: "Fin", "End";
    FACT_DURATION: "Durée", "Duration";
    FACT_WHO: "Lancée par", "Started by";
    FACT_MODE: "Étendue", "Reach";
    MODE_NORMAL: "Ce qui a pu changer", "What may have changed";
    MODE_INITIAL: "Tout", "Everything";
    COUNTERS: "Compteurs", "Counters";
    COUNTER_KIND: "Enregistrements", "Records";
    READ: "Lus", "Read";
    CREATED: "Créés", "Created";
    UPDATED: "Modifiés", "Updated";
    UNCHANGED: "Inchangés", "Unchanged";
    REMOVED_ROWS: "Disparus", "Removed";
    FAILED_ROWS: "En erreur", "Failed";
    read[n]: "{n} lu" | "{n} lus", "{n} read" | "{n} read";
    created[n]: "{n} créé" | "{n} créés", "{n} created" | "{n} created";
    updated[n]: "{n} modifié" | "{n} modifiés", "{n} updated" | "{n} updated";
    unchanged[n]: "{n} inchangé" | "{n} inchangés", "{n} unchanged" | "{n} unchanged";
    removed[n]: "{n} disparu" | "{n} disparus", "{n} removed" | "{n} removed";
    failed[n]: "{n} en erreur" | "{n} en erreur", "{n} failed" | "{n} failed";
    errors[n]: "{n} erreur" | "{n} erreurs", "{n} error" | "{n} errors";
    NOTHING_CHANGED: "Rien de changé", "Nothing changed";
    ERRORS: "Erreurs", "Errors";
    NO_ERRORS: "Tout a été lu sans erreur.", "Everything was read without an error.";
    errors_cut[n]: "Les {n} premières erreurs sont gardées." | "Les {n} premières erreurs sont gardées.", "The first {n} errors are kept." | "The first {n} errors are kept.";
    WHOLE_LIST: "liste entière", "whole list";
    record(id): "n° {id}", "no. {id}";
    copy_id(id): "Copier l’identifiant {id}", "Copy the id {id}";
    seconds[n]: "{n} s" | "{n} s", "{n} s" | "{n} s";
    minutes(minutes, seconds): "{minutes} min {seconds} s", "{minutes} min {seconds} s";
    hours(hours, minutes): "{hours} h {minutes} min", "{hours} h {minutes} min";

    COMPANIES: "Sociétés", "Companies";
    COMPANY_CONTACTS: "Contacts", "Contacts";
    TRAINEES: "Stagiaires", "Trainees";
    PROGRAMS: "Programmes", "Programs";
    SESSIONS: "Sessions", "Training sessions";
    CUSTOMERS: "Clients des sessions", "Session customers";
    QUOTES: "Devis", "Quotes";
    INVOICES: "Factures et avoirs", "Invoices and credit notes";
    DIRECTORY: "Annuaire", "Directory";
    MATCHING: "Rapprochement", "Matching";
    LINKS: "Liens", "Links";
    INSTITUTIONS: "Institutions", "Institutions";
    CONTACT_PERSONS: "Contacts du CRM", "CRM contacts";
}

/// Word of a frequency.
#[must_use]
pub fn frequency(value: DigiformaSyncFrequency) -> Words {
    match value {
        DigiformaSyncFrequency::Daily => DAILY,
        DigiformaSyncFrequency::Weekly => WEEKLY,
        DigiformaSyncFrequency::Monthly => MONTHLY,
        DigiformaSyncFrequency::Manual => MANUAL,
    }
}

/// What a trial of the connection found out; absent: it works, and there is nothing to add.
#[must_use]
pub fn test_outcome(value: DigiformaTestOutcome) -> Option<Words> {
    Some(match value {
        DigiformaTestOutcome::Connected => return None,
        DigiformaTestOutcome::FieldsMissing => FIELDS_MISSING,
        DigiformaTestOutcome::SchemaHidden => SCHEMA_HIDDEN,
        DigiformaTestOutcome::TokenRefused => TOKEN_REFUSED,
        DigiformaTestOutcome::NotDigiforma => NOT_DIGIFORMA,
        DigiformaTestOutcome::ServerFailing => SERVER_FAILING,
        DigiformaTestOutcome::RateLimited => RATE_LIMITED,
        DigiformaTestOutcome::Timeout => TIMEOUT,
        DigiformaTestOutcome::Unreachable => UNREACHABLE,
        DigiformaTestOutcome::QueryRefused => QUERY_REFUSED,
        DigiformaTestOutcome::UnusableSettings => UNUSABLE_SETTINGS,
    })
}

/// Word of a step of a reading.
#[must_use]
pub fn phase(value: DigiformaPhase) -> Words {
    match value {
        DigiformaPhase::Companies => COMPANIES,
        DigiformaPhase::Trainees => TRAINEES,
        DigiformaPhase::Programs => PROGRAMS,
        DigiformaPhase::TrainingSessions => SESSIONS,
        DigiformaPhase::Customers => CUSTOMERS,
        DigiformaPhase::Quotes => QUOTES,
        DigiformaPhase::Invoices => INVOICES,
        DigiformaPhase::Directory => DIRECTORY,
        DigiformaPhase::Matching => MATCHING,
    }
}

/// Word of a kind of record in counters and errors; absent: a kind that this page does not know yet.
#[must_use]
pub fn kind_of_record(name: &str) -> Option<Words> {
    Some(match name {
        "companies" => COMPANIES,
        "contacts" => COMPANY_CONTACTS,
        "trainees" => TRAINEES,
        "programs" => PROGRAMS,
        "training_sessions" => SESSIONS,
        "customers" => CUSTOMERS,
        "quotes" => QUOTES,
        "invoices" => INVOICES,
        "directory" => DIRECTORY,
        "links" => LINKS,
        "institutions" => INSTITUTIONS,
        "contact_persons" => CONTACT_PERSONS,
        _ => return None,
    })
}

/// Who asked for a reading, where no person did.
#[must_use]
pub fn origin(value: DigiformaSyncType) -> Words {
    match value {
        DigiformaSyncType::Manual => SOMEBODY,
        DigiformaSyncType::Scheduled => SCHEDULED,
        DigiformaSyncType::Auto => AUTO,
    }
}

/// How much a reading reads.
#[must_use]
pub fn mode(value: DigiformaSyncMode) -> Words {
    match value {
        DigiformaSyncMode::Normal => MODE_NORMAL,
        DigiformaSyncMode::Initial => MODE_INITIAL,
    }
}
