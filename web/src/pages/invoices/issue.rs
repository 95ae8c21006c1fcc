//! The last question before an invoice is issued: afterwards it can no longer be changed.

use std::rc::Rc;

use domain::Permission;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::{Sheet, is_credit, mentions};
use crate::api::documents::{IssueInvoice, issue_invoice};
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::text::{common, invoices as t};
use crate::pages::outcome::Changed;
use crate::ui::button::SubmitButton;
use crate::ui::date_field::{DateField, date_state, day_of, iso_text};
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::form::{Control, Entry, place, verify};
use crate::ui::form_panel::FormStatus;
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::user_errors;

/// The dialogue: the question, or what is missing before it can be asked.
#[component(inline_props)]
pub fn IssueDialog(sheet: Sheet, changed: Changed, close: Rc<dyn Fn()>) -> View {
    if sheet.missing_mentions.is_empty() {
        view! { Ask(sheet=sheet, changed=changed, close=close) }
    } else {
        view! { Blocked(sheet=sheet, close=close) }
    }
}

#[component(inline_props)]
fn Blocked(sheet: Sheet, close: Rc<dyn Fn()>) -> View {
    let firm = untrack(|| use_app().session.can(Permission::ManageSystemSettings));
    let (list, shut) = (mentions::list(&sheet, firm), close.clone());
    view! {
        Modal(kind=ModalKind::Dialog, title=t::CHECKS, on_close=move || close()) {
            div(class="panel-body") {
                p { (t::ISSUE_BLOCKED) }
                (list)
            }
            div(class="panel-footer") {
                button(class="button", r#type="button", "autofocus"="", on:click=move |_| shut()) { (common::CLOSE) }
            }
        }
    }
}

#[component(inline_props)]
fn Ask(sheet: Sheet, changed: Changed, close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let credit = is_credit(sheet.kind);
    let (title, body, label) = if credit {
        (t::ISSUE_CREDIT_TITLE, t::ISSUE_CREDIT_BODY, t::ISSUE_CREDIT)
    } else {
        (t::ISSUE_TITLE, t::ISSUE_BODY, t::ISSUE)
    };
    let day = date_state(None);
    let entries = vec![Entry::new("issueDate", t::ISSUE_DATE, Control::Text(day))];
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let (cancel, done) = (close.clone(), close.clone());
    let submit = Rc::new(move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let input = issue_invoice::IssueInvoiceInput {
            id: sheet.id.clone(),
            expected_version: Some(sheet.version),
            issue_date: untrack(|| day_of(day)).map(iso_text),
        };
        let (submission, entries) = (submission.clone(), entries.clone());
        let (changed, done) = (changed.clone(), done.clone());
        spawn_local_scoped(async move {
            match submission.send::<IssueInvoice>(issue_invoice::Variables { input }).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.issue_invoice.invoice {
                    Some(issued) => {
                        let number = issued.invoice_number.unwrap_or_default();
                        app.toasts.confirm(Message::new(move || t::issued(&number)));
                        done();
                        changed();
                    }
                    None => status.refuse(place(user_errors!(data.issue_invoice.user_errors), &entries)),
                },
            }
        });
    });
    let again = submit.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        Modal(kind=ModalKind::Dialog, title=title, on_close=move || close()) {
            form(class="panel-form", novalidate=true, on:submit=send) {
                div(class="panel-body") {
                    p { (body) }
                    DateField(state=day, label=t::ISSUE_DATE, optional=true, help=t::ISSUE_DATE_HELP)
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
                    button(class="button", r#type="button", "autofocus"="", on:click=move |_| cancel()) {
                        (common::CANCEL)
                    }
                    SubmitButton(label=label, busy_label=t::ISSUING, busy=status.busy)
                }
            }
        }
    }
}
