//! The panel that changes an account.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::account::{AccessAndCharge, Opened};
use super::fields::{AccountFields, AccountInputs};
use crate::api::operations::{UpdateUser, User, update_user, user};
use crate::api::submission::Submission;
use crate::api::{ApiError, send};
use crate::app::use_app;
use crate::i18n::text::{common, people as t};
use crate::router::leave;
use crate::ui::form::{Entry, Value, differences, place, snapshot, verify};
use crate::ui::form_panel::{Conflict, FormPanel, FormStatus};
use crate::user_errors;

/// What a save needs.
#[derive(Clone)]
struct Editing {
    id: String,
    fields: AccountFields,
    entries: Vec<Entry>,
    /// Values as the server had them when the panel opened, or after the last conflict.
    base: Signal<Vec<Value>>,
    /// Set by a conflict: the version that was met.
    version: Signal<Option<i64>>,
    status: FormStatus,
    saved: Signal<bool>,
}

/// The panel.
#[component(inline_props)]
pub fn EditPanel(opened: Opened, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let account = opened.account;
    let fields = account.with_untracked(|account| AccountFields::new(Some(account)));
    let entries = fields.entries();
    let editing = Editing {
        id: account.with_untracked(|account| account.id.clone()),
        fields,
        base: create_signal(untrack(|| snapshot(&entries))),
        entries,
        version: create_signal(None),
        status: FormStatus::new(),
        saved: create_signal(false),
    };
    let (guarded, base, saved) = (editing.entries.clone(), editing.base, editing.saved);
    leave::guard(create_selector(move || !saved.get() && base.with(|base| snapshot(&guarded) != *base)));

    let status = editing.status;
    let submission = Rc::new(Submission::default());
    let (refetch, close) = (opened.refetch.clone(), on_close.clone());
    let submit = move || {
        if let Some(conflict) = status.conflict.get_clone_untracked() {
            let taken = conflict.differences.iter().filter(|difference| difference.take_theirs.get_untracked());
            taken.for_each(|difference| difference.entry.set(&difference.theirs));
        }
        if !verify(&editing.entries) || !status.begin() {
            return;
        }
        let version = account.with_untracked(|account| account.version);
        let version = editing.version.get_untracked().map_or(version, |met| met.max(version));
        let variables = update_user::Variables { input: fields.update(editing.id.clone(), version) };
        let (editing, submission) = (editing.clone(), submission.clone());
        let (refetch, close) = (refetch.clone(), close.clone());
        spawn_local_scoped(async move {
            match submission.send::<UpdateUser>(variables).await {
                Err(ApiError::Conflict) => meet(&editing).await,
                Err(error) => status.fail(error),
                Ok(data) => {
                    let mut errors = user_errors!(data.update_user.user_errors);
                    if errors.is_empty() {
                        editing.saved.set(true);
                        app.toasts.confirm(t::SAVED);
                        refetch();
                        return close();
                    }
                    // It is the other role that takes the last administrator away.
                    errors.iter_mut().filter(|error| error.code == "LAST_ADMIN").for_each(|error| {
                        error.field.get_or_insert_with(|| "role".to_owned());
                    });
                    status.refuse(place(errors, &editing.entries));
                }
            }
        });
    };
    let name = create_selector(move || account.with(|account| account.full_name.clone()));
    view! {
        FormPanel(
            title=name,
            submit_label=common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=on_close,
        ) {
            AccountInputs(fields=fields)
            AccessAndCharge(opened=opened)
        }
    }
}

/// A save met a newer version: shows what is new in it.
async fn meet(editing: &Editing) {
    let status = editing.status;
    match send::<User>(user::Variables { id: editing.id.clone() }).await {
        Err(error) => status.fail(error),
        Ok(data) => {
            let (version, values) =
                (data.user.version, untrack(|| snapshot(&AccountFields::new(Some(&data.user)).entries())));
            let base = editing.base.get_clone_untracked();
            let differences = untrack(|| differences(&editing.entries, &base, values.clone()));
            editing.base.set(values);
            editing.version.set(Some(version));
            status.conflict.set(Some(Conflict { by: None, differences }));
            status.busy.set(false);
        }
    }
}
