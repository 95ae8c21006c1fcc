//! The panels that change an institution and its medical profile.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::fields::{InstitutionFields, InstitutionInputs, Sheet};
use super::medical::{MedicalFields, MedicalInputs, Profile};
use super::{conflict, suggestions};
use crate::api::operations::{UpdateInstitution, UpdateMedicalProfile, update_institution, update_medical_profile};
use crate::app::use_app;
use crate::i18n::text::institution_form as t;
use crate::pages::audit::trail;
use crate::ui::editing::{Editing, LastChange};
use crate::ui::form::{Value, snapshot};
use crate::ui::form_panel::FormPanel;
use crate::user_errors;

/// Changes an institution as the page shows it; `on_saved` comes before `on_close`.
#[component(inline_props)]
pub fn EditPanel(sheet: ReadSignal<Sheet>, on_saved: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let current = sheet;
    let sheet = current.get_clone_untracked();
    let fields = InstitutionFields::new(Some(&sheet));
    let (tags, _) = suggestions();
    let editing = Editing::new(fields.entries(), Some(sheet.version));
    let (id, status) = (sheet.id, editing.status);
    editing.watch(
        move || {
            let sheet = current.get_clone();
            Some((values_of(&sheet), sheet.version))
        },
        last_change_of(&id),
    );
    let close = on_close.clone();
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::SAVED);
        on_saved();
        close();
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let version = editing.version.get_untracked().unwrap_or_default();
        let variables = update_institution::Variables { input: fields.update(id.clone(), version) };
        let (id, editing, done) = (id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateInstitution>(variables).await {
                Ok(data) => editing.finish(user_errors!(data.update_institution.user_errors), &done),
                Err(error) => {
                    trail::failed(&editing, error, &id, conflict::current(&id), |found| {
                        Some((values_of(&found), found.version))
                    })
                    .await;
                }
            }
        });
    };
    view! {
        FormPanel(
            title=t::EDIT_TITLE,
            submit_label=crate::i18n::text::common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=on_close,
        ) {
            InstitutionInputs(fields=fields, suggested_tags=tags)
        }
    }
}

/// Changes the medical profile of an institution as the page shows it; `on_saved` comes before `on_close`.
#[component(inline_props)]
pub fn EditProfilePanel(sheet: ReadSignal<Sheet>, on_saved: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let current = sheet;
    let sheet = current.get_clone_untracked();
    let profile = sheet.medical_profile.as_ref();
    let fields = MedicalFields::new(profile);
    let (_, specialties) = suggestions();
    let editing = Editing::new(fields.entries(), profile.map(|profile| profile.version));
    let (id, status) = (sheet.id, editing.status);
    editing.watch(move || current.get_clone().medical_profile.as_ref().map(profile_values), last_change_of(&id));
    let close = on_close.clone();
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::SAVED);
        on_saved();
        close();
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let input = fields.update(id.clone(), editing.version.get_untracked());
        let (id, editing, done) = (id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            let variables = update_medical_profile::Variables { input };
            match editing.submission.send::<UpdateMedicalProfile>(variables).await {
                Ok(data) => editing.finish(user_errors!(data.update_medical_profile.user_errors), &done),
                Err(error) => {
                    trail::failed(&editing, error, &id, conflict::current(&id), |found| {
                        found.medical_profile.as_ref().map(profile_values)
                    })
                    .await;
                }
            }
        });
    };
    view! {
        FormPanel(
            title=t::EDIT_PROFILE,
            submit_label=crate::i18n::text::common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=on_close,
        ) {
            MedicalInputs(fields=fields, specialties=specialties)
        }
    }
}

/// Asks who changed the institution last.
fn last_change_of(id: &str) -> impl Fn() -> LastChange + 'static {
    let id = id.to_owned();
    move || {
        let id = id.clone();
        Box::pin(async move { trail::last_change(&id).await })
    }
}

/// What the fields of the panel would hold for this record.
fn values_of(sheet: &Sheet) -> Vec<Value> {
    untrack(|| snapshot(&InstitutionFields::new(Some(sheet)).entries()))
}

/// What the fields of the panel would hold for this profile, and its version.
fn profile_values(profile: &Profile) -> (Vec<Value>, i64) {
    (untrack(|| snapshot(&MedicalFields::new(Some(profile)).entries())), profile.version)
}
