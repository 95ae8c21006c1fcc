//! Words of every list: filters, order, selection, pages.

use crate::i18n::texts;

texts! {
    FILTER: "Filtrer", "Filter";
    filter_name(name): "{name}\u{a0}: ", "{name}: ";
    remove_filter(name): "Retirer le filtre {name}", "Remove the filter {name}";
    CLEAR_FILTERS: "Retirer les filtres", "Clear filters";
    values[n]: "{n} valeur" | "{n} valeurs", "{n} value" | "{n} values";
    SORT_BY: "Trier par", "Sort by";
    SELECT_ALL: "Tout sélectionner sur cette page", "Select all on this page";
    select(name): "Sélectionner {name}", "Select {name}";
    actions_for(name): "Actions pour {name}", "Actions for {name}";
    OPEN: "Ouvrir", "Open";
    SELECTION: "Sélection", "Selection";
    CLEAR_SELECTION: "Vider la sélection", "Clear the selection";
    range(from, to): "{from} à {to}", "{from} to {to}";
    range_of(from, to, count): "{from} à {to} sur {count}", "{from} to {to} of {count}";
    PAGES: "Pages de la liste", "Pages of the list";
    PREVIOUS: "Précédent", "Previous";
    NEXT: "Suivant", "Next";
    FIRST_PAGE: "Revenir à la première page", "Back to the first page";
    PAGE_EMPTY: "Cette page est vide", "This page is empty";
    PAGE_EMPTY_BODY: "La liste a changé depuis que cette adresse a été copiée.", "The list has changed since this address was copied.";
    SEARCH_FILTER: "Recherche", "Search";
    filters_active[n]: "{n} filtre est actif" | "{n} filtres sont actifs", "{n} filter is on" | "{n} filters are on";
    ON: "oui", "yes";
    VIEWS: "Vues", "Views";
    LIST_FAILED: "La liste n’a pas pu être chargée. Vos filtres sont conservés.", "The list could not be loaded. Your filters are kept.";
    ME: "Moi", "Me";
    NOBODY: "Personne", "Nobody";
    SOMEBODY: "Une autre personne", "Somebody else";
    UNKNOWN_THING: "introuvable", "not found";
    UNKNOWN_PERSON: "une autre personne", "somebody else";
    VIEW_TRASH: "Corbeille", "Deleted";
    CHOOSE_PERSON: "Choisissez une personne de la liste.", "Choose a person of the list.";
    COLUMNS: "Choisir les colonnes", "Choose columns";
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
