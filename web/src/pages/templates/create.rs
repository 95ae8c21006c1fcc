//! The panel for a new template: its name and what it is for. The editor opens on it.

use std::rc::Rc;

use domain::billing::TemplateType;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::path_of;
use crate::api::back_office::{CreateTemplate, create_template};
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::text::templates as t;
use crate::pages::checks;
use crate::router::go;
use crate::ui::editing::guard;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::ui::select::{SelectField, choices};
use crate::ui::text_field::TextField;
use crate::user_errors;

/// The panel.
#[component(inline_props)]
pub fn CreatePanel(close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let name = FieldState::new("", checks::required(255));
    let kind = FieldState::free(TemplateType::Invoice.name());
    let entries = [
        Entry::new("name", t::NAME, Control::Text(name)),
        Entry::new("type", t::TYPE, Control::Choice(kind, super::fields::kind_words)),
    ];
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let (title, submission) = (name.text(), submission.clone());
        let variables = create_template::Variables {
            name: title.clone(),
            kind: kind.text().parse().unwrap_or(TemplateType::Invoice),
        };
        spawn_local_scoped(async move {
            match submission.send::<CreateTemplate>(variables).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_invoice_template.invoice_template {
                    Some(created) => {
                        saved.set(true);
                        app.toasts.confirm(Message::new(move || t::created(&title)));
                        go(&path_of(&created.id));
                    }
                    None => status.refuse(place(user_errors!(data.create_invoice_template.user_errors), &entries)),
                },
            }
        });
    };
    let kinds = choices(TemplateType::ALL, TemplateType::name, t::kind);
    view! {
        FormPanel(
            title=t::NEW_TEMPLATE,
            submit_label=t::CREATE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=close,
        ) {
            TextField(state=name, label=t::NAME, autocomplete="off", "autofocus"="")
            SelectField(state=kind, label=t::TYPE, choices=kinds)
        }
    }
}
