//! What forms have in common: named controls, whether anything changed, refusals at their fields, and the
//! differences between two versions of a record.

use std::rc::Rc;

use sycamore::prelude::*;

use super::combobox::Candidate;
use super::field::{FieldState, verify_all};
use super::message::Message;
use crate::api::user_error::UserError;
use crate::i18n::Words;
use crate::i18n::format::UNKNOWN;
use crate::i18n::text::common as t;
use crate::platform::dom;

/// What holds the value of a control.
#[derive(Clone, Copy)]
pub enum Control {
    /// Typed text.
    Text(FieldState),
    /// A value of a list; the function gives its words.
    Choice(FieldState, fn(&str) -> String),
    /// Several words; the field is what is being typed.
    Words(FieldState, Signal<Vec<String>>),
    /// Something found by typing.
    Reference(FieldState, Signal<Option<Candidate>>),
    /// Yes or no.
    Switch(Signal<bool>),
    /// Several fields, such as a table of lines.
    Compound(Signal<Rc<dyn Compound>>),
}

/// A control of several fields. Its value is a text, by which two versions are compared.
pub trait Compound {
    /// The value; tracked.
    fn text(&self) -> String;
    /// Puts a value in.
    fn set(&self, text: &str);
    /// A value in words.
    fn words(&self, text: &str) -> String;
    /// The fields that are checked before it is sent.
    fn fields(&self) -> Vec<FieldState>;
    /// The field of a path inside it (`3.unitPrice`).
    fn field(&self, path: &str) -> Option<FieldState>;
}

/// The value of a control, apart from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Of a text or a choice.
    Text(String),
    /// Of words.
    Words(Vec<String>),
    /// Of a reference.
    Reference(Option<Candidate>),
    /// Of a switch.
    Switch(bool),
}

/// A control, its path inside the input of the mutation, and its label.
#[derive(Clone, Copy)]
pub struct Entry {
    /// `address.city`.
    pub path: &'static str,
    /// The words above it.
    pub label: Words,
    /// What holds its value.
    pub control: Control,
}

impl Entry {
    /// An entry.
    #[must_use]
    pub const fn new(path: &'static str, label: Words, control: Control) -> Self {
        Self { path, label, control }
    }

    /// Its value; tracked.
    #[must_use]
    pub fn value(&self) -> Value {
        match self.control {
            Control::Text(state) | Control::Choice(state, _) => Value::Text(state.text()),
            Control::Words(_, words) => Value::Words(words.get_clone()),
            Control::Reference(_, chosen) => Value::Reference(chosen.get_clone()),
            Control::Switch(on) => Value::Switch(on.get()),
            Control::Compound(parts) => Value::Text(parts.get_clone_untracked().text()),
        }
    }

    /// Puts a value into the control.
    pub fn set(&self, value: &Value) {
        match (self.control, value) {
            (Control::Text(state) | Control::Choice(state, _), Value::Text(text)) => state.value.set(text.clone()),
            (Control::Words(_, words), Value::Words(value)) => words.set(value.clone()),
            (Control::Reference(_, chosen), Value::Reference(value)) => chosen.set(value.clone()),
            (Control::Switch(on), Value::Switch(value)) => on.set(*value),
            (Control::Compound(parts), Value::Text(text)) => parts.get_clone_untracked().set(text),
            // A value of another kind was never taken from this control.
            _ => {}
        }
    }

    /// A value of this control in words.
    #[must_use]
    pub fn words(&self, value: &Value) -> String {
        match (self.control, value) {
            (Control::Choice(_, words), Value::Text(text)) => words(text),
            (Control::Compound(parts), Value::Text(text)) => parts.get_clone_untracked().words(text),
            (_, Value::Text(text)) if !text.is_empty() => text.clone(),
            (_, Value::Words(words)) if !words.is_empty() => words.join(", "),
            (_, Value::Reference(Some(candidate))) => candidate.label.clone(),
            (_, Value::Switch(true)) => t::YES.now().to_owned(),
            (_, Value::Switch(false)) => t::NO.now().to_owned(),
            _ => UNKNOWN.to_owned(),
        }
    }

    fn field(&self) -> Option<FieldState> {
        match self.control {
            Control::Text(state)
            | Control::Choice(state, _)
            | Control::Words(state, _)
            | Control::Reference(state, _) => Some(state),
            Control::Switch(_) | Control::Compound(_) => None,
        }
    }

    /// Every field of it.
    fn fields(&self) -> Vec<FieldState> {
        match self.control {
            Control::Compound(parts) => parts.get_clone_untracked().fields(),
            _ => self.field().into_iter().collect(),
        }
    }

    /// The field at a path below its own (`.city`), or its own.
    fn field_at(&self, rest: &str) -> Option<FieldState> {
        match self.control {
            Control::Compound(parts) => parts.get_clone_untracked().field(rest.trim_start_matches('.')),
            _ => self.field(),
        }
    }
}

/// The values of all entries; tracked.
#[must_use]
pub fn snapshot(entries: &[Entry]) -> Vec<Value> {
    entries.iter().map(Entry::value).collect()
}

/// Checks every field, puts the keyboard on the first wrong one, and says whether all are right.
#[must_use]
pub fn verify(entries: &[Entry]) -> bool {
    let fields: Vec<FieldState> = entries.iter().flat_map(Entry::fields).collect();
    verify_all(&fields)
}

/// Shows refusals at their fields, puts the keyboard on the first, and gives back those without a field.
#[must_use]
pub fn place(errors: Vec<UserError>, entries: &[Entry]) -> Vec<UserError> {
    let mut homeless = Vec::new();
    let mut first = None;
    for error in errors {
        let field = error.field.as_deref().and_then(|path| find(entries, path));
        match field {
            Some(field) => {
                first.get_or_insert(field);
                field.problem.set(Some(Message::new(move || error.sentence())));
            }
            None => homeless.push(error),
        }
    }
    if let Some(field) = first {
        dom::focus_id(&field.id());
    }
    homeless
}

/// The field at `path`, or the one that holds it: `tags.0` is shown at `tags`.
fn find(entries: &[Entry], path: &str) -> Option<FieldState> {
    let inside = |entry: &Entry| path.strip_prefix(entry.path).filter(|rest| rest.is_empty() || rest.starts_with('.'));
    entries.iter().find_map(|entry| inside(entry).map(|rest| entry.field_at(rest)))?
}

/// A field that somebody else changed meanwhile.
#[derive(Clone)]
pub struct Difference {
    /// Which one.
    pub entry: Entry,
    /// What is typed here.
    pub mine: Value,
    /// What the server has now.
    pub theirs: Value,
    /// Whether theirs shall stand.
    pub take_theirs: Signal<bool>,
}

/// What others changed since `base`, where it is not what stands here. Who changed nothing at a field takes theirs.
#[must_use]
pub fn differences(entries: &[Entry], base: &[Value], theirs: Vec<Value>) -> Vec<Difference> {
    let compared = entries.iter().zip(base).zip(theirs);
    compared
        .filter_map(|((entry, base), theirs)| {
            let mine = entry.value();
            let changed = theirs != *base && theirs != mine;
            changed.then(|| {
                let untouched = mine == *base;
                Difference { entry: *entry, mine, theirs, take_theirs: create_signal(untouched) }
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_root(test: impl FnOnce()) {
        create_root(test).dispose();
    }

    #[test]
    fn only_what_others_changed_is_asked_about() {
        in_root(|| {
            let fields = ["a", "b", "c"].map(FieldState::free);
            let entries = fields.map(|field| Entry::new("x", t::SAVE, Control::Text(field)));
            let base = snapshot(&entries);
            fields[0].value.set("mine".into());
            fields[1].value.set("mine".into());
            let theirs = ["theirs", "b", "theirs"].map(|text| Value::Text(text.into())).to_vec();
            let found = differences(&entries, &base, theirs);
            assert_eq!(found.len(), 2);
            // Both changed the first: mine is proposed; they alone changed the third: theirs is.
            assert!(!found[0].take_theirs.get() && found[1].take_theirs.get());
        });
    }

    #[test]
    fn a_refusal_of_an_element_is_shown_at_its_list() {
        in_root(|| {
            let field = FieldState::free("");
            let entries = [Entry::new("tags", t::SAVE, Control::Words(field, create_signal(Vec::new())))];
            assert_eq!(find(&entries, "tags.0").map(FieldState::id), Some(field.id()));
            assert!(find(&entries, "tagsy").is_none());
        });
    }
}
