//! Deleting with a way back, restoring, and making somebody the one to ask first.

use crate::api::operations::{
    DeleteContact, MakeContactPrimary, RestoreContact, delete_contact, make_contact_primary, restore_contact,
};
use crate::api::send;
use crate::app::App;
use crate::i18n::text::contacts as t;
use crate::pages::contacts::Contact;
use crate::pages::outcome::{Changed, Target, counted, each, outcome};
use crate::user_errors;

/// A contact as the target of an action.
#[must_use]
pub fn target(contact: &Contact) -> Target {
    Target { id: contact.id.clone(), name: contact.full_name.clone(), version: Some(contact.version) }
}

/// Deletes one or several; one toast undoes all of it.
pub fn delete(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<DeleteContact>(delete_contact::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.delete_contact.user_errors)))
    };
    each(app, targets, one, move |done| {
        let (undone, gone) = (changed.clone(), done.clone());
        app.toasts.undoable(counted(&done, t::deleted, t::deleted_many), move || {
            restore(app, gone.clone(), undone.clone());
        });
        changed();
    });
}

/// Brings one or several back.
pub fn restore(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, .. }: Target| async move {
        let answer = send::<RestoreContact>(restore_contact::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.restore_contact.user_errors)))
    };
    each(app, targets, one, move |done| {
        app.toasts.confirm(counted(&done, t::restored, t::restored_many));
        changed();
    });
}

/// Makes a contact the primary one of its institution.
pub fn make_primary(app: App, target: Target, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<MakeContactPrimary>(make_contact_primary::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.update_contact.user_errors)))
    };
    each(app, vec![target], one, move |done| {
        app.toasts.confirm(counted(&done, t::made_primary, t::count));
        changed();
    });
}
