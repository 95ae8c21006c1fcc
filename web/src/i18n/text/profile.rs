//! Words of one's own account.

use crate::i18n::texts;

texts! {
    IDENTITY: "Identité et préférences", "Identity and preferences";
    SECURITY: "Mot de passe et sessions", "Password and sessions";
    NAME_AND_PHONE: "Nom et téléphone", "Name and phone";
    SAVED: "Le profil est enregistré.", "The profile is saved.";
    PREFERENCES: "Préférences", "Preferences";
    LANGUAGE: "Langue", "Language";
    THEME: "Thème", "Theme";
    THEME_SYSTEM: "Système", "System";
    THEME_LIGHT: "Clair", "Light";
    THEME_DARK: "Sombre", "Dark";
    SINGLE_LETTERS: "Raccourcis à une lettre", "Single-letter shortcuts";
    SINGLE_LETTERS_HELP: "À désactiver avec une commande vocale.", "Turn them off when using voice control.";
    PASSWORD_CHANGED: "Le mot de passe est changé.", "The password is changed.";
    PASSWORD_ENDS_SESSIONS: "Changer le mot de passe ferme les autres sessions.", "Changing the password ends the other sessions.";
    SESSIONS: "Sessions ouvertes", "Open sessions";
    SESSIONS_FAILED: "Les sessions n’ont pas pu être chargées.", "The sessions could not be loaded.";
    THIS_SESSION: "Cette session", "This session";
    last_used(when): "dernière activité\u{a0}: {when}", "last used: {when}";
    UNKNOWN_DEVICE: "Appareil inconnu", "Unknown device";
    END: "Fermer", "End";
    END_OTHERS: "Fermer les autres sessions", "End the other sessions";
    ENDED: "La session est fermée.", "The session is ended.";
    ended_many[n]: "{n} session est fermée." | "{n} sessions sont fermées.", "{n} session is ended." | "{n} sessions are ended.";
    TOKENS_INTRO: "Un jeton donne à un programme vos droits, jamais davantage. Il se transmet dans l’en-tête Authorization.", "A token gives a program your rights, never more. It is sent in the Authorization header.";
    TOKENS_FAILED: "Les jetons n’ont pas pu être chargés.", "The tokens could not be loaded.";
    NO_TOKENS: "Aucun jeton", "No tokens";
    NO_TOKENS_BODY: "Un tableur, un script ou un outil d’analyse lit vos données avec un jeton.", "A spreadsheet, a script or an analysis tool reads your data with a token.";
    NEW_TOKEN: "Nouveau jeton", "New token";
    CREATE_TOKEN: "Créer le jeton", "Create token";
    TOKEN_NAME: "Nom", "Name";
    TOKEN_NAME_HELP: "Pour reconnaître le programme qui s’en sert.", "To recognise the program that uses it.";
    TOKEN_SCOPES: "Ce qu’il permet", "What it allows";
    TOKEN_REACH: "Limité à", "Limited to";
    TOKEN_REACH_HELP: "Sans choix, il atteint tout ce que vous voyez.", "Without a choice it reaches everything that you see.";
    AUDIT_LOG: "Journal", "Audit log";
    TOKEN_EXPIRES: "Expire le", "Expires on";
    TOKEN_EXPIRES_HELP: "Sans date, il reste valable jusqu’à sa révocation.", "Without a date it stays valid until it is revoked.";
    TOKEN_MADE: "Le jeton est créé.", "The token is created.";
    TOKEN_ONCE: "Copiez-le maintenant\u{a0}: il ne sera plus jamais affiché.", "Copy it now: it is never shown again.";
    TOKEN_KEPT: "Je l’ai copié", "I copied it";
    COPY_TOKEN: "Copier le jeton", "Copy the token";
    expires(day): "expire le {day}", "expires on {day}";
    NEVER_EXPIRES: "sans expiration", "never expires";
    NEVER_USED: "jamais utilisé", "never used";
    REVOKE: "Révoquer", "Revoke";
    REVOKE_TITLE: "Révoquer ce jeton\u{a0}?", "Revoke this token?";
    revoke_body(name): "Les programmes qui se servent de «\u{a0}{name}\u{a0}» perdent l’accès aussitôt.", "Programs that use “{name}” lose access at once.";
    REVOKED: "Le jeton est révoqué.", "The token is revoked.";
}
