//! A form that is a page of its own: notices above, fields, and a bar with Cancel and Save that stays in sight.

use std::rc::Rc;

use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::button::{Label, SubmitButton};
use super::form_panel::{ConflictNotice, FormStatus};
use super::notice::{ErrorNotice, Notice, Tone};
use crate::i18n::text::common as t;

/// The page below its header. `told` stands in the bar; `beside` stands at its side where there is room.
#[component(inline_props)]
pub fn FormPage(
    #[prop(setter(into))] submit_label: Label,
    #[prop(setter(into))] told: Label,
    status: FormStatus,
    on_submit: Rc<dyn Fn()>,
    on_close: Rc<dyn Fn()>,
    #[prop(default)] beside: Option<View>,
    children: Children,
) -> View {
    let (submit, again) = (on_submit.clone(), on_submit);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        form(novalidate=true, on:submit=send) {
            div(class="editor-notices") {
                (status.conflict.get_clone().map(|conflict| view! { ConflictNotice(conflict=conflict, saving=status.busy.get_untracked()) }))
            }
            div(class="editor") {
                div(class="editor-form") { (children) }
                (beside)
            }
            div(class="editor-actions") {
                span(class="soft", role="status") { (told.get_clone()) }
                div(class="editor-refusals") {
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
                button(class="button", r#type="button", on:click=move |_| on_close()) { (t::CANCEL) }
                SubmitButton(label=submit_label, busy_label=t::SAVING, busy=status.busy)
            }
        }
    }
}
