//! Words of signing in and of passwords.

use crate::i18n::texts;

texts! {
    sign_in: "Se connecter", "Sign in";
    signing_in: "Connexion…", "Signing in…";
    tagline: "Institutions, missions d’audit et formation, au même endroit.", "Institutions, audits and training, in one place.";
    email: "Adresse e-mail", "E-mail address";
    password: "Mot de passe", "Password";
    remember: "Garder la session 7\u{a0}jours", "Stay signed in for 7 days";
    forgotten: "Mot de passe oublié", "Forgotten password";
    wrong: "E-mail ou mot de passe incorrect.", "Wrong e-mail or password.";
    email_needed: "Saisissez votre adresse e-mail.", "Enter your e-mail address.";
    email_malformed: "Cette adresse n’est pas complète.", "This address is not complete.";
    password_needed: "Saisissez votre mot de passe.", "Enter your password.";
    art: "Un établissement, une ligne\u{a0}: ce que l’audit, la formation et le reste y ont apporté.", "One institution, one line: what audit, training and the rest have brought.";
    dark: "Thème sombre", "Dark theme";
    light: "Thème clair", "Light theme";
    other_language: "English", "Français";
    forgotten_body: "Indiquez votre adresse\u{a0}: si un compte existe, un code à usage unique y est envoyé.", "Give your address: if an account exists, a one-time code is sent to it.";
    send_code: "Envoyer le code", "Send the code";
    sending: "Envoi…", "Sending…";
    code_title: "Choisir un nouveau mot de passe", "Choose a new password";
    code_sent(email): "Si un compte existe pour {email}, le code est parti. Il est valable peu de temps\u{a0}: pensez aux indésirables.", "If an account exists for {email}, the code is on its way. It is valid for a short time: check the spam folder too.";
    code: "Code reçu", "Code received";
    code_needed: "Saisissez le code reçu par e-mail.", "Enter the code received by e-mail.";
    new_password: "Nouveau mot de passe", "New password";
    current_password: "Mot de passe actuel", "Current password";
    set_password: "Changer le mot de passe", "Change the password";
    send_again: "Renvoyer un code", "Send another code";
    code_sent_again: "Un nouveau code est parti.", "A new code is on its way.";
    back: "Revenir à la connexion", "Back to sign-in";
    password_set: "Le mot de passe est changé. Connectez-vous avec le nouveau.", "The password is changed. Sign in with the new one.";
    rule_minimum: "8 caractères au moins", "At least 8 characters";
    rule_advised: "15 caractères ou plus\u{a0}: conseillé", "15 characters or more: advised";
    rule_free: "Une phrase convient\u{a0}: espaces et accents sont acceptés.", "A sentence will do: spaces and accents are accepted.";
    rule_met: "respecté", "met";
    rule_open: "à faire", "to do";
    too_short: "8 caractères au moins.", "At least 8 characters.";
}
