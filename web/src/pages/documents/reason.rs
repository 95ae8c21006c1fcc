//! A dialogue with one text: a reason, a comment, a number.

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::i18n::Words;
use crate::i18n::text::common;
use crate::ui::button::{Label, SubmitButton};
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::field::{FieldState, verify_all};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::text_field::{TextArea, TextField};

/// What the text is sent to; the dialogue closes when it succeeds.
pub type Act = Rc<dyn Fn(Option<String>) -> LocalBoxFuture<'static, Result<(), Message>>>;

/// The words of the dialogue.
#[derive(Clone, Copy)]
pub struct Asked {
    /// Its title.
    pub title: Words,
    /// What it does.
    pub body: Words,
    /// Label of the text.
    pub label: Words,
    /// What to know about it.
    pub help: Option<Words>,
    /// Label of the button.
    pub submit: Words,
    /// Label of the way back.
    pub dismiss: Words,
    /// One line instead of several.
    pub short: bool,
    /// Its most characters.
    pub longest: usize,
}

/// The dialogue; its text may be left empty.
#[component(inline_props)]
pub fn TextDialog(asked: Asked, act: Act, close: Rc<dyn Fn()>) -> View {
    let state = FieldState::new("", crate::pages::checks::at_most(asked.longest));
    let busy = create_signal(false);
    let failure = create_signal(None::<Message>);
    let (cancel, done) = (close.clone(), close.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !verify_all(&[state]) || busy.replace(true) {
            return;
        }
        failure.set(None);
        let (sent, done) = (act(state.optional()), done.clone());
        spawn_local_scoped(async move {
            match sent.await {
                Ok(()) => done(),
                Err(why) => {
                    busy.set(false);
                    failure.set(Some(why));
                }
            }
        });
    };
    let field = match (asked.short, asked.help) {
        (true, Some(help)) => {
            view! { TextField(state=state, label=asked.label, help=help, optional=true, autocomplete="off", "autofocus"="") }
        }
        (true, None) => {
            view! { TextField(state=state, label=asked.label, optional=true, autocomplete="off", "autofocus"="") }
        }
        (false, Some(help)) => view! { TextArea(state=state, label=asked.label, help=help, optional=true) },
        (false, None) => view! { TextArea(state=state, label=asked.label, optional=true) },
    };
    let submit_label: Label = asked.submit.into();
    view! {
        Modal(kind=ModalKind::Dialog, title=asked.title, on_close=move || close()) {
            form(class="panel-form", novalidate=true, on:submit=submit) {
                div(class="panel-body") {
                    p { (asked.body) }
                    (field)
                    (failure.get_clone().map(|why| view! {
                        Notice(tone=Tone::Critical) { div { p { (why.words()) } } }
                    }))
                }
                div(class="panel-footer") {
                    button(class="button", r#type="button", on:click=move |_| cancel()) { (asked.dismiss) }
                    SubmitButton(label=submit_label, busy_label=common::SAVING, busy=busy)
                }
            }
        }
    }
}
