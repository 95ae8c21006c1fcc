//! Words of a beginning: the first administrator, an invitation, the first steps.

use crate::i18n::texts;

texts! {
    TITLE: "Mettre en service", "Set up";
    BODY: "Personne n’a encore de compte. Créez celui de l’administration\u{a0}: il invitera les autres.", "Nobody has an account yet. Create the administrator’s: it invites the others.";
    CODE: "Code de mise en service", "Set-up code";
    CODE_HELP: "Le serveur l’affiche à son démarrage. Inutile depuis la machine du serveur.", "The server shows it when it starts. Not needed on the server’s own machine.";
    CREATE: "Créer le compte", "Create account";
    CREATING: "Création…", "Creating…";
    WELCOME: "Bienvenue", "Welcome";
    welcome_body(email): "Choisissez le mot de passe de votre compte {email}.", "Choose the password of your account {email}.";
    ENTER: "Choisir ce mot de passe", "Set this password";
    SPENT_TITLE: "Ce lien n’est plus valable", "This link is no longer valid";
    SPENT_BODY: "Une invitation dure 7\u{a0}jours et ne sert qu’une fois.", "An invitation lasts 7 days and can be used once.";
    SPENT_CODE: "Recevoir un code par e-mail", "Get a code by e-mail";
    SPENT_ASK: "Sans réponse, demandez une nouvelle invitation à la personne qui administre Medical CRM chez vous.", "If nothing comes, ask the person who administers Medical CRM in your firm for another invitation.";
    FIRST_STEPS: "Premiers pas", "First steps";
    FIRST_INSTITUTION: "Créer la première institution", "Create the first institution";
    FIRST_INSTITUTION_BODY: "Un hôpital ou une clinique, avec son contact principal.", "A hospital or a clinic, with its primary contact.";
    FIRST_COLLEAGUE: "Inviter une première personne", "Invite the first colleague";
    FIRST_COLLEAGUE_BODY: "Elle reçoit un lien pour choisir son mot de passe.", "They receive a link to choose their password.";
    STEP_DONE: "fait", "done";
}
