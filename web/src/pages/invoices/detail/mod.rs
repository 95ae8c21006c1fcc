//! One invoice or credit note: what it asks for, what came in, what is missing; its PDF beside it.

mod dialogs;
mod header;
mod parts;
mod payments;
mod seal;

use std::rc::Rc;

use domain::Permission;
use domain::billing::DocumentType;
use sycamore::prelude::*;

use self::dialogs::{Dialog, Dialogs};
use self::header::Header;
use self::parts::{CreditNotes, Facts};
use self::payments::Payments;
use super::{Sheet, mentions, name_of, pdf_path};
use crate::api::{ApiError, live};
use crate::app::use_app;
use crate::i18n::text::{documents, invoices as t};
use crate::pages::audit::history::HistorySection;
use crate::pages::audit::trail::Subject;
use crate::pages::documents::files::{self, File};
use crate::pages::documents::lines::{self, ReadLine};
use crate::pages::documents::pdf::{Pdf, PdfPreview};
use crate::pages::outcome::{Changed, Target};
use crate::router::{Page, Panel};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::{amounts, kept_files, line_data};

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Detail {
    /// The invoice.
    pub sheet: ReadSignal<Sheet>,
    /// Its PDF.
    pub pdf: ReadSignal<Pdf>,
    /// The dialogue that is open.
    pub dialog: Signal<Option<Dialog>>,
    /// Counts changes, so that what depends on them is fetched again.
    changes: Signal<u32>,
    remote: Remote<Sheet>,
}

impl Detail {
    /// Fetches again after something changed here.
    pub fn reload(self) {
        self.remote.reload();
        self.note_change();
    }

    fn note_change(self) {
        if self.changes.is_alive() {
            self.changes.update(|count| *count = count.wrapping_add(1));
        }
    }

    /// What an action does afterwards.
    #[must_use]
    pub fn changed(self) -> Changed {
        Rc::new(move || self.reload())
    }

    /// The invoice as the target of an action.
    #[must_use]
    pub fn target(self) -> Target {
        self.sheet.with_untracked(|sheet| Target {
            id: sheet.id.clone(),
            name: sheet.invoice_number.clone().unwrap_or_else(|| sheet.title.clone()),
            version: Some(sheet.version),
        })
    }
}

/// The page.
#[component(inline_props)]
pub fn InvoiceDetail(id: String) -> View {
    let asked = id.clone();
    let remote = fetch(move || asked.clone(), super::find);
    let gone = create_selector(move || remote.error.with(|error| *error == Some(ApiError::NotFound)));
    live::on_change_of(&["invoice"], &id, move || remote.refresh());
    view! {
        (if gone.get() {
            view! { Gone() }
        } else {
            view! {
                Loaded(
                    remote=remote,
                    what=Message::from(t::FAILED),
                    waiting=|| view! { SkeletonRows(rows=8) },
                    show=move |sheet| view! { Shown(sheet=sheet, remote=remote) },
                )
            }
        })
    }
}

/// In place of an invoice that is not there for this person.
#[component]
fn Gone() -> View {
    let list = Page::Invoices(Panel::Closed).path();
    view! {
        div(class="visually-hidden") { PageTitle(title=documents::GONE_TITLE) }
        Empty(glyph=Glyph::SEARCH, title=documents::GONE_TITLE, body=documents::GONE_BODY) {
            a(class="button", href=list) { (t::ALL_INVOICES) }
        }
    }
}

/// The document and its payments: whose history is shown.
fn subject(sheet: &Sheet) -> Subject {
    let payments = sheet.payments.iter().map(|payment| payment.id.clone());
    Subject::Records(std::iter::once(sheet.id.clone()).chain(payments).collect())
}

#[component(inline_props)]
fn Shown(sheet: ReadSignal<Sheet>, remote: Remote<Sheet>) -> View {
    let session = use_app().session;
    let pdf = create_selector(move || {
        sheet.with(|sheet| Pdf {
            path: pdf_path(&sheet.id),
            version: sheet.version,
            name: name_of(sheet.invoice_number.as_deref()),
        })
    });
    let detail = Detail { sheet, pdf, dialog: create_signal(None), changes: create_signal(0), remote };
    // The history follows whoever changed it.
    let version = create_selector(move || sheet.with(|sheet| sheet.version));
    create_effect(move || {
        version.track();
        detail.note_change();
    });
    // Payments are records of their own.
    live::on_change(&["payment"], move || remote.refresh());
    let subject = create_selector(move || sheet.with(subject));
    let description = create_selector(move || sheet.with(|sheet| sheet.description.clone()));
    let firm = create_selector(move || session.can(Permission::ManageSystemSettings));
    view! {
        Header(detail=detail)
        div(class="editor") {
            div(class="editor-form") {
                (sheet.with(|sheet| sheet.can_be_issued).then(|| mentions::section(&sheet.get_clone(), firm.get())))
                Facts(detail=detail)
                (description.get_clone().filter(|text| !text.is_empty()).map(|text| view! {
                    section(class="section", "aria-labelledby"="description") {
                        div(class="section-header") { h2(id="description") { (documents::DESCRIPTION) } }
                        p(class="prose read-width") { (text) }
                    }
                }))
                (content(&sheet.get_clone()))
                Payments(detail=detail)
                CreditNotes(detail=detail)
                (kept(&sheet.get_clone()))
                (seal::section(&sheet.get_clone()))
                HistorySection(subject=subject, changes=*detail.changes)
            }
            PdfPreview(pdf=pdf)
        }
        Dialogs(detail=detail)
    }
}

/// Its lines, deductions and totals.
fn content(sheet: &Sheet) -> View {
    let line = |line: &crate::api::documents::invoice::InvoiceSheetLine| ReadLine {
        data: line_data!(line),
        net: line.total_after_discount.clone(),
        note: None,
    };
    let amounts = amounts!(sheet, Some(sheet.deducted_amount.clone()));
    let lines = lines::section(sheet.lines.iter().map(line).collect(), &amounts);
    let deductions = parts::deductions(sheet);
    view! {
        (lines)
        (deductions)
    }
}

/// Reminders apart from the other files: they say how often somebody was asked.
fn kept(sheet: &Sheet) -> View {
    let (reminders, others): (Vec<File>, Vec<File>) =
        kept_files!(sheet.documents).into_iter().partition(|file| file.kind == DocumentType::ReminderPdf);
    let wanted = sheet.status.can_receive_payments() && !super::is_credit(sheet.kind);
    let reminders = (wanted || !reminders.is_empty()).then(|| reminded(reminders));
    let others = files::section(others);
    view! {
        (reminders)
        (others)
    }
}

fn reminded(reminders: Vec<File>) -> View {
    let body = if reminders.is_empty() {
        view! { p(class="soft") { (t::NO_REMINDERS) } }
    } else {
        files::list(reminders)
    };
    view! {
        section(class="section", "aria-labelledby"="reminders") {
            div(class="section-header") { h2(id="reminders") { (t::REMINDERS) } }
            (body)
        }
    }
}
