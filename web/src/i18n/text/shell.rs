//! Words of the frame: navigation, search, shortcuts, leaving.

use crate::i18n::texts;

texts! {
    STARTING: "Démarrage", "Starting";
    SKIP_TO_CONTENT: "Aller au contenu", "Skip to content";
    MAIN_NAVIGATION: "Navigation principale", "Main navigation";
    QUICK_NAVIGATION: "Navigation rapide", "Quick navigation";
    SEARCH: "Rechercher", "Search";
    GROUP_WORK: "Pilotage", "Work";
    GROUP_DATA: "Données", "Data";
    GROUP_ACCOUNT: "Compte", "Account";
    INSTITUTIONS: "Institutions", "Institutions";
    PROFILE: "Profil", "Profile";
    API_TOKENS: "Jetons d’API", "API tokens";
    PLAYGROUND: "Requêtes GraphQL", "GraphQL queries";
    API_DOCUMENTATION: "Documentation de l’API", "API documentation";
    ACCOUNT: "Mon compte", "My account";
    THEME_DARK: "Thème sombre", "Dark theme";
    THEME_LIGHT: "Thème clair", "Light theme";
    THEME_SYSTEM: "Thème du système", "System theme";
    SHORTCUTS: "Raccourcis clavier", "Keyboard shortcuts";
    SIGN_OUT: "Se déconnecter", "Sign out";
    LEAVE_TITLE: "Quitter sans enregistrer\u{a0}?", "Leave without saving?";
    LEAVE_BODY: "Ce que vous avez saisi n’est pas enregistré et serait perdu.", "What you typed is not saved and would be lost.";
    LEAVE_YES: "Quitter sans enregistrer", "Leave without saving";
    LEAVE_NO: "Continuer la saisie", "Keep editing";
    SESSION_ENDED: "La session est terminée", "The session has ended";
    session_ended_body(email): "Reconnectez-vous en tant que {email} pour continuer\u{a0}: rien de ce que vous avez saisi n’est perdu.", "Sign in again as {email} to go on: nothing you typed is lost.";
    CHANGE_ACCOUNT: "Changer de compte", "Use another account";
    PALETTE: "Recherche", "Search";
    PALETTE_HINT: "Institution, contact, tâche, page…", "Institution, contact, task, page…";
    PALETTE_IDLE: "Deux lettres suffisent.", "Two letters are enough.";
    GO_TO: "Aller à", "Go to";
    CONTACTS: "Contacts", "Contacts";
    TASKS: "Tâches", "Tasks";
    results[n]: "{n} résultat" | "{n} résultats", "{n} result" | "{n} results";
    NOT_FOUND_TITLE: "Page introuvable", "Page not found";
    NOT_FOUND_BODY: "L’adresse ne mène à rien\u{a0}: elle a peut-être été recopiée en partie.", "The address leads nowhere: part of it may be missing.";
    BACK_TO_INSTITUTIONS: "Voir les institutions", "Go to institutions";
    PAGE_NOT_FETCHED: "Cette page n’a pas pu être chargée\u{a0}: le serveur n’est pas joignable, ou l’application vient d’être mise à jour.", "This page could not be loaded: the server is out of reach, or the app has just been updated.";
    RELOAD_APP: "Recharger l’application", "Reload the app";
    RESERVED_TITLE: "Accès réservé", "Restricted access";
    RESERVED_BODY: "Votre rôle ne donne pas accès à cette page. Une personne de l’administration peut l’ouvrir.", "Your role does not give access to this page. An administrator can open it.";
    KEY_SEARCH: "Rechercher et aller", "Search and go";
    KEY_CREATE: "Nouvelle institution", "New institution";
    KEY_GO_INSTITUTIONS: "Aller aux institutions", "Go to institutions";
    KEY_GO_PROFILE: "Aller au profil", "Go to profile";
    KEY_LIST_SEARCH: "Chercher dans la liste", "Search this list";
    KEY_MOVE: "Ligne suivante, précédente", "Next, previous row";
    KEY_SELECT: "Sélectionner la ligne", "Select the row";
    KEY_OPEN: "Ouvrir la ligne", "Open the row";
    KEY_EDIT: "Modifier", "Edit";
    KEY_SUBMIT: "Action principale d’un formulaire", "Main action of a form";
    KEY_CLOSE: "Fermer ce qui est au-dessus", "Close what is on top";
    KEY_HELP: "Cette liste", "This list";
    KEYS_OFF: "Les lettres seules sont désactivées dans votre profil.", "Single letters are turned off in your profile.";
}
