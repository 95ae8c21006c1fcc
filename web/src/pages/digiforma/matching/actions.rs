//! Deciding which company is which institution, and taking a decision back.

use sycamore::futures::spawn_local;

use crate::api::ApiError;
use crate::api::digiforma::{
    ConfirmDigiformaMapping, CreateDigiformaMapping, DeleteDigiformaMapping, RestoreDigiformaSuggestion,
    confirm_digiforma_mapping, create_digiforma_mapping, delete_digiforma_mapping, restore_digiforma_suggestion,
};
use crate::api::send;
use crate::api::user_error::UserError;
use crate::app::App;
use crate::i18n::text::digiforma_matching as t;
use crate::pages::outcome::{Changed, outcome, refusal};
use crate::ui::message::Message;
use crate::user_errors;

/// A link or suggestion as it was on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: String,
    /// The version that was seen; absent: whatever it is.
    pub version: Option<i64>,
    /// The company, by id and name.
    pub company: (String, String),
    /// The institution, by id and name.
    pub institution: (String, String),
}

/// A suggestion is right: it becomes a link, which can be undone.
pub fn confirm(app: App, link: Link, changed: Changed, failed: Changed) {
    spawn_local(async move {
        match confirmed(&link).await {
            Ok(version) => {
                let (name, undone) = (link.company.1.clone(), changed.clone());
                let made = Link { version: Some(version), ..link };
                app.toasts.undoable(Message::new(move || t::confirmed(&name)), move || {
                    unlink(app, made.clone(), undone.clone());
                });
                changed();
            }
            Err(why) => {
                app.toasts.fail(why);
                failed();
            }
        }
    });
}

/// A link that was made by itself was looked at and is right.
pub fn verify(app: App, link: Link, changed: Changed) {
    spawn_local(async move {
        match confirmed(&link).await {
            Ok(_) => {
                let name = link.company.1;
                app.toasts.confirm(Message::new(move || t::verified(&name)));
            }
            Err(why) => app.toasts.fail(why),
        }
        changed();
    });
}

async fn confirmed(link: &Link) -> Result<i64, Message> {
    let variables = confirm_digiforma_mapping::Variables { id: link.id.clone(), version: link.version };
    match send::<ConfirmDigiformaMapping>(variables).await {
        Err(error) => Err(Message::new(move || error.sentence())),
        Ok(data) => match data.confirm_digiforma_mapping.mapping {
            Some(mapping) => Ok(mapping.version),
            None => Err(refusal(user_errors!(data.confirm_digiforma_mapping.user_errors))),
        },
    }
}

/// A suggestion is wrong: the company stays without an institution, unless that is taken back.
pub fn reject(app: App, link: Link, changed: Changed, failed: Changed) {
    spawn_local(async move {
        match outcome(deleted(&link).await) {
            Ok(()) => {
                let (name, restored) = (link.company.1.clone(), changed.clone());
                app.toasts.undoable(Message::new(move || t::rejected(&name)), move || {
                    restore(app, link.clone(), restored.clone());
                });
                changed();
            }
            Err(why) => {
                app.toasts.fail(why);
                failed();
            }
        }
    });
}

/// Takes a rejection back: the company is matched again.
fn restore(app: App, link: Link, changed: Changed) {
    spawn_local(async move {
        let (company, institution) = (link.company.0, link.institution.0);
        let variables = restore_digiforma_suggestion::Variables { company, institution };
        let answer = send::<RestoreDigiformaSuggestion>(variables).await;
        match outcome(answer.map(|data| user_errors!(data.restore_digiforma_suggestion.user_errors))) {
            Ok(()) => {
                let name = link.company.1;
                app.toasts.confirm(Message::new(move || t::restored(&name)));
            }
            Err(why) => app.toasts.fail(why),
        }
        changed();
    });
}

/// Links by hand, which can be undone.
pub fn link(app: App, company: (String, String), institution: (String, String), changed: Changed) {
    spawn_local(async move {
        let variables =
            create_digiforma_mapping::Variables { company: company.0.clone(), institution: institution.0.clone() };
        match send::<CreateDigiformaMapping>(variables).await {
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
            Ok(data) => match data.create_digiforma_mapping.mapping {
                None => app.toasts.fail(refusal(user_errors!(data.create_digiforma_mapping.user_errors))),
                Some(mapping) => {
                    let (one, other) = (company.1.clone(), institution.1.clone());
                    let made = Link { id: mapping.id, version: Some(mapping.version), company, institution };
                    let undone = changed.clone();
                    app.toasts.undoable(Message::new(move || t::linked(&one, &other)), move || {
                        unlink(app, made.clone(), undone.clone());
                    });
                    changed();
                }
            },
        }
    });
}

/// Undoes a link; the way back makes it by hand.
pub fn unlink(app: App, link: Link, changed: Changed) {
    spawn_local(async move {
        match outcome(deleted(&link).await) {
            Ok(()) => {
                let (name, again) = (link.company.1.clone(), changed.clone());
                app.toasts.undoable(Message::new(move || t::unlinked(&name)), move || {
                    self::link(app, link.company.clone(), link.institution.clone(), again.clone());
                });
                changed();
            }
            Err(why) => {
                app.toasts.fail(why);
                changed();
            }
        }
    });
}

async fn deleted(link: &Link) -> Result<Vec<UserError>, ApiError> {
    let variables = delete_digiforma_mapping::Variables { id: link.id.clone(), version: link.version };
    let data = send::<DeleteDigiformaMapping>(variables).await?;
    Ok(user_errors!(data.delete_digiforma_mapping.user_errors))
}
