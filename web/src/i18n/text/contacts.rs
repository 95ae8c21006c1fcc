//! Words of contacts.

use crate::i18n::texts;

texts! {
    CONTACTS: "Contacts", "Contacts";
    NEW_CONTACT: "Nouveau contact", "New contact";
    VIEW_ALL: "Tous", "All";
    VIEW_PRIMARY: "Contacts principaux", "Primary contacts";
    FILTER_BAR: "Filtrer les contacts", "Filter contacts";
    SEARCH: "Rechercher un contact", "Search contacts";
    SEARCH_HINT: "Nom, e-mail, fonction…", "Name, e-mail, function…";
    INSTITUTION: "Institution", "Institution";
    IS_PRIMARY: "Contact principal", "Primary contact";
    IS_ACTIVE: "En poste", "Still there";
    FILTER_PRIMARY: "Contact principal", "Primary contact";
    FILTER_ACTIVE: "En poste", "Still there";
    INACTIVE: "n’est plus en poste", "has left";
    SORT_NAME: "Nom", "Last name";
    SORT_FIRST_NAME: "Prénom", "First name";
    SORT_EMAIL: "E-mail", "E-mail";
    SORT_UPDATED: "Modification", "Last change";
    SORT_CREATED: "Création", "Creation";
    COLUMN_NAME: "Nom", "Name";
    REACH: "E-mail et téléphone", "E-mail and phone";
    COLUMN_UPDATED: "Modifié", "Changed";
    selected[n]: "{n} sélectionné" | "{n} sélectionnés", "{n} selected" | "{n} selected";
    count[n]: "{n} contact" | "{n} contacts", "{n} contact" | "{n} contacts";
    NO_MATCH: "Aucun contact ne correspond", "No contact matches";
    NONE_YET: "Aucun contact pour l’instant", "No contacts yet";
    NONE_YET_BODY: "Les personnes à qui écrire ou téléphoner dans chaque institution.", "The people to write to or to call at each institution.";
    NONE_VISIBLE_BODY: "Ceux des institutions qui vous sont confiées apparaîtront ici.", "Those of the institutions entrusted to you will appear here.";
    NONE_HERE_BODY: "Personne n’est encore enregistré pour cette institution.", "Nobody is recorded for this institution yet.";
    TRASH_EMPTY: "La corbeille est vide", "Nothing is deleted";
    TRASH_EMPTY_BODY: "Un contact supprimé se retrouve ici et peut être restauré.", "A deleted contact is found here and can be restored.";
    deleted(name): "{name} est dans la corbeille.", "{name} was deleted.";
    deleted_many[n]: "{n} contact est dans la corbeille." | "{n} contacts sont dans la corbeille.", "{n} contact was deleted." | "{n} contacts were deleted.";
    restored(name): "{name} figure de nouveau parmi les contacts.", "{name} is restored.";
    restored_many[n]: "{n} contact est restauré." | "{n} contacts sont restaurés.", "{n} contact is restored." | "{n} contacts are restored.";
    MAKE_PRIMARY: "Définir comme contact principal", "Make primary contact";
    made_primary(name): "{name} est le contact principal.", "{name} is the primary contact.";
    CREATE: "Créer le contact", "Create contact";
    created(name): "{name} figure parmi les contacts.", "{name} was added.";
    EDIT_TITLE: "Modifier le contact", "Edit contact";
    SAVED: "Contact enregistré.", "Contact saved.";
    DEPARTMENT: "Service", "Department";
    PRIMARY_HELP: "Le contact principal actuel, s’il y en a un, ne le sera plus.", "The current primary contact, if any, no longer will be.";
    CHOOSE_INSTITUTION: "Choisissez une institution de la liste.", "Choose an institution of the list.";
    COPY_EMAIL: "Copier l’e-mail", "Copy the e-mail address";
    COPY_PHONE: "Copier le téléphone", "Copy the phone number";
    FAILED: "Le contact n’a pas pu être chargé.", "The contact could not be loaded.";
    GONE: "Ce contact n’existe pas, ou pas pour vous.", "There is no such contact, or not for you.";
    IN_TRASH: "Ce contact est dans la corbeille.", "This contact is deleted.";
    UPDATED: "Dernière modification", "Last change";
}
