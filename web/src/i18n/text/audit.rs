//! Words of the history: who did what.

use crate::i18n::texts;

texts! {
    HISTORY: "Historique", "History";
    FAILED: "L’historique n’a pas pu être chargé.", "The history could not be loaded.";
    EMPTY: "Rien n’a encore été enregistré.", "Nothing has been recorded yet.";
    MORE: "Voir la suite", "Show more";
    TODAY: "Aujourd’hui", "Today";
    YESTERDAY: "Hier", "Yesterday";
    with_name(sentence, name): "{sentence}\u{a0}: {name}", "{sentence}: {name}";
    BECAME: "devient", "became";
    SOMEBODY: "Le système", "The system";
    did_create(who): "{who} a créé la fiche", "{who} created the record";
    did_update(who): "{who} a modifié la fiche", "{who} changed the record";
    did_delete(who): "{who} a mis la fiche dans la corbeille", "{who} deleted the record";
    did_restore(who): "{who} a restauré la fiche", "{who} restored the record";
    did_create_contact(who): "{who} a ajouté un contact", "{who} added a contact";
    did_update_contact(who): "{who} a modifié un contact", "{who} changed a contact";
    did_delete_contact(who): "{who} a supprimé un contact", "{who} deleted a contact";
    did_restore_contact(who): "{who} a restauré un contact", "{who} restored a contact";
    did_create_task(who): "{who} a créé une tâche", "{who} created a task";
    did_update_task(who): "{who} a modifié une tâche", "{who} changed a task";
    did_complete_task(who): "{who} a terminé une tâche", "{who} completed a task";
    did_delete_task(who): "{who} a supprimé une tâche", "{who} deleted a task";
    did_restore_task(who): "{who} a restauré une tâche", "{who} restored a task";
    did_else(who, action): "{who}\u{a0}: {action}", "{who}: {action}";
}
