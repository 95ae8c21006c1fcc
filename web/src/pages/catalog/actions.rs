//! Withdrawing and putting back on sale, deleting with a way back, restoring.

use crate::api::back_office::{
    ActivateCatalogItem, DeleteCatalogItem, RestoreCatalogItem, activate_catalog_item, delete_catalog_item,
    restore_catalog_item,
};
use crate::api::send;
use crate::app::App;
use crate::i18n::text::catalog as t;
use crate::pages::catalog::Item;
use crate::pages::outcome::{Changed, Target, counted, each, outcome};
use crate::user_errors;

/// An item as the target of an action.
#[must_use]
pub fn target(item: &Item) -> Target {
    Target { id: item.id.clone(), name: item.name.clone(), version: Some(item.version) }
}

/// What is said of one item, by its name.
type Named = fn(&str) -> String;
/// What is said of several, by their number.
type Counted = fn(u64) -> String;

/// Withdraws one or several, or puts them back on sale; one toast undoes all of it.
pub fn set_active(app: App, targets: Vec<Target>, active: bool, changed: Changed) {
    let one = move |Target { id, version, .. }: Target| async move {
        let variables = activate_catalog_item::Variables { id, version, active };
        let answer = send::<ActivateCatalogItem>(variables).await;
        outcome(answer.map(|data| user_errors!(data.update_catalog_item.user_errors)))
    };
    each(app, targets, one, move |done| {
        let (said, said_many): (Named, Counted) =
            if active { (t::activated, t::activated_many) } else { (t::withdrawn, t::withdrawn_many) };
        let undone = changed.clone();
        // Whatever their versions by now.
        let back: Vec<Target> = done.iter().map(|target| Target { version: None, ..target.clone() }).collect();
        app.toasts.undoable(counted(&done, said, said_many), move || {
            set_active(app, back.clone(), !active, undone.clone());
        });
        changed();
    });
}

/// Deletes one or several; one toast undoes all of it.
pub fn delete(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<DeleteCatalogItem>(delete_catalog_item::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.delete_catalog_item.user_errors)))
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
        let answer = send::<RestoreCatalogItem>(restore_catalog_item::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.restore_catalog_item.user_errors)))
    };
    each(app, targets, one, move |done| {
        app.toasts.confirm(counted(&done, t::restored, t::restored_many));
        changed();
    });
}
