//! Words of institutions.

use crate::i18n::texts;

texts! {
    INSTITUTIONS: "Institutions", "Institutions";
    NEW_INSTITUTION: "Nouvelle institution", "New institution";
    VIEWS: "Vues", "Views";
    VIEW_ALL: "Toutes", "All";
    VIEW_MINE: "Les miennes", "Mine";
    VIEW_TRASH: "Corbeille", "Deleted";
    LIST_FAILED: "La liste n’a pas pu être chargée. Vos filtres sont conservés.", "The list could not be loaded. Your filters are kept.";
    FILTER_BAR: "Filtrer les institutions", "Filter institutions";
    SEARCH: "Rechercher une institution", "Search institutions";
    SEARCH_HINT: "Nom, ville, FINESS…", "Name, town, FINESS…";
    FILTER: "Filtrer", "Filter";
    filter_name(name): "{name}\u{a0}: ", "{name}: ";
    remove_filter(name): "Retirer le filtre {name}", "Remove the filter {name}";
    CLEAR_FILTERS: "Retirer les filtres", "Clear filters";
    values[n]: "{n} valeur" | "{n} valeurs", "{n} value" | "{n} values";
    FILTER_TYPE: "Type", "Type";
    FILTER_COMMERCIAL: "Statut commercial", "Commercial status";
    FILTER_CITY: "Ville", "Town";
    FILTER_ACTIVE: "Activité", "Activity";
    CITIES_HELP: "Une ou plusieurs villes de la liste.", "One or more towns of the list.";
    TAGS_HELP: "Les institutions qui ont au moins une de ces étiquettes.", "Institutions that have at least one of these tags.";
    ME: "Moi", "Me";
    NOBODY: "Personne", "Nobody";
    SOMEBODY: "Une autre personne", "Somebody else";
    UNKNOWN_PERSON: "une autre personne", "somebody else";
    BEDS: "Lits", "Beds";
    beds_from(least): "au moins {least}", "at least {least}";
    beds_to(most): "au plus {most}", "at most {most}";
    beds_between(least, most): "{least} à {most}", "{least} to {most}";
    LEAST: "Au moins", "At least";
    MOST: "Au plus", "At most";
    ACTIVE: "Active", "Active";
    INACTIVE: "Inactive", "Inactive";
    SORT_BY: "Trier par", "Sort by";
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
    SELECT_ALL: "Tout sélectionner sur cette page", "Select all on this page";
    select(name): "Sélectionner {name}", "Select {name}";
    actions_for(name): "Actions pour {name}", "Actions for {name}";
    OPEN: "Ouvrir", "Open";
    SELECTION: "Sélection", "Selection";
    selected[n]: "{n} sélectionnée" | "{n} sélectionnées", "{n} selected" | "{n} selected";
    CLEAR_SELECTION: "Vider la sélection", "Clear the selection";
    ASSIGN: "Assigner", "Assign";
    ASSIGN_TITLE: "Assigner les institutions sélectionnées", "Assign the selected institutions";
    CHOOSE_PERSON: "Choisissez une personne de la liste.", "Choose a person of the list.";
    assigned(count, name): "Responsable de {count}\u{a0}: {name}.", "Account owner of {count}: {name}.";
    count[n]: "{n} institution" | "{n} institutions", "{n} institution" | "{n} institutions";
    range(from, to): "{from} à {to}", "{from} to {to}";
    range_of(from, to, count): "{from} à {to} sur {count}", "{from} to {to} of {count}";
    PAGES: "Pages de la liste", "Pages of the list";
    PREVIOUS: "Précédent", "Previous";
    NEXT: "Suivant", "Next";
    FIRST_PAGE: "Revenir à la première page", "Back to the first page";
    PAGE_EMPTY: "Cette page est vide", "This page is empty";
    PAGE_EMPTY_BODY: "La liste a changé depuis que cette adresse a été copiée.", "The list has changed since this address was copied.";
    NO_MATCH: "Aucune institution ne correspond", "No institution matches";
    SEARCH_FILTER: "Recherche", "Search";
    filters_active[n]: "{n} filtre est actif" | "{n} filtres sont actifs", "{n} filter is on" | "{n} filters are on";
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

/// « 2 filtres sont actifs : Type, Ville. »
#[must_use]
pub fn filters_on(count: u64, names: &str) -> String {
    let separator = match crate::i18n::language() {
        domain::Language::Fr => "\u{a0}: ",
        domain::Language::En => ": ",
    };
    format!("{}{separator}{names}.", filters_active(count))
}
