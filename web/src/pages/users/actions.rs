//! What is done to an account with one click: deactivating with a way back, activating, inviting again.

use std::rc::Rc;

use sycamore::futures::spawn_local;

use crate::api::operations::{DeleteUser, InviteUser, RestoreUser, delete_user, invite_user, restore_user};
use crate::api::send;
use crate::app::App;
use crate::i18n::text::people as t;
use crate::pages::outcome::{Changed, Target, outcome};
use crate::ui::message::Message;
use crate::user_errors;

/// Where a refusal is shown.
pub type Refused = Rc<dyn Fn(Message)>;

/// Deactivates an account; the message activates it again.
pub fn deactivate(app: App, target: Target, changed: Changed, refused: Refused) {
    spawn_local(async move {
        let input = delete_user::DeleteUserInput { id: target.id.clone(), expected_version: target.version };
        let answer = send::<DeleteUser>(delete_user::Variables { input }).await;
        match outcome(answer.map(|data| user_errors!(data.delete_user.user_errors))) {
            Err(why) => refused(why),
            Ok(()) => {
                let (name, undone) = (target.name.clone(), changed.clone());
                let words = Message::new(move || t::deactivated(&name));
                app.toasts.undoable(words, move || activate(app, target.clone(), undone.clone()));
                changed();
            }
        }
    });
}

/// Activates an account again.
pub fn activate(app: App, target: Target, changed: Changed) {
    spawn_local(async move {
        let input = restore_user::RestoreUserInput { id: target.id };
        let answer = send::<RestoreUser>(restore_user::Variables { input }).await;
        match outcome(answer.map(|data| user_errors!(data.restore_user.user_errors))) {
            Err(why) => app.toasts.fail(why),
            Ok(()) => {
                app.toasts.confirm(Message::new(move || t::activated(&target.name)));
                changed();
            }
        }
    });
}

/// Mails another invitation.
pub fn invite_again(app: App, target: Target) {
    spawn_local(async move {
        let input = invite_user::InviteUserInput { id: target.id };
        let answer = send::<InviteUser>(invite_user::Variables { input }).await;
        match outcome(answer.map(|data| user_errors!(data.invite_user.user_errors))) {
            Err(why) => app.toasts.fail(why),
            Ok(()) => app.toasts.confirm(Message::new(move || t::invited(&target.name))),
        }
    });
}
