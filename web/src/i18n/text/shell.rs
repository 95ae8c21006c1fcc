//! Words of the frame: navigation, search, shortcuts, leaving.

use crate::i18n::texts;

texts! {
    starting: "Démarrage", "Starting";
    skip_to_content: "Aller au contenu", "Skip to content";
    main_navigation: "Navigation principale", "Main navigation";
    quick_navigation: "Navigation rapide", "Quick navigation";
    search: "Rechercher", "Search";
    group_work: "Pilotage", "Work";
    group_data: "Données", "Data";
    group_account: "Compte", "Account";
    institutions: "Institutions", "Institutions";
    profile: "Profil", "Profile";
    api_tokens: "Jetons d’API", "API tokens";
    playground: "Requêtes GraphQL", "GraphQL queries";
    api_documentation: "Documentation de l’API", "API documentation";
    account: "Mon compte", "My account";
    theme_dark: "Thème sombre", "Dark theme";
    theme_light: "Thème clair", "Light theme";
    theme_system: "Thème du système", "System theme";
    shortcuts: "Raccourcis clavier", "Keyboard shortcuts";
    sign_out: "Se déconnecter", "Sign out";
    leave_title: "Quitter sans enregistrer\u{a0}?", "Leave without saving?";
    leave_body: "Ce que vous avez saisi n’est pas enregistré et serait perdu.", "What you typed is not saved and would be lost.";
    leave_yes: "Quitter sans enregistrer", "Leave without saving";
    leave_no: "Continuer la saisie", "Keep editing";
    session_ended: "La session est terminée", "The session has ended";
    session_ended_body(email): "Reconnectez-vous en tant que {email} pour continuer\u{a0}: rien de ce que vous avez saisi n’est perdu.", "Sign in again as {email} to go on: nothing you typed is lost.";
    change_account: "Changer de compte", "Use another account";
    palette: "Recherche", "Search";
    palette_hint: "Institution, contact, tâche, page…", "Institution, contact, task, page…";
    palette_idle: "Deux lettres suffisent.", "Two letters are enough.";
    go_to: "Aller à", "Go to";
    contacts: "Contacts", "Contacts";
    tasks: "Tâches", "Tasks";
    results[n]: "{n} résultat" | "{n} résultats", "{n} result" | "{n} results";
    not_found_title: "Page introuvable", "Page not found";
    not_found_body: "L’adresse ne mène à rien\u{a0}: elle a peut-être été recopiée en partie.", "The address leads nowhere: part of it may be missing.";
    back_to_institutions: "Voir les institutions", "Go to institutions";
    reserved_title: "Accès réservé", "Restricted access";
    reserved_body: "Votre rôle ne donne pas accès à cette page. Une personne de l’administration peut l’ouvrir.", "Your role does not give access to this page. An administrator can open it.";
    key_search: "Rechercher et aller", "Search and go";
    key_create: "Nouvelle institution", "New institution";
    key_go_institutions: "Aller aux institutions", "Go to institutions";
    key_go_profile: "Aller au profil", "Go to profile";
    key_list_search: "Chercher dans la liste", "Search this list";
    key_move: "Ligne suivante, précédente", "Next, previous row";
    key_select: "Sélectionner la ligne", "Select the row";
    key_open: "Ouvrir la ligne", "Open the row";
    key_edit: "Modifier", "Edit";
    key_submit: "Action principale d’un formulaire", "Main action of a form";
    key_close: "Fermer ce qui est au-dessus", "Close what is on top";
    key_help: "Cette liste", "This list";
    keys_off: "Les lettres seules sont désactivées dans votre profil.", "Single letters are turned off in your profile.";
}
