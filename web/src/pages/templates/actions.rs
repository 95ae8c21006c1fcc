//! Making a template the default, copying, deleting with a way back, restoring.

use sycamore::futures::spawn_local;

use crate::api::back_office::{
    DeleteTemplate, DuplicateTemplate, RestoreTemplate, SetDefaultTemplate, delete_template, duplicate_template,
    restore_template, set_default_template,
};
use crate::api::send;
use crate::app::App;
use crate::i18n::text::templates as t;
use crate::pages::outcome::{Changed, Target, counted, each, outcome};
use crate::router::go;
use crate::ui::message::Message;
use crate::user_errors;

/// Makes a template the default of its type.
pub fn set_default(app: App, target: Target, changed: Changed) {
    let one = |Target { id, .. }: Target| async move {
        let answer = send::<SetDefaultTemplate>(set_default_template::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.set_default_invoice_template.user_errors)))
    };
    each(app, vec![target], one, move |done| {
        app.toasts.confirm(counted(&done, t::made_default, t::count));
        changed();
    });
}

/// Copies a template, and goes to the copy.
pub fn duplicate(app: App, target: Target) {
    spawn_local(async move {
        let Target { id, name, .. } = target;
        match send::<DuplicateTemplate>(duplicate_template::Variables { id }).await {
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
            Ok(data) => match data.duplicate_invoice_template.invoice_template {
                Some(copy) => {
                    app.toasts.confirm(Message::new(move || t::duplicated(&name)));
                    go(&super::path_of(&copy.id));
                }
                None => {
                    let errors = user_errors!(data.duplicate_invoice_template.user_errors);
                    if let Err(why) = outcome(Ok(errors)) {
                        app.toasts.fail(why);
                    }
                }
            },
        }
    });
}

/// Deletes a template; the toast undoes it.
pub fn delete(app: App, target: Target, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<DeleteTemplate>(delete_template::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.delete_invoice_template.user_errors)))
    };
    each(app, vec![target], one, move |done| {
        let (undone, gone) = (changed.clone(), done.clone());
        app.toasts.undoable(counted(&done, t::deleted, t::deleted_many), move || {
            restore(app, gone.clone(), undone.clone());
        });
        changed();
    });
}

/// Brings templates back.
pub fn restore(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, .. }: Target| async move {
        let answer = send::<RestoreTemplate>(restore_template::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.restore_invoice_template.user_errors)))
    };
    each(app, targets, one, move |done| {
        app.toasts.confirm(counted(&done, t::restored, t::restored_many));
        changed();
    });
}
