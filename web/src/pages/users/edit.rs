//! The panel that changes an account.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Account;
use super::account::{AccessAndCharge, Opened};
use super::fields::{AccountFields, AccountInputs};
use crate::api::operations::{UpdateUser, User, update_user, user};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::text::{common, people as t};
use crate::pages::audit::trail;
use crate::ui::editing::Editing;
use crate::ui::form::snapshot;
use crate::ui::form_panel::FormPanel;
use crate::user_errors;

/// The panel.
#[component(inline_props)]
pub fn EditPanel(opened: Opened, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let account = opened.account;
    // Nothing may be built while a signal is read.
    let fields = AccountFields::new(Some(&account.get_clone_untracked()));
    let (id, version) = account.with_untracked(|account| (account.id.clone(), account.version));
    let editing = Editing::new(fields.entries(), Some(version));
    let status = editing.status;
    follow(account, editing.version);
    let (refetch, close) = (opened.refetch.clone(), on_close.clone());
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::SAVED);
        refetch();
        close();
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let version = editing.version.get_untracked().unwrap_or_default();
        let variables = update_user::Variables { input: fields.update(id.clone(), version) };
        let (editing, done, id) = (editing.clone(), done.clone(), id.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateUser>(variables).await {
                Ok(data) => {
                    let mut errors = user_errors!(data.update_user.user_errors);
                    // It is the other role that takes the last administrator away.
                    errors.iter_mut().filter(|error| error.code == "LAST_ADMIN").for_each(|error| {
                        error.field.get_or_insert_with(|| "role".to_owned());
                    });
                    editing.finish(errors, &done);
                }
                Err(error) => {
                    trail::failed(&editing, error, &id, send::<User>(user::Variables { id: id.clone() }), |found| {
                        let values = untrack(|| snapshot(&AccountFields::new(Some(&found.user)).entries()));
                        Some((values, found.user.version))
                    })
                    .await;
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

/// Switching the account off and on, or another password, makes a new version of it: what is typed may be saved on top.
fn follow(account: ReadSignal<Account>, version: Signal<Option<i64>>) {
    let fields = |account: &Account| {
        let Account { first_name, last_name, email, phone, role, language, .. } = account.clone();
        (first_name, last_name, email, phone, role, language, account.team.as_ref().map(|team| team.id.clone()))
    };
    let base = account.with_untracked(fields);
    create_effect(move || {
        if account.with(|account| fields(account) == base) {
            version.set(Some(account.with(|account| account.version)));
        }
    });
}
