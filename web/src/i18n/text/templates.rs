//! Words of templates.

use domain::billing::{LogoPosition, TemplateType};

use crate::i18n::{Words, texts};

texts! {
    TEMPLATES: "Modèles de documents", "Document templates";
    INTRO: "Un modèle dit à quoi ressemblent les devis, les factures ou les relances. Celui par défaut sert quand un document n’en choisit pas.", "A template says what quotes, invoices or reminders look like. The default one serves when a document chooses none.";
    NEW_TEMPLATE: "Nouveau modèle", "New template";
    VIEW_ALL: "Modèles", "Templates";
    QUOTE: "Devis et bons de commande", "Quotes and orders";
    INVOICE: "Factures et avoirs", "Invoices and credit notes";
    BOTH: "Devis et factures", "Quotes and invoices";
    REMINDER: "Relances", "Reminders";
    DEFAULT: "Par défaut", "Default";
    INACTIVE: "désactivé", "switched off";
    changed(when): "modifié {when}", "changed {when}";
    BUILT_IN: "Aucun modèle\u{a0}: la présentation d’origine sert.", "No template: the built-in layout serves.";
    NONE_YET: "Aucun modèle pour l’instant", "No templates yet";
    NONE_YET_BODY: "Les documents ont la présentation d’origine. Un modèle en change les couleurs, les textes ou toute la mise en page.", "Documents have the built-in layout. A template changes its colours, its texts or the whole of it.";
    TRASH_EMPTY: "La corbeille est vide", "Nothing is deleted";
    TRASH_EMPTY_BODY: "Un modèle supprimé se retrouve ici et peut être restauré.", "A deleted template is found here and can be restored.";
    NAME: "Nom", "Name";
    TYPE: "Type de document", "Kind of document";
    CREATE: "Créer le modèle", "Create template";
    created(name): "Modèle {name} créé.", "Template {name} created.";
    SET_DEFAULT: "Définir par défaut", "Make default";
    made_default(name): "{name} est le modèle par défaut.", "{name} is the default template.";
    DUPLICATE: "Dupliquer", "Duplicate";
    duplicated(name): "{name} a une copie.", "{name} has a copy.";
    deleted(name): "{name} est dans la corbeille.", "{name} was deleted.";
    deleted_many[n]: "{n} modèle est dans la corbeille." | "{n} modèles sont dans la corbeille.", "{n} template was deleted." | "{n} templates were deleted.";
    restored(name): "{name} est restauré.", "{name} is restored.";
    restored_many[n]: "{n} modèle est restauré." | "{n} modèles sont restaurés.", "{n} template is restored." | "{n} templates are restored.";
    count[n]: "{n} modèle" | "{n} modèles", "{n} template" | "{n} templates";
    FAILED: "Le modèle n’a pas pu être chargé.", "The template could not be loaded.";
    GONE: "Ce modèle n’existe pas", "There is no such template";
    GONE_BODY: "Il est supprimé, ou l’adresse est incomplète.", "It is deleted, or the address is not complete.";
    BACK: "Revenir aux modèles", "Back to the templates";
    SAVED: "Modèle enregistré.", "Template saved.";
    UNSAVED: "Modifications non enregistrées", "Unsaved changes";
    SETTINGS: "Réglages", "Settings";
    IS_ACTIVE: "Proposé pour les nouveaux documents", "Offered for new documents";
    SOURCE: "Source (Typst)", "Source (Typst)";
    NO_SOURCE: "Sans source, les documents ont la présentation d’origine, avec les couleurs et les textes ci-dessous.", "Without a source documents have the built-in layout, with the colours and texts below.";
    lines[n]: "{n} ligne" | "{n} lignes", "{n} line" | "{n} lines";
    APPEARANCE: "Apparence", "Appearance";
    PRIMARY: "Couleur principale", "Main colour";
    SECONDARY: "Seconde couleur", "Second colour";
    COLOUR_FORM: "Une couleur comme #005B66.", "A colour such as #005B66.";
    pick(name): "Choisir\u{a0}: {name}", "Choose: {name}";
    LOGO_POSITION: "Place du logo", "Place of the logo";
    TOP_LEFT: "En haut à gauche", "Top left";
    TOP_CENTER: "En haut au centre", "Top centre";
    TOP_RIGHT: "En haut à droite", "Top right";
    HEADER_LEFT: "En-tête de chaque page, à gauche", "Header of each page, left";
    HEADER_RIGHT: "En-tête de chaque page, à droite", "Header of each page, right";
    TEXTS: "Textes", "Texts";
    HEADER: "En-tête", "Header";
    FOOTER: "Pied de page", "Footer";
    CONDITIONS: "Conditions générales", "Terms and conditions";
    INSTRUCTIONS: "Instructions de paiement", "Payment instructions";
    VARIABLES: "Variables", "Variables";
    VARIABLES_HELP: "Un clic insère la variable à la place du curseur, avec le # de Typst.", "A click inserts the variable at the cursor, with Typst's #.";
    FIND_VARIABLE: "Chercher une variable", "Find a variable";
    insert(path): "Insérer {path}", "Insert {path}";
    NO_VARIABLE: "Aucune variable ne correspond.", "No variable matches.";
    VERSIONS: "Versions de la source", "Versions of the source";
    NO_VERSIONS: "La source n’a encore jamais été enregistrée.", "The source has never been saved yet.";
    version(number): "Version {number}", "Version {number}";
    version_by(name, when): "{name}, {when}", "{name}, {when}";
    CURRENT: "en vigueur", "current";
    TAKE_BACK: "Reprendre cette version", "Take this version";
    took_back(number): "La version {number} est dans l’éditeur. Enregistrez pour la garder.", "Version {number} is in the editor. Save to keep it.";
    PREVIEW: "Aperçu", "Preview";
    PREVIEW_OF: "Avec un document d’exemple", "With a sample document";
    PREVIEW_FAILED: "L’aperçu n’a pas pu être fait.", "The preview could not be made.";
    PREVIEW_OLD: "L’aperçu montre la dernière source sans erreur.", "The preview shows the last source without an error.";
    PREVIEWING: "Mise en page…", "Typesetting…";
    PREVIEW_OPEN: "Ouvrir dans un onglet", "Open in a tab";
    PROBLEMS: "Erreurs de la source", "Errors in the source";
    at(line, column): "Ligne {line}, colonne {column}", "Line {line}, column {column}";
}

/// Words of what a template is for.
#[must_use]
pub fn kind(kind: TemplateType) -> Words {
    match kind {
        TemplateType::Quote => QUOTE,
        TemplateType::Invoice => INVOICE,
        TemplateType::Both => BOTH,
        TemplateType::Reminder => REMINDER,
    }
}

/// Words of a place of the logo.
#[must_use]
pub fn logo_position(position: LogoPosition) -> Words {
    match position {
        LogoPosition::TopLeft => TOP_LEFT,
        LogoPosition::TopCenter => TOP_CENTER,
        LogoPosition::TopRight => TOP_RIGHT,
        LogoPosition::HeaderLeft => HEADER_LEFT,
        LogoPosition::HeaderRight => HEADER_RIGHT,
    }
}
