//! Words of the matching of Digiforma's companies with institutions.

use crate::i18n::{Words, texts};

texts! {
    TITLE: "Rapprochement", "Matching";
    INTRO: "Quelle société de Digiforma est quelle institution\u{a0}: les devis et factures de formation suivent ce lien.", "Which Digiforma company is which institution: training quotes and invoices follow this link.";
    VIEWS: "Vues du rapprochement", "Views of the matching";
    TAB_SUGGESTIONS: "À décider", "To decide";
    TAB_UNMATCHED: "Sans institution", "Without institution";
    TAB_LINKED: "Liées", "Linked";
    COUNTS_FAILED: "Les compteurs n’ont pas pu être chargés.", "The counters could not be loaded.";

    NOT_READ_TITLE: "Rien à rapprocher", "Nothing to match";
    NOT_READ_BODY: "Digiforma n’a pas encore été lu. Reliez-le, puis lancez une synchronisation.", "Digiforma was not read yet. Connect it, then start a synchronisation.";
    GO_TO_SETTINGS: "Ouvrir la connexion", "Open the connection";
    SUGGESTIONS_FAILED: "Les suggestions n’ont pas pu être chargées.", "The suggestions could not be loaded.";
    NONE_TO_DECIDE: "Plus aucune suggestion à décider", "No suggestion left to decide";
    NONE_TO_DECIDE_BODY: "Les noms qui se ressemblent sans être sûrs apparaissent ici après chaque synchronisation.", "Names that are alike without being sure appear here after each synchronisation.";
    SEE_UNMATCHED: "Voir les sociétés sans institution", "See companies without institution";
    SUGGESTIONS: "Suggestions", "Suggestions";
    suggestion_of(company, institution): "{company} est-elle {institution}\u{a0}?", "Is {company} {institution}?";
    SHOW_MORE: "Voir plus de suggestions", "Show more suggestions";
    KEYS_HINT: "Au clavier\u{a0}: J et K pour passer d’une suggestion à l’autre, A pour confirmer, R pour refuser.", "By keyboard: J and K go from one suggestion to the next, A confirms, R rejects.";
    score(score): "Ressemblance {score}\u{a0}%", "{score}% alike";
    UNKNOWN_INSTITUTION: "Institution supprimée", "Deleted institution";

    FIELD: "Information", "Information";
    COMPANY: "Société Digiforma", "Digiforma company";
    INSTITUTION: "Institution", "Institution";
    NAME: "Nom", "Name";
    STREET: "Rue", "Street";
    CITY: "Ville", "City";
    SIRET: "SIRET", "SIRET";
    ACCOUNTING_NUMBER: "N° comptable", "Accounting no.";
    EMAIL: "E-mail", "E-mail";
    PHONE: "Téléphone", "Phone";
    SAME: "Identique", "Same";
    ALIKE: "Proche", "Alike";
    DIFFERENT: "Différent", "Different";
    ONE_SIDED: "Un seul côté", "One side only";

    CONFIRM: "Confirmer", "Confirm";
    REJECT: "Refuser", "Reject";
    OTHER: "Chercher une autre institution", "Find another institution";
    LINK: "Lier", "Link";
    link_to(name): "Lier à {name}", "Link to {name}";
    UNDO_LINK: "Défaire le lien", "Undo the link";
    confirmed(name): "{name} est liée.", "{name} is linked.";
    verified(name): "Le lien de {name} est vérifié.", "The link of {name} is verified.";
    rejected(name): "Suggestion refusée\u{a0}: {name} reste sans institution.", "Suggestion rejected: {name} stays without an institution.";
    restored(name): "Refus annulé\u{a0}: {name}.", "Rejection taken back: {name}.";
    LINK_BY_HAND: "Lier à la main", "Link by hand";
    linked(company, institution): "{company} est liée à {institution}.", "{company} is linked to {institution}.";
    unlinked(name): "Le lien de {name} est défait.", "The link of {name} is undone.";
    UNDO_TITLE: "Défaire ce lien\u{a0}?", "Undo this link?";
    undo_body(company, institution): "Les devis et factures de {company} ne compteront plus pour {institution}. Le lien ne sera pas refait automatiquement.", "The quotes and invoices of {company} will no longer count for {institution}. The link will not be made again automatically.";
    KEEP_LINK: "Garder le lien", "Keep the link";

    SEARCH: "Rechercher une société", "Search companies";
    SEARCH_HINT: "Nom, SIRET, numéro…", "Name, SIRET, number…";
    FILTER_BAR: "Filtrer les sociétés", "Filter companies";
    COLUMN_COMPANY: "Société", "Company";
    COLUMN_INSTITUTION: "Institution", "Institution";
    COLUMN_CITY: "Ville", "Town";
    COLUMN_CRITERION: "Raison du lien", "Why they are linked";
    COLUMN_STATE: "Vérification", "Verification";
    COLUMN_SUGGESTION: "Suggestion", "Suggestion";
    COLUMN_KIND: "Lien", "Link";
    COLUMN_UPDATED: "Modifiée", "Changed";
    SORT_NAME: "Nom", "Name";
    SORT_UPDATED: "Modification", "Last change";
    companies[n]: "{n} société" | "{n} sociétés", "{n} company" | "{n} companies";
    links[n]: "{n} lien" | "{n} liens", "{n} link" | "{n} links";
    digiforma_number(id): "n° {id}", "no. {id}";
    NO_MATCH: "Aucune société ne correspond", "No company matches";
    NONE_UNMATCHED: "Toutes les sociétés ont leur institution", "Every company has its institution";
    NONE_UNMATCHED_BODY: "Une nouvelle société de Digiforma qui ne correspond à rien apparaîtra ici.", "A new Digiforma company that fits nothing will appear here.";
    NONE_LINKED: "Aucun lien pour l’instant", "No links yet";
    NONE_LINKED_BODY: "Les sociétés sont liées par une synchronisation, une suggestion confirmée ou à la main.", "Companies are linked by a synchronisation, a confirmed suggestion or by hand.";
    NONE_TO_VERIFY: "Tous les liens sont vérifiés", "Every link is verified";
    FIND_INSTITUTION: "Trouver son institution", "Find its institution";

    LINKS_SHOWN: "Liens montrés", "Links shown";
    ALL_LINKS: "Tous", "All";
    TO_VERIFY: "À vérifier", "To verify";
    BY_HAND: "À la main", "By hand";
    verified_by(name, day): "{name}, le {day}", "{name}, {day}";
    verified_on(day): "le {day}", "{day}";
    VERIFY: "Marquer comme vérifié", "Mark as verified";
    OPEN_INSTITUTION: "Ouvrir l’institution", "Open the institution";

    PANEL_FAILED: "La société n’a pas pu être chargée.", "The company could not be loaded.";
    GONE_TITLE: "Société introuvable", "Company not found";
    GONE_BODY: "Digiforma ne l’a plus, ou l’adresse a été recopiée en partie.", "Digiforma no longer has it, or part of the address is missing.";
    already_linked(name): "Cette société est liée à {name}.", "This company is linked to {name}.";
    LIKELY: "Institutions probables", "Likely institutions";
    NO_LIKELY: "Aucune institution ne lui ressemble.", "No institution resembles it.";
    SEARCH_ALL: "Chercher parmi toutes les institutions", "Search all institutions";
    SEARCH_ALL_HELP: "Nom, ville, SIRET ou FINESS.", "Name, town, SIRET or FINESS.";
    COMPARE_FAILED: "L’institution n’a pas pu être chargée.", "The institution could not be loaded.";
    compared(name): "Comparaison avec {name}", "Compared with {name}";

    BY_DIGIFORMA_ID: "Même identifiant Digiforma", "Same Digiforma id";
    BY_ACCOUNTING_NUMBER: "Même numéro comptable", "Same accounting number";
    BY_SIRET: "Même SIRET", "Same SIRET";
    BY_EMAIL: "Même adresse e-mail", "Same e-mail address";
    BY_NAME: "Nom et ville proches", "Similar name and town";
    BY_CREATION: "Institution créée d’après la société", "Institution made from the company";
    BY_PERSON: "Liée à la main", "Linked by hand";
}

/// Why a company is taken for an institution, in words.
#[must_use]
pub fn criterion(name: Option<&str>) -> Option<Words> {
    Some(match name? {
        "digiforma_id" => BY_DIGIFORMA_ID,
        "accounting_number" => BY_ACCOUNTING_NUMBER,
        "siret" => BY_SIRET,
        "email" => BY_EMAIL,
        "name" => BY_NAME,
        "created" => BY_CREATION,
        "manual" => BY_PERSON,
        _ => return None,
    })
}
