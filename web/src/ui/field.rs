//! The state of a field, and its frame: label above, help below, replaced by the error, never both.

use std::rc::Rc;

use sycamore::prelude::*;

use super::button::Label;
use super::icon::{Glyph, Icon};
use super::message::Message;
use crate::i18n::Words;
use crate::i18n::text::common as t;
use crate::platform::dom;

/// The words below a field, if any.
pub type Help = Option<Words>;

/// Looks at a value when the field is left; says what is wrong and what to do.
pub type Check = Rc<dyn Fn(&str) -> Option<Message>>;

/// A field of a form: what is typed and what is wrong with it.
#[derive(Clone, Copy)]
pub struct FieldState {
    /// Id of the control in the document.
    number: u32,
    /// What is typed.
    pub value: Signal<String>,
    /// What is wrong with it.
    pub problem: Signal<Option<Message>>,
    check: Signal<Check>,
}

impl FieldState {
    /// A field that starts with `value` and is looked at by `check` when left.
    #[must_use]
    pub fn new(value: &str, check: impl Fn(&str) -> Option<Message> + 'static) -> Self {
        Self {
            number: dom::unique_number(),
            value: create_signal(value.to_owned()),
            problem: create_signal(None),
            check: create_signal(Rc::new(check)),
        }
    }

    /// A field that takes anything.
    #[must_use]
    pub fn free(value: &str) -> Self {
        Self::new(value, |_| None)
    }

    /// The same field with a second check, for what the first finds nothing wrong with.
    #[must_use]
    pub fn also(self, second: impl Fn(&str) -> Option<Message> + 'static) -> Self {
        let first = self.check.get_clone_untracked();
        self.check.set(Rc::new(move |text| first(text).or_else(|| second(text))));
        self
    }

    /// Id of its control.
    #[must_use]
    pub fn id(self) -> String {
        format!("field-{}", self.number)
    }

    /// Id of the help or error below it.
    #[must_use]
    pub fn note_id(self) -> String {
        format!("field-{}-note", self.number)
    }

    /// What is typed, trimmed.
    #[must_use]
    pub fn text(self) -> String {
        self.value.with(|value| value.trim().to_owned())
    }

    /// What is typed, or nothing.
    #[must_use]
    pub fn optional(self) -> Option<String> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    /// Checks it, shows the result, and says whether it is right.
    pub fn verify(self) -> bool {
        let check = self.check.get_clone_untracked();
        let problem = check(&self.value.get_clone_untracked());
        let right = problem.is_none();
        self.problem.set(problem);
        right
    }

    /// Once something is wrong, checks again at every key so that the error goes away at once.
    pub fn recheck(self) {
        if self.problem.with_untracked(Option::is_some) {
            self.verify();
        }
    }
}

/// Checks all fields, puts the keyboard on the first wrong one, and says whether all are right.
#[must_use]
pub fn verify_all(fields: &[FieldState]) -> bool {
    // Every field is checked, also after a wrong one.
    let wrong: Vec<&FieldState> = fields.iter().filter(|field| !field.verify()).collect();
    if let Some(first) = wrong.first() {
        dom::focus_id(&first.id());
    }
    wrong.is_empty()
}

/// Label, control, help or error.
#[component(inline_props)]
pub fn Field(
    state: FieldState,
    #[prop(setter(into))] label: Label,
    #[prop(default)] optional: bool,
    #[prop(default)] help: Help,
    #[prop(default = "field")] class: &'static str,
    children: Children,
) -> View {
    view! {
        div(class=class) {
            label(class="field-label", r#for=state.id()) {
                (label.get_clone())
                (if optional { view! { " " span { (t::OPTIONAL) } } } else { View::new() })
            }
            (children)
            FieldNote(state=state, help=help)
        }
    }
}

/// The help of a field, or its error in place of the help.
#[component(inline_props)]
pub fn FieldNote(state: FieldState, #[prop(default)] help: Help) -> View {
    view! {
        (match (state.problem.get_clone(), help) {
            (Some(problem), _) => view! {
                p(class="field-error", id=state.note_id()) {
                    Icon(glyph=Glyph::CIRCLE_ALERT)
                    span { (problem.words()) }
                }
            },
            (None, Some(help)) => view! { p(class="field-help", id=state.note_id()) { (help) } },
            (None, None) => View::new(),
        })
    }
}
