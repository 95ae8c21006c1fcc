//! Words of signing in and of passwords.

use crate::i18n::texts;

texts! {
    SIGN_IN: "Se connecter", "Sign in";
    SIGNING_IN: "Connexion…", "Signing in…";
    TAGLINE: "Institutions, missions d’audit et formation, au même endroit.", "Institutions, audits and training, in one place.";
    EMAIL: "Adresse e-mail", "E-mail address";
    PASSWORD: "Mot de passe", "Password";
    REMEMBER: "Garder la session 7\u{a0}jours", "Stay signed in for 7 days";
    FORGOTTEN: "Mot de passe oublié", "Forgotten password";
    WRONG: "E-mail ou mot de passe incorrect.", "Wrong e-mail or password.";
    EMAIL_NEEDED: "Saisissez votre adresse e-mail.", "Enter your e-mail address.";
    EMAIL_MALFORMED: "Cette adresse n’est pas complète.", "This address is not complete.";
    PASSWORD_NEEDED: "Saisissez votre mot de passe.", "Enter your password.";
    ART: "Un établissement, une ligne\u{a0}: ce que l’audit, la formation et le reste y ont apporté.", "One institution, one line: what audit, training and the rest have brought.";
    DARK: "Thème sombre", "Dark theme";
    LIGHT: "Thème clair", "Light theme";
    OTHER_LANGUAGE: "English", "Français";
    FORGOTTEN_BODY: "Indiquez votre adresse\u{a0}: si un compte existe, un code à usage unique y est envoyé.", "Give your address: if an account exists, a one-time code is sent to it.";
    SEND_CODE: "Envoyer le code", "Send the code";
    SENDING: "Envoi…", "Sending…";
    CODE_TITLE: "Choisir un nouveau mot de passe", "Choose a new password";
    code_sent(email): "Si un compte existe pour {email}, le code est parti. Il est valable peu de temps\u{a0}: pensez aux indésirables.", "If an account exists for {email}, the code is on its way. It is valid for a short time: check the spam folder too.";
    CODE: "Code reçu", "Code received";
    CODE_NEEDED: "Saisissez le code reçu par e-mail.", "Enter the code received by e-mail.";
    NEW_PASSWORD: "Nouveau mot de passe", "New password";
    CURRENT_PASSWORD: "Mot de passe actuel", "Current password";
    SET_PASSWORD: "Changer le mot de passe", "Change the password";
    SEND_AGAIN: "Renvoyer un code", "Send another code";
    CODE_SENT_AGAIN: "Un nouveau code est parti.", "A new code is on its way.";
    BACK: "Revenir à la connexion", "Back to sign-in";
    PASSWORD_SET: "Le mot de passe est changé. Connectez-vous avec le nouveau.", "The password is changed. Sign in with the new one.";
    RULE_MINIMUM: "8 caractères au moins", "At least 8 characters";
    RULE_ADVISED: "15 caractères ou plus\u{a0}: conseillé", "15 characters or more: advised";
    RULE_FREE: "Une phrase convient\u{a0}: espaces et accents sont acceptés.", "A sentence will do: spaces and accents are accepted.";
    RULE_MET: "respecté", "met";
    RULE_OPEN: "à faire", "to do";
    TOO_SHORT: "8 caractères au moins.", "At least 8 characters.";
}
