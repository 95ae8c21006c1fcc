//! Deleting a team with a way back, and restoring it.

use std::rc::Rc;

use sycamore::futures::spawn_local;

use crate::api::operations::{DeleteTeam, RestoreTeam, delete_team, restore_team};
use crate::api::send;
use crate::app::App;
use crate::i18n::text::people as t;
use crate::pages::outcome::{Changed, Target, outcome};
use crate::ui::message::Message;
use crate::user_errors;

/// Deletes a team; the message brings it back.
pub fn delete(app: App, target: Target, changed: Changed, refused: Rc<dyn Fn(Message)>) {
    spawn_local(async move {
        let input = delete_team::DeleteTeamInput { id: target.id.clone(), expected_version: target.version };
        let answer = send::<DeleteTeam>(delete_team::Variables { input }).await;
        match outcome(answer.map(|data| user_errors!(data.delete_team.user_errors))) {
            Err(why) => refused(why),
            Ok(()) => {
                let (name, undone) = (target.name.clone(), changed.clone());
                let words = Message::new(move || t::team_deleted(&name));
                app.toasts.undoable(words, move || restore(app, target.clone(), undone.clone()));
                changed();
            }
        }
    });
}

fn restore(app: App, target: Target, changed: Changed) {
    spawn_local(async move {
        let input = restore_team::RestoreTeamInput { id: target.id };
        let answer = send::<RestoreTeam>(restore_team::Variables { input }).await;
        match outcome(answer.map(|data| user_errors!(data.restore_team.user_errors))) {
            Err(why) => app.toasts.fail(why),
            Ok(()) => {
                app.toasts.confirm(Message::new(move || t::team_restored(&target.name)));
                changed();
            }
        }
    });
}
