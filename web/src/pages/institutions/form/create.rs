//! The panel for a new institution.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::contact::{ContactFields, ContactInputs};
use super::fields::{InstitutionFields, InstitutionInputs};
use super::medical::{MedicalFields, MedicalInputs};
use super::suggestions;
use crate::api::operations::{CreateInstitution, create_institution};
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::text::institution_form as t;
use crate::router::{Page, go};
use crate::ui::editing::guard;
use crate::ui::form::{place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::user_errors;

/// The panel; it ends on the page of what was created, or with `on_close`.
#[component(inline_props)]
pub fn CreatePanel(on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let (fields, medical, contact) = (InstitutionFields::new(None), MedicalFields::new(None), ContactFields::new());
    let (tags, specialties) = suggestions();
    let mut entries = fields.entries();
    entries.extend(medical.entries_of_creation());
    entries.extend(contact.entries());
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);

    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let variables =
            create_institution::Variables { input: fields.creation(medical.creation(), contact.creation()) };
        let (submission, entries) = (submission.clone(), entries.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateInstitution>(variables).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_institution.institution {
                    Some(created) => {
                        saved.set(true);
                        let name = created.name;
                        app.toasts.confirm(Message::new(move || t::created(&name)));
                        go(&Page::institution(&created.id).path());
                    }
                    None => status.refuse(place(user_errors!(data.create_institution.user_errors), &entries)),
                },
            }
        });
    };
    view! {
        FormPanel(
            title=t::CREATE_TITLE,
            submit_label=t::CREATE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=on_close,
        ) {
            InstitutionInputs(fields=fields, suggested_tags=tags)
            ContactInputs(fields=contact)
            details(class="form-more") {
                summary { (t::MEDICAL_PROFILE) }
                MedicalInputs(fields=medical, specialties=specialties)
            }
        }
    }
}
