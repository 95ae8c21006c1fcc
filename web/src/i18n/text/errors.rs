//! What can go wrong, in words: what happened, what is safe, what to do.

use crate::i18n::texts;

texts! {
    UNREACHABLE: "Le serveur ne répond pas. Vos saisies sont conservées.", "The server is not answering. What you typed is kept.";
    UNAUTHENTICATED: "La session est terminée. Reconnectez-vous pour continuer.", "The session has ended. Sign in again to go on.";
    DEACTIVATED: "Ce compte est désactivé. Adressez-vous à l’administration.", "This account is deactivated. Ask an administrator.";
    FORBIDDEN: "Votre rôle ne donne pas ce droit.", "Your role does not grant this right.";
    NOT_FOUND: "Introuvable : supprimé, ou hors de votre périmètre.", "Not found: deleted, or outside what you may see.";
    CONFLICT: "Cette fiche a été modifiée entre-temps.", "This record was changed in the meantime.";
    changed_by(name, when): "{name} a modifié cette fiche\u{a0}: {when}.", "{name} changed this record: {when}.";
    CONFLICT_CHOOSE: "Choisissez la valeur à garder pour chaque champ, puis enregistrez.", "Choose which value to keep for each field, then save.";
    CONFLICT_ELSEWHERE: "Les changements portent sur d’autres champs. Vous pouvez enregistrer.", "The changes are in other fields. You can save.";
    THEIRS: "Leur valeur", "Theirs";
    MINE: "La vôtre", "Yours";
    RATE_LIMITED: "Trop de demandes à la suite. Réessayez dans un instant.", "Too many requests in a row. Try again in a moment.";
    rate_limited_for[n]: "Trop de demandes à la suite. Réessayez dans {n} seconde." | "Trop de demandes à la suite. Réessayez dans {n} secondes.",
        "Too many requests in a row. Try again in {n} second." | "Too many requests in a row. Try again in {n} seconds.";
    FAILED: "Le serveur a rencontré une erreur. Rien n’a été perdu.", "The server hit an error. Nothing was lost.";
    REFERENCE: "Référence", "Reference";
    RETRY: "Réessayer", "Try again";
    REQUIRED: "Ce champ est attendu.", "This field is needed.";
    TAKEN: "Déjà utilisé par une autre fiche.", "Already used by another record.";
    FINESS_TAKEN: "Ce FINESS appartient déjà à une autre institution.", "This FINESS already belongs to another institution.";
    ACCOUNTING_NUMBER_TAKEN: "Ce numéro comptable appartient déjà à une autre institution.", "This account number already belongs to another institution.";
    EMAIL_TAKEN: "Cette adresse appartient déjà à un autre compte.", "This address already belongs to another account.";
    LAST_ADMIN: "C’est le dernier compte d’administration en activité. Donnez d’abord ce rôle à une autre personne.", "This is the last active administrator. Give somebody else this role first.";
    TEAM_HAS_MEMBERS: "Des personnes font encore partie de cette équipe. Retirez-les avant de la supprimer.", "There are still people in this team. Take them out before deleting it.";
    CODE_EXPIRED: "Ce code n’est plus valable. Demandez-en un autre.", "This code is too old. Ask for another.";
    INVALID_CODE: "Ce code n’est pas le bon.", "This code is not right.";
    NOT_ALLOWED: "Votre rôle ne permet pas ce choix.", "Your role does not allow this choice.";
    COMMON_PASSWORD: "Ce mot de passe figure parmi les plus courants. Choisissez-en un autre.", "This password is among the most common ones. Choose another.";
    WEAK_PASSWORD: "Au moins 8 caractères.", "At least 8 characters.";
}
