//! What can go wrong, in words: what happened, what is safe, what to do.

use crate::i18n::texts;

texts! {
    unreachable: "Le serveur ne répond pas. Vos saisies sont conservées.", "The server is not answering. What you typed is kept.";
    unauthenticated: "La session est terminée. Reconnectez-vous pour continuer.", "The session has ended. Sign in again to go on.";
    deactivated: "Ce compte est désactivé. Adressez-vous à l’administration.", "This account is deactivated. Ask an administrator.";
    forbidden: "Votre rôle ne donne pas ce droit.", "Your role does not grant this right.";
    not_found: "Introuvable : supprimé, ou hors de votre périmètre.", "Not found: deleted, or outside what you may see.";
    conflict: "Cette fiche a été modifiée entre-temps.", "This record was changed in the meantime.";
    changed_by(name, when): "{name} a modifié cette fiche\u{a0}: {when}.", "{name} changed this record: {when}.";
    conflict_choose: "Choisissez la valeur à garder pour chaque champ, puis enregistrez.", "Choose which value to keep for each field, then save.";
    conflict_elsewhere: "Les changements portent sur d’autres champs. Vous pouvez enregistrer.", "The changes are in other fields. You can save.";
    theirs: "Leur valeur", "Theirs";
    mine: "La vôtre", "Yours";
    rate_limited: "Trop de demandes à la suite. Réessayez dans un instant.", "Too many requests in a row. Try again in a moment.";
    rate_limited_for[n]: "Trop de demandes à la suite. Réessayez dans {n} seconde." | "Trop de demandes à la suite. Réessayez dans {n} secondes.",
        "Too many requests in a row. Try again in {n} second." | "Too many requests in a row. Try again in {n} seconds.";
    failed: "Le serveur a rencontré une erreur. Rien n’a été perdu.", "The server hit an error. Nothing was lost.";
    reference: "Référence", "Reference";
    retry: "Réessayer", "Try again";
    required: "Ce champ est attendu.", "This field is needed.";
    taken: "Déjà utilisé par une autre fiche.", "Already used by another record.";
    finess_taken: "Ce FINESS appartient déjà à une autre institution.", "This FINESS already belongs to another institution.";
    accounting_number_taken: "Ce numéro comptable appartient déjà à une autre institution.", "This account number already belongs to another institution.";
    not_allowed: "Votre rôle ne permet pas ce choix.", "Your role does not allow this choice.";
    common_password: "Ce mot de passe figure parmi les plus courants. Choisissez-en un autre.", "This password is among the most common ones. Choose another.";
    weak_password: "Au moins 8 caractères.", "At least 8 characters.";
}
