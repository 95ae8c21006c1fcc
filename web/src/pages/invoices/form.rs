//! The page that writes an invoice: a new one, or a draft that exists.

mod inputs;

use std::rc::Rc;

use futures_util::future::join;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use self::inputs::{Inputs, told};
use super::fields::{Fields, deductions_of, values_of};
use super::{Sheet, is_credit, name_of, pdf_path};
use crate::api::documents::{CreateInvoice, UpdateInvoice, create_invoice, update_invoice};
use crate::api::submission::Submission;
use crate::api::{ApiError, live};
use crate::app::{use_address, use_app};
use crate::i18n::Words;
use crate::i18n::text::{common, documents, invoices as t};
use crate::pages::audit::trail;
use crate::pages::documents::chosen::me;
use crate::pages::documents::defaults::{self, Defaults};
use crate::pages::documents::pdf::{Pdf, PdfPreview};
use crate::pages::institutions::reference;
use crate::router::{InstitutionTab, Page, Panel, go};
use crate::ui::combobox::Candidate;
use crate::ui::editing::{Editing, LastChange, guard};
use crate::ui::editor_page::EditorPage;
use crate::ui::form::{place, snapshot, verify};
use crate::ui::form_panel::FormStatus;
use crate::ui::heading::PageTitle;
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::user_errors;

/// The invoice that is changed, if it exists.
type Id = Option<String>;

/// The page; without an id, for a new invoice.
#[component(inline_props)]
pub fn InvoiceEditor(id: Id) -> View {
    match id {
        Some(id) => view! { EditInvoice(id=id) },
        None => view! { NewInvoice() },
    }
}

/// What a new invoice begins with: whom it is for, if the address says so, and the firm's habits.
type Start = (Option<Candidate>, Option<Defaults>);

async fn start(wanted: Option<String>) -> Result<Start, ApiError> {
    // One that is not there for the person is simply not proposed.
    let institution = async {
        match wanted.filter(|id| crate::pages::panels::is_id(id)) {
            Some(id) => reference::choice(id).await.ok(),
            None => None,
        }
    };
    Ok(join(institution, defaults::find()).await)
}

#[component]
fn NewInvoice() -> View {
    let wanted = use_address().with_untracked(|address| address.query.get("institution").map(str::to_owned));
    let start = fetch(move || wanted.clone(), start);
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                (breadcrumb(None))
                PageTitle(title=t::NEW_INVOICE)
            }
        }
        Loaded(
            remote=start,
            what=Message::from(t::FAILED),
            waiting=|| view! { SkeletonRows(rows=8) },
            show=|start| {
                let start = start.get_clone_untracked();
                view! { Creation(start=start) }
            },
        )
    }
}

#[component(inline_props)]
fn Creation(start: Start) -> View {
    let app = use_app();
    let (institution, defaults) = start;
    let back = match &institution {
        Some(host) => Page::Institution { id: host.id.clone(), tab: InstitutionTab::Invoices, editing: false },
        None => Page::Invoices(Panel::Closed),
    };
    let fields = Fields::blank(institution, me(app), defaults);
    let entries = fields.entries();
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let variables = create_invoice::Variables { input: untrack(|| fields.creation()) };
        let title = variables.input.title.clone();
        let (submission, entries) = (submission.clone(), entries.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateInvoice>(variables).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_invoice.invoice {
                    Some(created) => {
                        saved.set(true);
                        app.toasts.confirm(Message::new(move || t::created(&title)));
                        go(&Page::invoice(&created.id).path());
                    }
                    None => status.refuse(place(user_errors!(data.create_invoice.user_errors), &entries)),
                },
            }
        });
    };
    let known = *create_signal(defaults);
    view! {
        EditorPage(
            submit_label=t::CREATE,
            told=told(fields.lines),
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || go(&back.path())) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields, defaults=known)
        }
    }
}

#[component(inline_props)]
fn EditInvoice(id: String) -> View {
    let target = id.clone();
    let remote = fetch(move || target.clone(), super::find);
    live::on_change_of(&["invoice"], &id, move || remote.refresh());
    let credit = create_selector(move || remote.value.with(|sheet| sheet.as_ref().is_some_and(|s| is_credit(s.kind))));
    let title = move || if credit.get() { t::EDIT_CREDIT_TITLE.now() } else { t::EDIT_TITLE.now() };
    let crumb = create_selector(move || {
        let own = |sheet: &Sheet| (sheet.id.clone(), sheet.invoice_number.clone());
        remote.value.with(|sheet| sheet.as_ref().map(own))
    });
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                (breadcrumb(crumb.get_clone()))
                PageTitle(title=title)
            }
        }
        Loaded(
            remote=remote,
            what=Message::from(t::FAILED),
            waiting=|| view! { SkeletonRows(rows=8) },
            show=move |sheet| {
                // Decided when the page opens: it does not vanish under somebody's hands.
                let first = sheet.get_clone_untracked();
                if first.can_edit { view! { Change(sheet=first, remote=remote) } } else { fixed(&first) }
            },
        )
    }
}

/// In place of the fields of what can no longer be changed.
fn fixed(sheet: &Sheet) -> View {
    let href = Page::invoice(&sheet.id).path();
    let word: Words = if is_credit(sheet.kind) { t::CREDIT_NOTE } else { t::INVOICE };
    view! {
        Notice(tone=Tone::Warning) {
            div { p { (t::NOT_EDITABLE) } }
            a(class="button button-small", href=href) { (word) }
        }
    }
}

#[component(inline_props)]
fn Change(sheet: Sheet, remote: Remote<Sheet>) -> View {
    let app = use_app();
    let fields = Fields::of(&sheet);
    let defaults = defaults::follow(fields.lines);
    create_effect(move || {
        if let Some(deposits) = remote.value.with(|sheet| sheet.as_ref().map(deductions_of)) {
            fields.lines.deduct(deposits);
        }
    });
    let editing = Editing::new(fields.entries(), Some(sheet.version));
    let (id, status) = (sheet.id.clone(), editing.status);
    let asked = id.clone();
    editing.watch(
        move || remote.value.get_clone().map(|newer| values_of(&newer)),
        move || -> LastChange {
            let id = asked.clone();
            Box::pin(async move { trail::last_change(&id).await })
        },
    );
    let back = Page::invoice(&id).path();
    let cancel = back.clone();
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::SAVED);
        go(&back);
    });
    let original = sheet.clone();
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let input = untrack(|| fields.update(&original, editing.version.get()));
        let (id, editing, done) = (id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateInvoice>(update_invoice::Variables { input }).await {
                Ok(data) => editing.finish(user_errors!(data.update_invoice.user_errors), &done),
                Err(error) => {
                    trail::failed(&editing, error, &id, super::find(id.clone()), |found| Some(values_of(&found))).await;
                }
            }
        });
    };
    let pdf = *create_signal(Pdf {
        path: pdf_path(&sheet.id),
        version: sheet.version,
        name: untrack(|| name_of(sheet.invoice_number.as_deref())),
    });
    let beside = view! { PdfPreview(pdf=pdf, saved_only=true) };
    view! {
        EditorPage(
            submit_label=common::SAVE,
            told=told(fields.lines),
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || go(&cancel)) as Rc<dyn Fn()>,
            beside=beside,
        ) {
            Inputs(fields=fields, defaults=defaults, sheet=sheet)
        }
    }
}

/// « Factures / Brouillon ».
fn breadcrumb(invoice: Option<(String, Option<String>)>) -> View {
    let list = Page::Invoices(Panel::Closed).path();
    let own = invoice.map(|(id, number)| {
        let href = Page::invoice(&id).path();
        view! { li { a(href=href) { (name_of(number.as_deref())) } } }
    });
    view! {
        nav("aria-label"=documents::BREADCRUMB) {
            ol(class="breadcrumb") {
                li { a(href=list) { (t::INVOICES) } }
                (own)
            }
        }
    }
}
