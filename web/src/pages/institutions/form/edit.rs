//! The panels that change an institution and its medical profile.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::fields::{InstitutionFields, InstitutionInputs, Sheet};
use super::medical::{MedicalFields, MedicalInputs};
use super::{conflict, guard, suggestions};
use crate::api::ApiError;
use crate::api::operations::{UpdateInstitution, UpdateMedicalProfile, update_institution, update_medical_profile};
use crate::api::submission::Submission;
use crate::api::user_error::UserError;
use crate::app::use_app;
use crate::i18n::text::institution_form as t;
use crate::ui::form::{Entry, Value, differences, place, snapshot, verify};
use crate::ui::form_panel::{Conflict, FormPanel, FormStatus};
use crate::user_errors;

/// What both panels need to save.
#[derive(Clone)]
struct Editing {
    /// Id of the institution.
    id: String,
    entries: Vec<Entry>,
    /// Values as the server had them when the panel opened, or after the last conflict.
    base: Signal<Vec<Value>>,
    version: Signal<Option<i64>>,
    status: FormStatus,
    submission: Rc<Submission>,
    saved: Signal<bool>,
}

impl Editing {
    fn new(id: &str, entries: Vec<Entry>, version: Option<i64>) -> Self {
        let base = untrack(|| snapshot(&entries));
        let saved = create_signal(false);
        guard(&entries, base.clone(), saved);
        Self {
            id: id.to_owned(),
            entries,
            base: create_signal(base),
            version: create_signal(version),
            status: FormStatus::new(),
            submission: Rc::default(),
            saved,
        }
    }

    /// Takes the choices of a conflict, checks, and begins; false when there is nothing to send.
    fn begin(&self) -> bool {
        if let Some(conflict) = self.status.conflict.get_clone_untracked() {
            conflict::apply(&conflict.differences);
        }
        verify(&self.entries) && self.status.begin()
    }

    /// A save met a newer version: shows what is new in it.
    fn meet(&self, theirs: Option<(Vec<Value>, i64)>, by: Option<(String, String)>) {
        match theirs {
            Some((values, version)) if Some(version) != self.version.get_untracked() => {
                let base = self.base.get_clone_untracked();
                let conflict = Conflict { by, differences: differences(&self.entries, &base, values.clone()) };
                self.base.set(values);
                self.version.set(Some(version));
                self.status.conflict.set(Some(conflict));
                self.status.busy.set(false);
            }
            // Not a newer version: a lock, or a key in use.
            _ => self.status.fail(ApiError::Conflict),
        }
    }

    /// Closes after a save, or shows what was refused.
    fn finish(&self, errors: Vec<UserError>, done: &Rc<dyn Fn()>) {
        if errors.is_empty() {
            self.saved.set(true);
            done();
        } else {
            self.status.refuse(place(errors, &self.entries));
        }
    }
}

/// Changes an institution; `on_saved` comes before `on_close`.
#[component(inline_props)]
pub fn EditPanel(sheet: Sheet, on_saved: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let fields = InstitutionFields::new(Some(&sheet));
    let (tags, _) = suggestions();
    let editing = Editing::new(&sheet.id, fields.entries(), Some(sheet.version));
    let status = editing.status;
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
        let variables = update_institution::Variables { input: fields.update(editing.id.clone(), version) };
        let (editing, done) = (editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateInstitution>(variables).await {
                Ok(data) => editing.finish(user_errors!(data.update_institution.user_errors), &done),
                Err(ApiError::Conflict) => match conflict::current(&editing.id).await {
                    Ok(theirs) => {
                        let by = conflict::last_change(&editing.id).await;
                        let values = untrack(|| snapshot(&InstitutionFields::new(Some(&theirs)).entries()));
                        editing.meet(Some((values, theirs.version)), by);
                    }
                    Err(error) => editing.status.fail(error),
                },
                Err(error) => editing.status.fail(error),
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

/// Changes the medical profile of an institution; `on_saved` comes before `on_close`.
#[component(inline_props)]
pub fn EditProfilePanel(sheet: Sheet, on_saved: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let profile = sheet.medical_profile.as_ref();
    let fields = MedicalFields::new(profile);
    let (_, specialties) = suggestions();
    let editing = Editing::new(&sheet.id, fields.entries(), profile.map(|profile| profile.version));
    let status = editing.status;
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
        let input = fields.update(editing.id.clone(), editing.version.get_untracked());
        let (editing, done) = (editing.clone(), done.clone());
        spawn_local_scoped(async move {
            let variables = update_medical_profile::Variables { input };
            match editing.submission.send::<UpdateMedicalProfile>(variables).await {
                Ok(data) => editing.finish(user_errors!(data.update_medical_profile.user_errors), &done),
                Err(ApiError::Conflict) => match conflict::current(&editing.id).await {
                    Ok(theirs) => {
                        let by = conflict::last_change(&editing.id).await;
                        let theirs = theirs.medical_profile.map(|profile| {
                            let values = untrack(|| snapshot(&MedicalFields::new(Some(&profile)).entries()));
                            (values, profile.version)
                        });
                        editing.meet(theirs, by);
                    }
                    Err(error) => editing.status.fail(error),
                },
                Err(error) => editing.status.fail(error),
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
