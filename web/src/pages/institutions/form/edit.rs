//! The panels that change an institution and its medical profile.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::fields::{InstitutionFields, InstitutionInputs, Sheet};
use super::medical::{MedicalFields, MedicalInputs, Profile};
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
    /// Values of the newer version that the panel asks about.
    theirs: Signal<Option<Vec<Value>>>,
    version: Signal<Option<i64>>,
    status: FormStatus,
    submission: Rc<Submission>,
    saved: Signal<bool>,
    scope: NodeHandle,
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
            theirs: create_signal(None),
            version: create_signal(version),
            status: FormStatus::new(),
            submission: Rc::default(),
            saved,
            scope: use_current_scope(),
        }
    }

    /// Takes the choices of a conflict, checks, and begins; false when there is nothing to send.
    fn begin(&self) -> bool {
        // Once: what is typed afterwards stands.
        if let Some(conflict) = self.status.conflict.take() {
            conflict::apply(&conflict.differences);
        }
        if let Some(theirs) = self.theirs.take() {
            self.base.set(theirs);
        }
        verify(&self.entries) && self.status.begin()
    }

    /// A save met a newer version: shows what is new in it.
    fn meet(&self, theirs: Option<(Vec<Value>, i64)>, by: Option<(String, String)>) {
        match theirs {
            Some((values, version)) if Some(version) != self.version.get_untracked() => {
                let base = self.base.get_clone_untracked();
                // In the panel's own scope: the choices live as long as it.
                let found = self.scope.run_in(|| untrack(|| differences(&self.entries, &base, values.clone())));
                self.scope.run_in(|| conflict::follow_typing(&found));
                if let Some(earlier) = self.status.conflict.get_clone_untracked() {
                    conflict::keep_choices(&earlier.differences, &found);
                }
                let conflict = Conflict { by, differences: found };
                self.theirs.set(Some(values));
                self.version.set(Some(version));
                self.status.conflict.set(Some(conflict));
                self.status.busy.set(false);
            }
            // Not a newer version: a lock, or a key in use.
            _ => self.status.fail(ApiError::Conflict),
        }
    }

    /// Follows what the page has of the server: somebody else's save is shown before the own one meets it. `theirs` is
    /// tracked; `None` says nothing.
    fn watch(&self, theirs: impl Fn() -> Option<(Vec<Value>, i64)> + 'static) {
        let editing = self.clone();
        create_effect(move || {
            let Some((values, version)) = theirs() else { return };
            let editing = editing.clone();
            untrack(|| {
                if !editing.is_news(version) {
                    return;
                }
                spawn_local_scoped(async move {
                    let by = conflict::last_change(&editing.id).await;
                    if editing.is_news(version) {
                        editing.meet(Some((values, version)), by);
                    }
                });
            });
        });
    }

    /// Whether a version is newer than what the panel knows. While a save is on its way it may be that save's own.
    fn is_news(&self, version: i64) -> bool {
        !self.status.busy.get_untracked() && Some(version) > self.version.get_untracked()
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

/// Changes an institution as the page shows it; `on_saved` comes before `on_close`.
#[component(inline_props)]
pub fn EditPanel(sheet: ReadSignal<Sheet>, on_saved: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let current = sheet;
    let sheet = current.get_clone_untracked();
    let fields = InstitutionFields::new(Some(&sheet));
    let (tags, _) = suggestions();
    let editing = Editing::new(&sheet.id, fields.entries(), Some(sheet.version));
    editing.watch(move || {
        let sheet = current.get_clone();
        Some((values_of(&sheet), sheet.version))
    });
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
                        editing.meet(Some((values_of(&theirs), theirs.version)), by);
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

/// Changes the medical profile of an institution as the page shows it; `on_saved` comes before `on_close`.
#[component(inline_props)]
pub fn EditProfilePanel(sheet: ReadSignal<Sheet>, on_saved: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let current = sheet;
    let sheet = current.get_clone_untracked();
    let profile = sheet.medical_profile.as_ref();
    let fields = MedicalFields::new(profile);
    let (_, specialties) = suggestions();
    let editing = Editing::new(&sheet.id, fields.entries(), profile.map(|profile| profile.version));
    editing.watch(move || current.get_clone().medical_profile.as_ref().map(profile_values));
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
                        editing.meet(theirs.medical_profile.as_ref().map(profile_values), by);
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

/// What the fields of the panel would hold for this record.
fn values_of(sheet: &Sheet) -> Vec<Value> {
    untrack(|| snapshot(&InstitutionFields::new(Some(sheet)).entries()))
}

/// What the fields of the panel would hold for this profile, and its version.
fn profile_values(profile: &Profile) -> (Vec<Value>, i64) {
    (untrack(|| snapshot(&MedicalFields::new(Some(profile)).entries())), profile.version)
}
