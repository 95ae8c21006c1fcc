//! A form in the page: fields, then Save in a bar that stays in sight. It asks before typed work is lost.

use std::rc::Rc;

use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::button::{Label, SubmitButton};
use super::form_panel::{ConflictQuestion, FormStatus, SendingNotices};
use crate::i18n::text::common as t;

/// The form.
#[component(inline_props)]
pub fn FormPage(
    #[prop(setter(into))] submit_label: Label,
    status: FormStatus,
    /// What stands beside the button: « Modifications non enregistrées ».
    #[prop(setter(into))]
    note: Label,
    on_submit: Rc<dyn Fn()>,
    children: Children,
) -> View {
    let (submit, again) = (on_submit.clone(), on_submit);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        form(class="form-page", novalidate=true, on:submit=send) {
            ConflictQuestion(status=status)
            (children)
            div(class="form-page-end") {
                SendingNotices(status=status, again=again)
                div(class="form-page-actions") {
                    SubmitButton(label=submit_label, busy_label=t::SAVING, busy=status.busy)
                    span(class="small soft", role="status") { (note.get_clone()) }
                }
            }
        }
    }
}
