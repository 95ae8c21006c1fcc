//! Words of the page of an institution.

use crate::i18n::texts;

texts! {
    BREADCRUMB: "Fil d’Ariane", "Breadcrumb";
    FAILED: "La fiche n’a pas pu être chargée.", "The record could not be loaded.";
    GONE_TITLE: "Institution introuvable", "Institution not found";
    GONE_BODY: "Elle a été supprimée, ou elle est hors de votre périmètre.", "It was deleted, or it is outside what you may see.";
    ALL_INSTITUTIONS: "Toutes les institutions", "All institutions";
    OVERVIEW: "Aperçu", "Overview";
    followed_by(name): "suivie par {name}", "followed by {name}";
    operating_rooms[n]: "{n} salle d’opération" | "{n} salles d’opération", "{n} operating room" | "{n} operating rooms";
    MORE_ACTIONS: "Autres actions", "More actions";
    LOCKED: "Protégée", "Protected";
    LOCKED_WHY: "Modifiée à la main\u{a0}: la synchronisation et l’import ne l’écrasent pas.", "Edited by hand: sync and import do not overwrite it.";
    IN_TRASH: "Cette institution est dans la corbeille.", "This institution is deleted.";
    SHEET: "Fiche", "Record";
    COPY_FINESS: "Copier le FINESS", "Copy the FINESS";
    COPY_SIRET: "Copier le SIRET", "Copy the SIRET";
    until(day): "jusqu’au {day}", "until {day}";
    ORIGIN: "Origine", "Source";
    CREATED: "Créée", "Created";
    CONTACTS: "Contacts", "Contacts";
    CONTACTS_FAILED: "Les contacts n’ont pas pu être chargés.", "The contacts could not be loaded.";
    NO_CONTACTS: "Aucun contact pour l’instant.", "No contacts yet.";
    PRIMARY: "contact principal", "primary contact";
    write_to(name): "Écrire à {name}", "Write to {name}";
    OPEN_TASKS: "Tâches en cours", "Open tasks";
    TASKS_FAILED: "Les tâches n’ont pas pu être chargées.", "The tasks could not be loaded.";
    NO_TASKS: "Rien à traiter.", "Nothing to do.";
    late[n]: "{n} tâche en retard" | "{n} tâches en retard", "{n} overdue task" | "{n} overdue tasks";
    due(day): "pour le {day}", "due {day}";
    NO_DUE_DATE: "sans échéance", "no due date";
    ACTIVITY: "Activité", "Activity";
    ACTIVITY_FAILED: "L’activité n’a pas pu être chargée.", "The activity could not be loaded.";
    NO_ACTIVITY: "Aucune activité enregistrée.", "No recorded activity.";
    PRIORITY: "Priorité", "Priority";
    PROFILE_MISSING: "Profil médical à compléter", "Medical profile to fill in";
    PROFILE_MISSING_BODY: "Lits, salles et spécialités aident à préparer une mission.", "Beds, rooms and specialties help to prepare an audit.";
    CAPACITY: "Capacité", "Capacity";
}
