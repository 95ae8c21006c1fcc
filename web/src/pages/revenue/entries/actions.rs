//! Deleting with a way back, restoring.

use super::Entry;
use crate::api::revenue::{DeleteRevenueEntry, RestoreRevenueEntry, delete_revenue_entry, restore_revenue_entry};
use crate::api::send;
use crate::app::App;
use crate::i18n::text::revenue as t;
use crate::pages::outcome::{Changed, Target, counted, each, outcome};
use crate::user_errors;

/// An entry as the target of an action.
#[must_use]
pub fn target(entry: &Entry) -> Target {
    Target { id: entry.id.clone(), name: entry.label.clone(), version: Some(entry.version) }
}

/// Deletes one or several; one toast undoes all of it.
pub fn delete(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<DeleteRevenueEntry>(delete_revenue_entry::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.delete_revenue_entry.user_errors)))
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
        let answer = send::<RestoreRevenueEntry>(restore_revenue_entry::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.restore_revenue_entry.user_errors)))
    };
    each(app, targets, one, move |done| {
        app.toasts.confirm(counted(&done, t::restored, t::restored_many));
        changed();
    });
}
