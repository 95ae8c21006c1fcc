//! Deleting with a way back, and restoring.

use std::rc::Rc;

use sycamore::futures::spawn_local;

use crate::api::operations::{DeleteInstitution, RestoreInstitution, delete_institution, restore_institution};
use crate::api::user_error::UserError;
use crate::api::{ApiError, send};
use crate::app::App;
use crate::i18n::text::institutions as t;
use crate::ui::message::Message;
use crate::user_errors;

/// What an action works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Id of the institution.
    pub id: String,
    /// Its name, for the message.
    pub name: String,
    /// The version that was on the screen.
    pub version: i64,
}

/// What happens after an action changed something.
pub type Changed = Rc<dyn Fn()>;

/// Deletes one or several; one toast undoes all of it.
pub fn delete(app: App, targets: Vec<Target>, changed: Changed) {
    spawn_local(async move {
        let mut gone = Vec::new();
        let mut failure = None;
        for target in targets {
            match delete_one(&target).await {
                Ok(()) => gone.push(target),
                Err(why) => {
                    failure = Some(why);
                    break;
                }
            }
        }
        if !gone.is_empty() {
            let words = deleted_words(&gone);
            let (undone, ids) = (changed.clone(), gone.clone());
            app.toasts.undoable(words, move || restore(app, ids.clone(), undone.clone()));
            changed();
        }
        if let Some(why) = failure {
            app.toasts.fail(why);
        }
    });
}

/// Brings one or several back.
pub fn restore(app: App, targets: Vec<Target>, changed: Changed) {
    spawn_local(async move {
        let mut back = Vec::new();
        for target in targets {
            match restore_one(&target.id).await {
                Ok(()) => back.push(target),
                Err(why) => {
                    app.toasts.fail(why);
                    break;
                }
            }
        }
        if !back.is_empty() {
            app.toasts.confirm(restored_words(&back));
            changed();
        }
    });
}

async fn delete_one(target: &Target) -> Result<(), Message> {
    let input =
        delete_institution::DeleteInstitutionInput { id: target.id.clone(), expected_version: Some(target.version) };
    let answer = send::<DeleteInstitution>(delete_institution::Variables { input }).await;
    outcome(answer.map(|data| user_errors!(data.delete_institution.user_errors)))
}

async fn restore_one(id: &str) -> Result<(), Message> {
    let input = restore_institution::RestoreInstitutionInput { id: id.to_owned() };
    let answer = send::<RestoreInstitution>(restore_institution::Variables { input }).await;
    outcome(answer.map(|data| user_errors!(data.restore_institution.user_errors)))
}

fn outcome(answer: Result<Vec<UserError>, ApiError>) -> Result<(), Message> {
    match answer {
        Err(error) => Err(Message::new(move || error.sentence())),
        Ok(errors) => match errors.into_iter().next() {
            Some(error) => Err(Message::new(move || error.sentence())),
            None => Ok(()),
        },
    }
}

fn deleted_words(gone: &[Target]) -> Message {
    match gone {
        [one] => {
            let name = one.name.clone();
            Message::new(move || t::deleted(&name))
        }
        many => {
            let count = many.len() as u64;
            Message::new(move || t::deleted_many(count))
        }
    }
}

fn restored_words(back: &[Target]) -> Message {
    match back {
        [one] => {
            let name = one.name.clone();
            Message::new(move || t::restored(&name))
        }
        many => {
            let count = many.len() as u64;
            Message::new(move || t::restored_many(count))
        }
    }
}
