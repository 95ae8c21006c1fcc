//! The question before a payment is ended: why.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::actions::{Ending, end, target};
use super::{Payment, amount, client};
use crate::api::ApiError;
use crate::app::use_app;
use crate::i18n::text::{common, payments as t};
use crate::pages::checks;
use crate::pages::outcome::Changed;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, verify};
use crate::ui::icon::Spinner;
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::text_field::TextArea;

/// What is asked about.
#[derive(Clone, PartialEq)]
pub struct Asked {
    /// How it would end.
    pub ending: Ending,
    /// Which payment.
    pub payment: Payment,
}

/// Opens the question.
pub type Ask = Rc<dyn Fn(Asked)>;

/// The dialogue, while `asked` holds something.
#[component(inline_props)]
pub fn ReasonDialog(asked: Signal<Option<Asked>>, changed: Changed) -> View {
    view! {
        (match asked.get_clone() {
            None => View::new(),
            Some(what) => {
                let changed = changed.clone();
                view! { Ask(asked=asked, what=what, changed=changed) }
            }
        })
    }
}

#[component(inline_props)]
fn Ask(asked: Signal<Option<Asked>>, what: Asked, changed: Changed) -> View {
    let app = use_app();
    let Asked { ending, payment } = what;
    let reason = FieldState::new("", checks::required(1_000));
    let entries = [Entry::new("reason", t::REASON, Control::Text(reason))];
    let busy = create_signal(false);
    let failure = create_signal(None::<ApiError>);
    let refusals = create_signal(Vec::new());
    let (title, body, yes) = match ending {
        Ending::Failed => (t::FAIL_TITLE, t::FAIL_BODY, t::FAIL),
        Ending::Cancelled => (t::CANCEL_TITLE, t::CANCEL_BODY, t::CANCEL),
    };
    let (target, name) = (target(&payment), client(&payment));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !verify(&entries) || busy.replace(true) {
            return;
        }
        failure.set(None);
        refusals.set(Vec::new());
        let (target, name, changed) = (target.clone(), name.clone(), changed.clone());
        spawn_local_scoped(async move {
            let answer = end(ending, target, reason.optional()).await;
            busy.set(false);
            match answer {
                Err(error) => failure.set(Some(error)),
                Ok(errors) if errors.is_empty() => {
                    app.toasts.confirm(Message::new(move || match ending {
                        Ending::Failed => t::failed(&name),
                        Ending::Cancelled => t::cancelled(&name),
                    }));
                    changed();
                    asked.set(None);
                }
                Ok(errors) => refusals.set(place(errors, &entries)),
            }
        });
    };
    let (who, how_much) = (client(&payment), payment.clone());
    view! {
        Modal(kind=ModalKind::Dialog, title=title, on_close=move || asked.set(None)) {
            form(class="panel-form", novalidate=true, on:submit=submit) {
                div(class="panel-body") {
                    p {
                        strong { (who) }
                        " · "
                        span(class="money") { (amount(&how_much)) }
                    }
                    p { (body) }
                    (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
                    (refusals
                        .get_clone()
                        .into_iter()
                        .map(|error: crate::api::user_error::UserError| {
                            view! { Notice(tone=Tone::Critical) { div { p { (error.sentence()) } } } }
                        })
                        .collect::<Vec<_>>())
                    TextArea(state=reason, label=t::REASON, help=t::REASON_HELP)
                }
                div(class="panel-footer") {
                    button(class="button", r#type="button", on:click=move |_| asked.set(None)) { (t::KEEP) }
                    button(
                        class="button button-danger",
                        r#type="submit",
                        disabled=busy.get(),
                        "aria-busy"=busy.get().then_some("true"),
                    ) {
                        (if busy.get() {
                            view! { Spinner() (common::SAVING) }
                        } else {
                            view! { (yes) }
                        })
                    }
                }
            }
        }
    }
}
