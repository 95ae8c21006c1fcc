//! A form in a side panel: notices above, fields, then Cancel and Save. It asks before typed work is lost.

use std::rc::Rc;

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, SubmitEvent};

use super::button::{Label, SubmitButton};
use super::dialog::{Modal, ModalKind};
use super::form::Difference;
use super::notice::{ErrorNotice, Notice, Tone};
use crate::api::ApiError;
use crate::api::user_error::UserError;
use crate::i18n::text::{common as t, errors};

/// Somebody else changed the record: who, when, and what.
#[derive(Clone)]
pub struct Conflict {
    /// Name and time, when known.
    pub by: Option<(String, String)>,
    /// The fields.
    pub differences: Vec<Difference>,
}

/// How the sending of a form goes.
#[derive(Clone, Copy)]
pub struct FormStatus {
    /// It is being sent.
    pub busy: Signal<bool>,
    /// The request as a whole failed.
    pub failure: Signal<Option<ApiError>>,
    /// Refusals that belong to no field.
    pub refusals: Signal<Vec<UserError>>,
    /// Somebody else was faster.
    pub conflict: Signal<Option<Conflict>>,
}

impl FormStatus {
    /// Nothing sent yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            busy: create_signal(false),
            failure: create_signal(None),
            refusals: create_signal(Vec::new()),
            conflict: create_signal(None),
        }
    }

    /// Begins to send; false when it is being sent already.
    #[must_use]
    pub fn begin(self) -> bool {
        if self.busy.replace(true) {
            return false;
        }
        self.failure.set(None);
        self.refusals.set(Vec::new());
        true
    }

    /// It could not be sent, or the server failed.
    pub fn fail(self, error: ApiError) {
        self.busy.set(false);
        self.failure.set(Some(error));
    }

    /// The server refused.
    pub fn refuse(self, homeless: Vec<UserError>) {
        self.busy.set(false);
        self.refusals.set(homeless);
    }
}

/// The panel.
#[component(inline_props)]
pub fn FormPanel(
    #[prop(setter(into))] title: Label,
    #[prop(setter(into))] submit_label: Label,
    status: FormStatus,
    on_submit: Rc<dyn Fn()>,
    on_close: Rc<dyn Fn()>,
    children: Children,
) -> View {
    let (close, cancel) = (on_close.clone(), on_close);
    let (submit, again) = (on_submit.clone(), on_submit);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        Modal(kind=ModalKind::SidePanel, title=title, on_close=move || close()) {
            form(class="panel-form", novalidate=true, on:submit=send) {
                div(class="panel-body") {
                    (status.conflict.get_clone().map(|conflict| view! { ConflictNotice(conflict=conflict, saving=status.busy.get_untracked()) }))
                    (children)
                }
                // Beside the button that was pressed, wherever the fields are scrolled to.
                div(class="panel-notices") {
                    (status.failure.get_clone().map(|error| {
                        let again = again.clone();
                        view! { ErrorNotice(error=error, retry=Box::new(move || again())) }
                    }))
                    (status
                        .refusals
                        .get_clone()
                        .into_iter()
                        .map(|error| view! { Notice(tone=Tone::Critical) { div { p { (error.sentence()) } } } })
                        .collect::<Vec<_>>())
                }
                div(class="panel-footer") {
                    button(class="button", r#type="button", on:click=move |_| cancel()) { (t::CANCEL) }
                    SubmitButton(label=submit_label, busy_label=t::SAVING, busy=status.busy)
                }
            }
        }
    }
}

/// Both versions of each field that others changed, to choose from. It takes the keyboard when a save met it
/// (`saving`), not from somebody who is typing.
#[component(inline_props)]
pub fn ConflictNotice(conflict: Conflict, saving: bool) -> View {
    let by = conflict.by;
    let headline = move || match &by {
        Some((name, when)) => errors::changed_by(name, &crate::i18n::format::since(when)),
        None => errors::CONFLICT.now().to_owned(),
    };
    let rows: Vec<View> = conflict.differences.into_iter().map(difference).collect();
    let nothing = rows.is_empty();
    let top = create_node_ref();
    on_mount(move || {
        if let Some(element) = top.try_get().filter(|_| saving).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
            // It stands above the fields, which may be scrolled down.
            let _ = element.focus();
        }
    });
    view! {
        Notice(tone=Tone::Warning) {
            div(class="conflict", tabindex="-1", r#ref=top) {
                p { strong { (headline()) } }
                p { (if nothing { errors::CONFLICT_ELSEWHERE.now() } else { errors::CONFLICT_CHOOSE.now() }) }
                (rows)
            }
        }
    }
}

fn difference(difference: Difference) -> View {
    let Difference { entry, mine, theirs, take_theirs } = difference;
    let option = move |theirs_side: bool, who: crate::i18n::Words, words: String| {
        let chosen = move || take_theirs.get() == theirs_side;
        view! {
            button(
                class="conflict-option",
                r#type="button",
                "aria-pressed"=if chosen() { "true" } else { "false" },
                on:click=move |_| take_theirs.set(theirs_side),
            ) {
                span(class="caption faint") { (who) }
                span { (words) }
            }
        }
    };
    let theirs = option(true, errors::THEIRS, entry.words(&theirs));
    let mine = option(false, errors::MINE, entry.words(&mine));
    view! {
        div(class="conflict-row", role="group", "aria-label"=entry.label) {
            p(class="field-label") { (entry.label) }
            div(class="conflict-options") {
                (theirs)
                (mine)
            }
        }
    }
}
