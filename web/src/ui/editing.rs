//! Changing a record that others may change too: what is typed is guarded, sent once, and set against newer versions.

use std::rc::Rc;

use sycamore::prelude::*;

use super::form::{Difference, Entry, Value, differences, place, snapshot, verify};
use super::form_panel::{Conflict, FormStatus};
use crate::api::ApiError;
use crate::api::submission::Submission;
use crate::api::user_error::UserError;
use crate::router::leave;

/// Guards typed work: leaving asks while the entries differ from `base`, until `saved`.
pub fn guard(entries: &[Entry], base: Vec<Value>, saved: Signal<bool>) {
    let entries = entries.to_vec();
    leave::guard(create_selector(move || !saved.get() && snapshot(&entries) != base));
}

/// What a form needs to save a record that exists.
#[derive(Clone)]
pub struct Editing {
    /// The controls.
    pub entries: Vec<Entry>,
    /// How the sending goes.
    pub status: FormStatus,
    /// The same content is sent once.
    pub submission: Rc<Submission>,
    /// The version that the change is based on.
    pub version: Signal<Option<i64>>,
    /// Set when nothing typed can be lost any more.
    pub saved: Signal<bool>,
    /// Values as the server had them when the form opened, or after the last conflict.
    base: Signal<Vec<Value>>,
}

impl Editing {
    /// Begins with what the controls hold.
    #[must_use]
    pub fn new(entries: Vec<Entry>, version: Option<i64>) -> Self {
        let base = untrack(|| snapshot(&entries));
        let saved = create_signal(false);
        guard(&entries, base.clone(), saved);
        Self {
            entries,
            status: FormStatus::new(),
            submission: Rc::default(),
            version: create_signal(version),
            saved,
            base: create_signal(base),
        }
    }

    /// Takes the choices of a conflict, checks, and begins; false when there is nothing to send.
    #[must_use]
    pub fn begin(&self) -> bool {
        if let Some(conflict) = self.status.conflict.get_clone_untracked() {
            take_choices(&conflict.differences);
        }
        verify(&self.entries) && self.status.begin()
    }

    /// A save met a newer version: shows what is new in it.
    pub fn meet(&self, theirs: Option<(Vec<Value>, i64)>, by: Option<(String, String)>) {
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
    pub fn finish(&self, errors: Vec<UserError>, done: &Rc<dyn Fn()>) {
        if errors.is_empty() {
            self.saved.set(true);
            done();
        } else {
            self.status.refuse(place(errors, &self.entries));
        }
    }
}

/// Puts the chosen values of a conflict into the fields.
fn take_choices(differences: &[Difference]) {
    for difference in differences.iter().filter(|difference| difference.take_theirs.get_untracked()) {
        difference.entry.set(&difference.theirs);
    }
}
