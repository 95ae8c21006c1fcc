//! The form of the connection: where Digiforma is, its token, when it is read, and what is made of what is read.

use std::rc::Rc;

use domain::DigiformaSyncFrequency;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Connection;
use super::fields::{Fields, kept};
use super::test::ConnectionTest;
use super::token::Token;
use crate::api::digiforma::{DigiformaSettings, UpdateDigiformaSettings, digiforma_settings};
use crate::api::{ApiError, send};
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::{common, digiforma as t};
use crate::ui::choice::CheckBox;
use crate::ui::editing::Editing;
use crate::ui::form::{place, snapshot};
use crate::ui::form_page::FormPage;
use crate::ui::remote::Remote;
use crate::ui::select::{SelectField, choices};
use crate::ui::text_field::TextField;
use crate::user_errors;

/// The form; it begins with what came first, and what is typed stays. `saved` follows a save.
#[component(inline_props)]
pub fn ConnectionForm(remote: Remote<Connection>, connection: ReadSignal<Connection>, saved: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let first = connection.get_clone_untracked();
    let fields = Fields::new(&first);
    let editing = Editing::new(fields.entries(), Some(first.version));
    let status = editing.status;
    let changed = {
        let editing = editing.clone();
        create_selector(move || editing.is_changed())
    };
    let version = editing.version;
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let variables = untrack(|| fields.update(editing.version.get()));
        let sent = untrack(|| snapshot(&editing.entries));
        let (editing, saved) = (editing.clone(), saved.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateDigiformaSettings>(variables).await {
                Ok(data) => match data.update_digiforma_settings.settings {
                    Some(settings) => {
                        // Kept by the server, forgotten here.
                        fields.token.value.set(String::new());
                        editing.keep(kept(&editing.entries, sent), settings.version);
                        app.toasts.confirm(t::SAVED);
                        remote.reload();
                        saved();
                    }
                    None => {
                        let errors = user_errors!(data.update_digiforma_settings.user_errors);
                        status.refuse(place(errors, &editing.entries));
                    }
                },
                Err(ApiError::Conflict) => match send::<DigiformaSettings>(digiforma_settings::Variables).await {
                    Ok(data) => {
                        let theirs = data.digiforma.settings;
                        let values = untrack(|| snapshot(&Fields::new(&theirs).entries()));
                        editing.meet(Some((values, theirs.version)), None);
                    }
                    Err(error) => status.fail(error),
                },
                Err(error) => status.fail(error),
            }
        });
    };
    let note = move || if changed.get() { t::UNSAVED.now() } else { "" };
    let frequencies = choices(DigiformaSyncFrequency::ALL, DigiformaSyncFrequency::name, t::frequency);
    view! {
        FormPage(
            submit_label=common::SAVE,
            status=status,
            note=note,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
        ) {
            Group(name=t::CONNECTION) {
                TextField(
                    state=fields.api_url,
                    label=t::ADDRESS,
                    r#type="url",
                    inputmode="url",
                    autocomplete="off",
                    frame="field span-all",
                )
                Token(field=fields.token, connection=connection, version=version, remote=remote)
                Switch(on=fields.is_enabled, label=t::ENABLED, help=t::ENABLED_HELP)
                ConnectionTest(connection=connection, changed=changed, remote=remote)
            }
            Group(name=t::SCHEDULE) {
                SelectField(
                    state=fields.schedule,
                    label=t::AUTO_SYNC,
                    choices=frequencies,
                    frame="field span-all",
                )
            }
            Group(name=t::CREATION) {
                Switch(
                    on=fields.create_institutions,
                    label=t::CREATE_INSTITUTIONS,
                    help=t::CREATE_INSTITUTIONS_HELP,
                )
                Switch(on=fields.create_contacts, label=t::CREATE_CONTACTS, help=t::CREATE_CONTACTS_HELP)
            }
        }
    }
}

/// A box with what it does below it.
#[component(inline_props)]
fn Switch(on: Signal<bool>, label: Words, help: Words) -> View {
    view! {
        div(class="field span-all") {
            CheckBox(checked=on, label=label)
            p(class="field-help") { (help) }
        }
    }
}

/// Fields that belong together, under their name.
#[component(inline_props)]
fn Group(name: Words, children: Children) -> View {
    view! {
        fieldset(class="form-grid form-section") {
            legend { (name) }
            (children)
        }
    }
}
