//! Words of segments.

use domain::{SegmentType, SegmentVisibility};

use crate::i18n::{Words, texts};

texts! {
    SEGMENTS: "Segments", "Segments";
    INTRO: "Des institutions ou des contacts qui ont quelque chose en commun. Leurs membres suivent les fiches.", "Institutions or contacts that have something in common. Their members follow the records.";
    NEW: "Nouveau segment", "New segment";
    VIEW_ALL: "Tous", "All";
    FILTER_BAR: "Filtrer les segments", "Filter segments";
    SEARCH: "Rechercher un segment", "Search segments";
    SEARCH_HINT: "Nom ou description…", "Name or description…";
    NAME: "Nom", "Name";
    DESCRIPTION: "Description", "Description";
    DESCRIPTION_HELP: "À quoi sert ce segment.", "What the segment is for.";
    TYPE: "Type", "Type";
    TYPE_HELP: "Il ne se change plus ensuite.", "It cannot be changed later.";
    MEMBERS: "Membres", "Members";
    VISIBILITY: "Visible par", "Seen by";
    OWNER: "Propriétaire", "Owner";
    COLUMN_UPDATED: "Modifié", "Changed";
    UPDATED: "Dernière modification", "Last change";
    SORT_NAME: "Nom", "Name";
    SORT_UPDATED: "Modification", "Last change";
    SORT_CREATED: "Création", "Creation";
    INSTITUTIONS: "Institutions", "Institutions";
    CONTACTS: "Contacts", "Contacts";
    PRIVATE: "Privé", "Private";
    TEAM: "Équipe", "Team";
    PUBLIC: "Tout le monde", "Everybody";
    VISIBILITY_HELP: "Chacun n’y voit que les membres de son périmètre.", "Everybody sees only members within their reach.";
    NOT_OWNER: "Seule la personne qui l’a créé peut le rendre privé.", "Only who made it can make it private.";
    team_named(name): "Équipe {name}", "Team {name}";
    members[n]: "{n} membre" | "{n} membres", "{n} member" | "{n} members";
    selected[n]: "{n} sélectionné" | "{n} sélectionnés", "{n} selected" | "{n} selected";
    count[n]: "{n} segment" | "{n} segments", "{n} segment" | "{n} segments";
    NO_MATCH: "Aucun segment ne correspond", "No segment matches";
    NONE_YET: "Aucun segment pour l’instant", "No segments yet";
    NONE_YET_BODY: "Un segment garde une question, comme «\u{a0}les cliniques de plus de cent lits en Bretagne\u{a0}»\u{a0}: il montre qui y répond aujourd’hui, et crée une tâche pour chacun.", "A segment keeps a question, such as “the clinics with more than a hundred beds in Brittany”: it shows who answers to it today, and makes a task for each.";
    NONE_VISIBLE_BODY: "Ceux que d’autres partagent avec vous apparaîtront ici.", "Those that others share with you will appear here.";
    TRASH_EMPTY: "La corbeille est vide", "Nothing is deleted";
    TRASH_EMPTY_BODY: "Un segment supprimé se retrouve ici et peut être restauré.", "A deleted segment is found here and can be restored.";
    SEGMENT: "Segment", "Segment";
    FAILED: "Le segment n’a pas pu être chargé.", "The segment could not be loaded.";
    GONE: "Ce segment n’existe pas, ou pas pour vous.", "There is no such segment, or not for you.";
    IN_TRASH: "Ce segment est dans la corbeille.", "This segment is deleted.";
    CREATE: "Créer le segment", "Create segment";
    created(name): "{name} est créé.", "{name} was created.";
    EDIT_TITLE: "Modifier le segment", "Edit segment";
    SAVED: "Segment enregistré.", "Segment saved.";
    DUPLICATE: "Dupliquer", "Duplicate";
    copy_of(name): "{name} (copie)", "{name} (copy)";
    duplicated(name): "{name} a une copie, qui est privée.", "{name} has a copy, which is private.";
    deleted(name): "{name} est dans la corbeille.", "{name} was deleted.";
    deleted_many[n]: "{n} segment est dans la corbeille." | "{n} segments sont dans la corbeille.", "{n} segment was deleted." | "{n} segments were deleted.";
    restored(name): "{name} est restauré.", "{name} is restored.";
    restored_many[n]: "{n} segment est restauré." | "{n} segments sont restaurés.", "{n} segment is restored." | "{n} segments are restored.";

    QUESTION: "Critères", "Criteria";
    EVERY_INSTITUTION: "Aucun\u{a0}: toutes les institutions actives.", "None: all active institutions.";
    EVERY_CONTACT: "Aucun\u{a0}: tous les contacts en poste des institutions actives.", "None: all contacts who are still at active institutions.";
    OR: " ou ", " or ";
    begins_with(start): "commence par {start}", "begins with {start}";
    A_PERSON: "une autre personne", "somebody else";
    people[n]: "{n} personne" | "{n} personnes", "{n} person" | "{n} people";
    OF_TEAM: "Suivi par", "Followed by";
    INSTITUTION_NAME: "Nom de l’institution", "Name of the institution";
    KINDS: "Types d’établissement", "Kinds of institution";
    STATE: "Département ou région", "Department or region";
    ZIP_CODE: "Début du code postal", "Beginning of the post code";
    ANY_HELP: "Entrée ou virgule pour ajouter\u{a0}; un seul suffit.", "Enter or comma to add; one of them is enough.";
    BEDS_MIN: "Lits, au moins", "Beds, at least";
    BEDS_MAX: "Lits, au plus", "Beds, at most";
    ROOMS_MIN: "Salles d’opération, au moins", "Operating rooms, at least";
    ROOMS_MAX: "Salles d’opération, au plus", "Operating rooms, at most";
    BELOW_LEAST: "C’est moins que le minimum.", "That is less than the least.";
    OTHERS: "Autres critères", "Other criteria";
    CONTACTS_OF_INSTITUTION: "L’institution a un contact en poste qui répond à tout cela.", "The institution has an active contact to whom all of this applies.";
    INSTITUTION_OF_CONTACT: "Là où le contact travaille.", "Where the contact works.";
    HAS_PHONE: "A un téléphone", "Has a phone number";
    HAS_EMAIL: "A un e-mail", "Has an e-mail address";
    HAS_CONTACTS: "A un contact en poste", "Has an active contact";
    HAS_PROFILE: "A un profil médical", "Has a medical profile";
    CREATED: "Fiche créée", "Record created";
    CREATED_FROM: "Fiche créée à partir du", "Record created from";
    CREATED_TO: "Fiche créée jusqu’au", "Record created until";
    CHANGED: "Fiche modifiée", "Record changed";
    EITHER: "Peu importe", "Either way";
    COUNTED_NOW: "Ce que ces critères donnent aujourd’hui", "What these criteria give today";

    NOBODY: "Aucun membre pour l’instant.", "No members at present.";
    MEMBERS_FAILED: "Les membres n’ont pas pu être chargés.", "The members could not be loaded.";
    more[n]: "et {n} autre" | "et {n} autres", "and {n} more" | "and {n} more";
    BY_TYPE: "Par type d’établissement", "By kind of institution";
    BY_CITY: "Par ville", "By town";

    CREATE_TASKS: "Créer une tâche par membre", "Create a task for each member";
    CREATE_TASKS_BODY: "Chaque tâche est à votre nom et à faire.", "Each task is yours and to be done.";
    CREATE_TASKS_SUBMIT: "Créer les tâches", "Create the tasks";
    TOO_MANY_MEMBERS: "Ce segment a plus de 500 membres. Faites-en un plus étroit.", "This segment has more than 500 members. Make a narrower one.";
    tasks_created[n]: "{n} tâche créée." | "{n} tâches créées.", "{n} task was created." | "{n} tasks were created.";
    tasks_failed[n]: "{n} tâche n’a pas pu être créée." | "{n} tâches n’ont pas pu être créées.", "{n} task could not be created." | "{n} tasks could not be created.";
}

/// What a segment is made of.
#[must_use]
pub const fn kind(kind: SegmentType) -> Words {
    match kind {
        SegmentType::Institution => INSTITUTIONS,
        SegmentType::Contact => CONTACTS,
    }
}

/// Who sees a segment.
#[must_use]
pub const fn visibility(visibility: SegmentVisibility) -> Words {
    match visibility {
        SegmentVisibility::Private => PRIVATE,
        SegmentVisibility::Team => TEAM,
        SegmentVisibility::Public => PUBLIC,
    }
}
