//! Deleting a team with a way back, and restoring it.

use std::rc::Rc;

use sycamore::futures::spawn_local;

use crate::api::operations::{DeleteTeam, RestoreTeam, delete_team, restore_team};
use crate::api::user_error::UserError;
use crate::api::{ApiError, send};
use crate::app::App;
use crate::i18n::text::people as t;
use crate::ui::message::Message;
use crate::user_errors;

/// A team to act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: String,
    /// Its name, for the message.
    pub name: String,
    /// The version that was on the screen.
    pub version: i64,
}

/// Deletes a team; the message brings it back.
pub fn delete(app: App, target: Target, changed: Rc<dyn Fn()>, refused: Rc<dyn Fn(Message)>) {
    spawn_local(async move {
        let input = delete_team::DeleteTeamInput { id: target.id.clone(), expected_version: Some(target.version) };
        let answer = send::<DeleteTeam>(delete_team::Variables { input }).await;
        match outcome(answer.map(|data| user_errors!(data.delete_team.user_errors))) {
            Some(why) => refused(why),
            None => {
                let (name, undone) = (target.name.clone(), changed.clone());
                let words = Message::new(move || t::team_deleted(&name));
                app.toasts.undoable(words, move || restore(app, target.clone(), undone.clone()));
                changed();
            }
        }
    });
}

fn restore(app: App, target: Target, changed: Rc<dyn Fn()>) {
    spawn_local(async move {
        let input = restore_team::RestoreTeamInput { id: target.id };
        let answer = send::<RestoreTeam>(restore_team::Variables { input }).await;
        match outcome(answer.map(|data| user_errors!(data.restore_team.user_errors))) {
            Some(why) => app.toasts.fail(why),
            None => {
                app.toasts.confirm(Message::new(move || t::team_restored(&target.name)));
                changed();
            }
        }
    });
}

/// Why nothing was done, if so.
pub fn outcome(answer: Result<Vec<UserError>, ApiError>) -> Option<Message> {
    match answer {
        Err(error) => Some(Message::new(move || error.sentence())),
        Ok(errors) => errors.into_iter().next().map(|error| Message::new(move || error.sentence())),
    }
}
