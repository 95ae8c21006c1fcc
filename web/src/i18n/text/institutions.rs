//! Words of institutions.

use crate::i18n::texts;

texts! {
    INSTITUTIONS: "Institutions", "Institutions";
    NEW_INSTITUTION: "Nouvelle institution", "New institution";
    VIEW_ALL: "Toutes", "All";
    VIEW_MINE: "Les miennes", "Mine";
    FILTER_BAR: "Filtrer les institutions", "Filter institutions";
    SEARCH: "Rechercher une institution", "Search institutions";
    SEARCH_HINT: "Nom, ville, FINESS…", "Name, town, FINESS…";
    FILTER_TYPE: "Type", "Type";
    FILTER_COMMERCIAL: "Statut commercial", "Commercial status";
    FILTER_CITY: "Ville", "Town";
    FILTER_ACTIVE: "Activité", "Activity";
    CITIES_HELP: "Une ou plusieurs villes de la liste.", "One or more towns of the list.";
    TAGS_HELP: "Les institutions qui ont au moins une de ces étiquettes.", "Institutions that have at least one of these tags.";
    BEDS: "Lits", "Beds";
    beds_from(least): "au moins {least}", "at least {least}";
    beds_to(most): "au plus {most}", "at most {most}";
    beds_between(least, most): "{least} à {most}", "{least} to {most}";
    LEAST: "Au moins", "At least";
    MOST: "Au plus", "At most";
    ACTIVE: "Active", "Active";
    INACTIVE: "Inactive", "Inactive";
    SORT_NAME: "Nom", "Name";
    SORT_UPDATED: "Modification", "Last change";
    SORT_CREATED: "Création", "Creation";
    COLUMN_INSTITUTION: "Établissement", "Institution";
    COLUMN_STATUS: "Statut", "Status";
    COLUMN_BEDS: "Lits / salles", "Beds / rooms";
    COLUMN_CONTACT: "Contact principal", "Primary contact";
    COLUMN_UPDATED: "Modifiée", "Changed";
    COLUMN_ASSIGNEE: "Resp.", "Owner";
    ASSIGNEE: "Responsable", "Account owner";
    selected[n]: "{n} sélectionnée" | "{n} sélectionnées", "{n} selected" | "{n} selected";
    ASSIGN: "Assigner", "Assign";
    ASSIGN_TITLE: "Assigner les institutions sélectionnées", "Assign the selected institutions";
    assigned(count, name): "Responsable de {count}\u{a0}: {name}.", "Account owner of {count}: {name}.";
    count[n]: "{n} institution" | "{n} institutions", "{n} institution" | "{n} institutions";
    NO_MATCH: "Aucune institution ne correspond", "No institution matches";
    NONE_YET: "Aucune institution pour l’instant", "No institutions yet";
    NONE_YET_BODY: "Une institution réunit ses contacts, ses tâches et tout ce qui lui est facturé.", "An institution gathers its contacts, its tasks and everything invoiced to it.";
    NONE_VISIBLE_BODY: "Celles qui vous sont confiées apparaîtront ici.", "Those entrusted to you will appear here.";
    TRASH_EMPTY: "La corbeille est vide", "Nothing is deleted";
    TRASH_EMPTY_BODY: "Une institution supprimée se retrouve ici et peut être restaurée.", "A deleted institution is found here and can be restored.";
    deleted(name): "{name} est dans la corbeille.", "{name} was deleted.";
    deleted_many[n]: "{n} institution est dans la corbeille." | "{n} institutions sont dans la corbeille.", "{n} institution was deleted." | "{n} institutions were deleted.";
    restored(name): "{name} est restaurée.", "{name} is restored.";
    restored_many[n]: "{n} institution est restaurée." | "{n} institutions sont restaurées.", "{n} institution is restored." | "{n} institutions are restored.";
    TAGS: "Étiquettes", "Tags";
    COMPLIANCE: "Conformité", "Compliance";
}
