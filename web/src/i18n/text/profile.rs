//! Words of one's own account.

use crate::i18n::texts;

texts! {
    identity: "Identité et préférences", "Identity and preferences";
    security: "Mot de passe et sessions", "Password and sessions";
    name_and_phone: "Nom et téléphone", "Name and phone";
    saved: "Le profil est enregistré.", "The profile is saved.";
    preferences: "Préférences", "Preferences";
    language: "Langue", "Language";
    theme: "Thème", "Theme";
    theme_system: "Système", "System";
    theme_light: "Clair", "Light";
    theme_dark: "Sombre", "Dark";
    single_letters: "Raccourcis à une lettre", "Single-letter shortcuts";
    single_letters_help: "À désactiver avec une commande vocale.", "Turn them off when using voice control.";
    password_changed: "Le mot de passe est changé.", "The password is changed.";
    password_ends_sessions: "Changer le mot de passe ferme les autres sessions.", "Changing the password ends the other sessions.";
    sessions: "Sessions ouvertes", "Open sessions";
    sessions_failed: "Les sessions n’ont pas pu être chargées.", "The sessions could not be loaded.";
    this_session: "Cette session", "This session";
    last_used(when): "dernière activité\u{a0}: {when}", "last used: {when}";
    unknown_device: "Appareil inconnu", "Unknown device";
    end: "Fermer", "End";
    end_others: "Fermer les autres sessions", "End the other sessions";
    ended: "La session est fermée.", "The session is ended.";
    ended_many[n]: "{n} session est fermée." | "{n} sessions sont fermées.", "{n} session is ended." | "{n} sessions are ended.";
    tokens_intro: "Un jeton donne à un programme vos droits, jamais davantage. Il se transmet dans l’en-tête Authorization.", "A token gives a program your rights, never more. It is sent in the Authorization header.";
    tokens_failed: "Les jetons n’ont pas pu être chargés.", "The tokens could not be loaded.";
    no_tokens: "Aucun jeton", "No tokens";
    no_tokens_body: "Un tableur, un script ou un outil d’analyse lit vos données avec un jeton.", "A spreadsheet, a script or an analysis tool reads your data with a token.";
    new_token: "Nouveau jeton", "New token";
    create_token: "Créer le jeton", "Create token";
    token_name: "Nom", "Name";
    token_name_help: "Pour reconnaître le programme qui s’en sert.", "To recognise the program that uses it.";
    token_scopes: "Ce qu’il permet", "What it allows";
    token_expires: "Expire le", "Expires on";
    token_expires_help: "Sans date, il reste valable jusqu’à sa révocation.", "Without a date it stays valid until it is revoked.";
    token_made: "Le jeton est créé.", "The token is created.";
    token_once: "Copiez-le maintenant\u{a0}: il ne sera plus jamais affiché.", "Copy it now: it is never shown again.";
    token_kept: "Je l’ai copié", "I copied it";
    copy_token: "Copier le jeton", "Copy the token";
    expires(day): "expire le {day}", "expires on {day}";
    never_expires: "sans expiration", "never expires";
    never_used: "jamais utilisé", "never used";
    revoke: "Révoquer", "Revoke";
    revoke_title: "Révoquer ce jeton\u{a0}?", "Revoke this token?";
    revoke_body(name): "Les programmes qui se servent de «\u{a0}{name}\u{a0}» perdent l’accès aussitôt.", "Programs that use “{name}” lose access at once.";
    revoked: "Le jeton est révoqué.", "The token is revoked.";
}
