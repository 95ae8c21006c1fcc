//! Changing a record that others may change too: what is typed is guarded, sent once, and set against newer versions.

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use sycamore::futures::spawn_local_scoped;
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

/// Who made the last change of a record, and when; the question of a conflict can do without.
pub type LastChange = LocalBoxFuture<'static, Option<(String, String)>>;

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
    /// Values of the newer version that the panel asks about.
    theirs: Signal<Option<Vec<Value>>>,
    scope: NodeHandle,
}

impl Editing {
    /// Begins with what the controls hold.
    #[must_use]
    pub fn new(entries: Vec<Entry>, version: Option<i64>) -> Self {
        let base = create_signal(untrack(|| snapshot(&entries)));
        let saved = create_signal(false);
        let guarded = entries.clone();
        leave::guard(create_selector(move || !saved.get() && base.with(|base| snapshot(&guarded) != *base)));
        Self {
            entries,
            status: FormStatus::new(),
            submission: Rc::default(),
            version: create_signal(version),
            saved,
            base,
            theirs: create_signal(None),
            scope: use_current_scope(),
        }
    }

    /// Takes the choices of a conflict, checks, and begins; false when there is nothing to send.
    #[must_use]
    pub fn begin(&self) -> bool {
        // Once: what is typed afterwards stands.
        if let Some(conflict) = self.status.conflict.take() {
            take_choices(&conflict.differences);
        }
        if let Some(theirs) = self.theirs.take() {
            self.base.set(theirs);
        }
        verify(&self.entries) && self.status.begin()
    }

    /// A save met a newer version: shows what is new in it.
    pub fn meet(&self, theirs: Option<(Vec<Value>, i64)>, by: Option<(String, String)>) {
        match theirs {
            Some((values, version)) if Some(version) != self.version.get_untracked() => {
                let base = self.base.get_clone_untracked();
                // In the panel's own scope: the choices live as long as it.
                let found = self.scope.run_in(|| untrack(|| differences(&self.entries, &base, values.clone())));
                self.scope.run_in(|| follow_typing(&found));
                if let Some(earlier) = self.status.conflict.get_clone_untracked() {
                    keep_choices(&earlier.differences, &found);
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
    /// tracked; `None` says nothing. `by` is asked when there is something new.
    pub fn watch(
        &self,
        theirs: impl Fn() -> Option<(Vec<Value>, i64)> + 'static,
        by: impl Fn() -> LastChange + 'static,
    ) {
        let editing = self.clone();
        create_effect(move || {
            let Some((values, version)) = theirs() else { return };
            let editing = editing.clone();
            untrack(|| {
                if !editing.is_news(version) {
                    return;
                }
                let by = by();
                spawn_local_scoped(async move {
                    let by = by.await;
                    if editing.is_news(version) {
                        editing.meet(Some((values, version)), by);
                    }
                });
            });
        });
    }

    /// The page made another version of the record, or heard of one: it counts from now on if the form's values are those
    /// that it knows; others are asked about.
    pub fn catch_up(&self, values: Vec<Value>, version: i64) {
        if !self.is_news(version) {
            return;
        }
        if self.base.with_untracked(|base| *base == values) {
            self.version.set(Some(version));
        } else {
            self.meet(Some((values, version)), None);
        }
    }

    /// Whether a version is newer than what the panel knows. While a save is on its way it may be that save's own.
    fn is_news(&self, version: i64) -> bool {
        !self.status.busy.get_untracked() && Some(version) > self.version.get_untracked()
    }

    /// Whether something typed is not saved; tracked.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let entries = &self.entries;
        self.base.with(|base| snapshot(entries) != *base)
    }

    /// The form stays open after a save, which made this version: `saved` is what was sent.
    pub fn keep(&self, saved: Vec<Value>, version: i64) {
        self.version.set(Some(version));
        self.base.set(saved);
        self.status.busy.set(false);
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

/// Carries what was chosen already over to a newer question about the same values.
fn keep_choices(earlier: &[Difference], newer: &[Difference]) {
    for newer in newer {
        let same = |old: &&Difference| old.entry.path == newer.entry.path && old.theirs == newer.theirs;
        if let Some(old) = earlier.iter().find(same) {
            newer.take_theirs.set(old.take_theirs.get_untracked());
        }
    }
}

/// What is typed after the question stands, unless theirs is chosen once more.
fn follow_typing(differences: &[Difference]) {
    for difference in differences {
        let Difference { entry, mine, take_theirs, .. } = difference.clone();
        create_effect(move || {
            if entry.value() != mine {
                take_theirs.set(false);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::text::common as t;
    use crate::ui::field::FieldState;
    use crate::ui::form::Control;

    #[test]
    fn what_is_typed_after_a_save_is_not_saved() {
        create_root(|| {
            let field = FieldState::free("a");
            let editing = Editing::new(vec![Entry::new("name", t::SAVE, Control::Text(field))], Some(1));
            assert!(!editing.is_changed());
            field.value.set("b".into());
            let sent = snapshot(&editing.entries);
            field.value.set("c".into());
            editing.keep(sent, 2);
            assert!(editing.is_changed() && editing.version.get() == Some(2));
            field.value.set("b".into());
            assert!(!editing.is_changed());
        })
        .dispose();
    }

    #[test]
    fn another_version_is_asked_about_only_where_it_differs() {
        create_root(|| {
            let field = FieldState::free("a");
            let editing = Editing::new(vec![Entry::new("name", t::SAVE, Control::Text(field))], Some(1));
            let text = |text: &str| vec![Value::Text(text.into())];
            editing.catch_up(text("a"), 2);
            assert!(editing.version.get() == Some(2) && editing.status.conflict.with(Option::is_none));
            field.value.set("b".into());
            editing.catch_up(text("c"), 3);
            let conflict = editing.status.conflict.get_clone().unwrap();
            assert_eq!(conflict.differences.first().map(|it| &it.theirs), Some(&Value::Text("c".into())));
        })
        .dispose();
    }
}
