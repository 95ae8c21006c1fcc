//! Words that stand everywhere.

use crate::i18n::texts;

texts! {
    optional: "(facultatif)", "(optional)";
    close: "Fermer", "Close";
    close_message: "Fermer le message", "Close the message";
    cancel: "Annuler", "Cancel";
    undo: "Annuler", "Undo";
    save: "Enregistrer", "Save";
    saving: "Enregistrement…", "Saving…";
    edit: "Modifier", "Edit";
    delete: "Supprimer", "Delete";
    restore: "Restaurer", "Restore";
    messages: "Messages", "Messages";
    loading: "Chargement…", "Loading…";
    still_loading: "C’est plus long que d’habitude. La demande est toujours en cours.", "This takes longer than usual. The request is still running.";
    no_match: "Rien ne correspond.", "Nothing matches.";
    remove(word): "Retirer {word}", "Remove {word}";
    show_password: "Afficher le mot de passe", "Show the password";
    copied: "Copié.", "Copied.";
    copy_refused: "Le navigateur refuse de copier. Sélectionnez le texte et copiez-le au clavier.", "The browser refuses to copy. Select the text and copy it with the keyboard.";
    unknown: "non renseigné", "not given";
    yes: "Oui", "Yes";
    no: "Non", "No";
    date_malformed: "Une date comme 12/01/2027, «\u{a0}demain\u{a0}» ou «\u{a0}+30 j\u{a0}».", "A date such as 12/01/2027, “tomorrow” or “+30 d”.";
    choose_date: "Choisir une date", "Choose a date";
}
