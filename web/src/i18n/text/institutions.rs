//! Words of institutions.

use crate::i18n::texts;

texts! {
    institutions: "Institutions", "Institutions";
    new_institution: "Nouvelle institution", "New institution";
    views: "Vues", "Views";
    view_all: "Toutes", "All";
    view_mine: "Les miennes", "Mine";
    view_trash: "Corbeille", "Deleted";
    list_failed: "La liste n’a pas pu être chargée. Vos filtres sont conservés.", "The list could not be loaded. Your filters are kept.";
    filter_bar: "Filtrer les institutions", "Filter institutions";
    search: "Rechercher une institution", "Search institutions";
    search_hint: "Nom, ville, FINESS…", "Name, town, FINESS…";
    filter: "Filtrer", "Filter";
    filter_name(name): "{name}\u{a0}: ", "{name}: ";
    remove_filter(name): "Retirer le filtre {name}", "Remove the filter {name}";
    clear_filters: "Retirer les filtres", "Clear filters";
    values[n]: "{n} valeur" | "{n} valeurs", "{n} value" | "{n} values";
    filter_type: "Type", "Type";
    filter_commercial: "Statut commercial", "Commercial status";
    filter_city: "Ville", "Town";
    filter_active: "Activité", "Activity";
    cities_help: "Une ou plusieurs villes de la liste.", "One or more towns of the list.";
    tags_help: "Les institutions qui ont au moins une de ces étiquettes.", "Institutions that have at least one of these tags.";
    me: "Moi", "Me";
    nobody: "Personne", "Nobody";
    somebody: "Une autre personne", "Somebody else";
    unknown_person: "une autre personne", "somebody else";
    beds: "Lits", "Beds";
    beds_from(least): "au moins {least}", "at least {least}";
    beds_to(most): "au plus {most}", "at most {most}";
    beds_between(least, most): "{least} à {most}", "{least} to {most}";
    least: "Au moins", "At least";
    most: "Au plus", "At most";
    active: "Active", "Active";
    inactive: "Inactive", "Inactive";
    sort_by: "Trier par", "Sort by";
    sort_name: "Nom", "Name";
    sort_updated: "Modification", "Last change";
    sort_created: "Création", "Creation";
    column_institution: "Établissement", "Institution";
    column_status: "Statut", "Status";
    column_beds: "Lits / salles", "Beds / rooms";
    column_contact: "Contact principal", "Primary contact";
    column_updated: "Modifiée", "Changed";
    column_assignee: "Resp.", "Owner";
    assignee: "Responsable", "Account owner";
    select_all: "Tout sélectionner sur cette page", "Select all on this page";
    select(name): "Sélectionner {name}", "Select {name}";
    actions_for(name): "Actions pour {name}", "Actions for {name}";
    open: "Ouvrir", "Open";
    selection: "Sélection", "Selection";
    selected[n]: "{n} sélectionnée" | "{n} sélectionnées", "{n} selected" | "{n} selected";
    clear_selection: "Vider la sélection", "Clear the selection";
    assign: "Assigner", "Assign";
    assign_title: "Assigner les institutions sélectionnées", "Assign the selected institutions";
    choose_person: "Choisissez une personne de la liste.", "Choose a person of the list.";
    assigned(count, name): "Responsable de {count}\u{a0}: {name}.", "Account owner of {count}: {name}.";
    count[n]: "{n} institution" | "{n} institutions", "{n} institution" | "{n} institutions";
    range(from, to): "{from} à {to}", "{from} to {to}";
    range_of(from, to, count): "{from} à {to} sur {count}", "{from} to {to} of {count}";
    pages: "Pages de la liste", "Pages of the list";
    previous: "Précédent", "Previous";
    next: "Suivant", "Next";
    first_page: "Revenir à la première page", "Back to the first page";
    page_empty: "Cette page est vide", "This page is empty";
    page_empty_body: "La liste a changé depuis que cette adresse a été copiée.", "The list has changed since this address was copied.";
    no_match: "Aucune institution ne correspond", "No institution matches";
    search_filter: "Recherche", "Search";
    filters_active[n]: "{n} filtre est actif" | "{n} filtres sont actifs", "{n} filter is on" | "{n} filters are on";
    none_yet: "Aucune institution pour l’instant", "No institutions yet";
    none_yet_body: "Une institution réunit ses contacts, ses tâches et tout ce qui lui est facturé.", "An institution gathers its contacts, its tasks and everything invoiced to it.";
    none_visible_body: "Celles qui vous sont confiées apparaîtront ici.", "Those entrusted to you will appear here.";
    trash_empty: "La corbeille est vide", "Nothing is deleted";
    trash_empty_body: "Une institution supprimée se retrouve ici et peut être restaurée.", "A deleted institution is found here and can be restored.";
    deleted(name): "{name} est dans la corbeille.", "{name} was deleted.";
    deleted_many[n]: "{n} institution est dans la corbeille." | "{n} institutions sont dans la corbeille.", "{n} institution was deleted." | "{n} institutions were deleted.";
    restored(name): "{name} est restaurée.", "{name} is restored.";
    restored_many[n]: "{n} institution est restaurée." | "{n} institutions sont restaurées.", "{n} institution is restored." | "{n} institutions are restored.";
    tags: "Étiquettes", "Tags";
    compliance: "Conformité", "Compliance";
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
