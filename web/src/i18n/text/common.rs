//! Words that stand everywhere.

use crate::i18n::texts;

texts! {
    OPTIONAL: "(facultatif)", "(optional)";
    CLOSE: "Fermer", "Close";
    CLOSE_MESSAGE: "Fermer le message", "Close the message";
    CANCEL: "Annuler", "Cancel";
    UNDO: "Annuler", "Undo";
    SAVE: "Enregistrer", "Save";
    SAVING: "Enregistrement…", "Saving…";
    EDIT: "Modifier", "Edit";
    DELETE: "Supprimer", "Delete";
    RESTORE: "Restaurer", "Restore";
    MESSAGES: "Messages", "Messages";
    LOADING: "Chargement…", "Loading…";
    STILL_LOADING: "C’est plus long que d’habitude. La demande est toujours en cours.", "This takes longer than usual. The request is still running.";
    NO_MATCH: "Rien ne correspond.", "Nothing matches.";
    remove(word): "Retirer {word}", "Remove {word}";
    SHOW_PASSWORD: "Afficher le mot de passe", "Show the password";
    COPIED: "Copié.", "Copied.";
    COPY_REFUSED: "Le navigateur refuse de copier. Sélectionnez le texte et copiez-le au clavier.", "The browser refuses to copy. Select the text and copy it with the keyboard.";
    UNKNOWN: "non renseigné", "not given";
    YES: "Oui", "Yes";
    NO: "Non", "No";
    DATE_MALFORMED: "Une date comme 12/01/2027, «\u{a0}demain\u{a0}» ou «\u{a0}+30 j\u{a0}».", "A date such as 12/01/2027, “tomorrow” or “+30 d”.";
    call(number): "Appeler le {number}", "Call {number}";
    CONTACT: "Contact", "Contact";
    CODE_HELP: "Tab décale la ligne, Maj Tab la ramène. Échap puis Tab passe à la suite.", "Tab indents, Shift Tab takes it back. Escape, then Tab, moves on.";
    CHOOSE_DATE: "Choisir une date", "Choose a date";
    create(word): "Créer «\u{a0}{word}\u{a0}»", "Create “{word}”";
    AMOUNT_MALFORMED: "Un montant positif avec deux décimales au plus, comme 1\u{202f}234,50.", "A positive amount with two decimals at most, such as 1,234.50.";
    SIGNED_AMOUNT_MALFORMED: "Un montant avec deux décimales au plus, comme 1\u{202f}234,50 ou −80.", "An amount with two decimals at most, such as 1,234.50 or −80.";
    PERCENT_MALFORMED: "Un pourcentage entre 0 et 100, comme 5,5.", "A percentage between 0 and 100, such as 5.5.";
}
