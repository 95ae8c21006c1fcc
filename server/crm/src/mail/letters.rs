//! The letters that the server writes, in the language of the person.

use domain::Language;

use super::{Letter, Part};

/// A code for a new password.
#[must_use]
pub fn password_reset(language: Language, first_name: &str, code: &str) -> Letter {
    let code = Part::Code(code.to_owned());
    match language {
        Language::Fr => Letter {
            subject: "Votre code pour choisir un nouveau mot de passe".into(),
            parts: vec![
                hello(language, first_name),
                text("Voici le code pour choisir un nouveau mot de passe dans Medical CRM :"),
                code,
                text("Il est valable 15 minutes et ne sert qu'une fois."),
                text(
                    "Si vous n'avez rien demandé, ne tenez pas compte de ce message : votre mot de passe reste le même. \
                     Ne communiquez ce code à personne.",
                ),
            ],
        },
        Language::En => Letter {
            subject: "Your code for a new password".into(),
            parts: vec![
                hello(language, first_name),
                text("This is the code for choosing a new password in Medical CRM:"),
                code,
                text("It is good for 15 minutes and can be used once."),
                text(
                    "If you did not ask for it, ignore this message: your password stays the same. \
                     Do not give this code to anyone.",
                ),
            ],
        },
    }
}

/// An invitation to choose the first password.
#[must_use]
pub fn invitation(language: Language, first_name: &str, link: &str) -> Letter {
    let url = link.to_owned();
    match language {
        Language::Fr => Letter {
            subject: "Votre accès à Medical CRM".into(),
            parts: vec![
                hello(language, first_name),
                text("Un compte a été créé pour vous dans Medical CRM."),
                Part::Link { label: "Choisir mon mot de passe", url },
                text("Ce lien est valable 7 jours et ne sert qu'une fois."),
            ],
        },
        Language::En => Letter {
            subject: "Your access to Medical CRM".into(),
            parts: vec![
                hello(language, first_name),
                text("An account was made for you in Medical CRM."),
                Part::Link { label: "Choose my password", url },
                text("This link is good for 7 days and can be used once."),
            ],
        },
    }
}

/// A word that the password was changed.
#[must_use]
pub fn password_changed(language: Language, first_name: &str) -> Letter {
    match language {
        Language::Fr => Letter {
            subject: "Votre mot de passe a été modifié".into(),
            parts: vec![
                hello(language, first_name),
                text(
                    "Le mot de passe de votre compte Medical CRM vient d'être modifié. Les autres sessions ont été fermées.",
                ),
                text("Si ce n'était pas vous, prévenez tout de suite votre administrateur."),
            ],
        },
        Language::En => Letter {
            subject: "Your password was changed".into(),
            parts: vec![
                hello(language, first_name),
                text("The password of your Medical CRM account was just changed. Other sessions were ended."),
                text("If it was not you, tell your administrator at once."),
            ],
        },
    }
}

fn hello(language: Language, first_name: &str) -> Part {
    Part::Text(match language {
        Language::Fr => format!("Bonjour {first_name},"),
        Language::En => format!("Hello {first_name},"),
    })
}

fn text(text: &str) -> Part {
    Part::Text(text.to_owned())
}
