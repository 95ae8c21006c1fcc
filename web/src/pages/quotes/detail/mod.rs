//! One quote: what it offers, where it stands, what followed from it; its PDF beside it.

mod dialogs;
mod header;
mod parts;

use std::rc::Rc;

use sycamore::prelude::*;

use self::dialogs::{Dialog, Dialogs};
use self::header::Header;
use self::parts::{Facts, Invoices, PublicLink, Revisions};
use super::Sheet;
use crate::api::{ApiError, live};
use crate::i18n::text::{documents, quotes as t};
use crate::pages::audit::history::HistorySection;
use crate::pages::audit::trail::Subject;
use crate::pages::documents::files;
use crate::pages::documents::lines::{self, ReadLine};
use crate::pages::documents::pdf::{Pdf, PdfPreview};
use crate::pages::outcome::{Changed, Target};
use crate::router::{Page, Panel};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::money;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::{amounts, kept_files, line_data};

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Detail {
    /// The quote.
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

    /// The quote as the target of an action.
    #[must_use]
    pub fn target(self) -> Target {
        self.sheet.with_untracked(|sheet| Target {
            id: sheet.id.clone(),
            name: sheet.quote_number.clone(),
            version: Some(sheet.version),
        })
    }
}

/// The page.
#[component(inline_props)]
pub fn QuoteDetail(id: String) -> View {
    let asked = id.clone();
    let remote = fetch(move || asked.clone(), super::find);
    let gone = create_selector(move || remote.error.with(|error| *error == Some(ApiError::NotFound)));
    live::on_change_of(&["quote"], &id, move || remote.refresh());
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

/// In place of a quote that is not there for this person.
#[component]
fn Gone() -> View {
    let list = Page::Quotes(Panel::Closed).path();
    view! {
        div(class="visually-hidden") { PageTitle(title=documents::GONE_TITLE) }
        Empty(glyph=Glyph::SEARCH, title=documents::GONE_TITLE, body=documents::GONE_BODY) {
            a(class="button", href=list) { (t::ALL_QUOTES) }
        }
    }
}

#[component(inline_props)]
fn Shown(sheet: ReadSignal<Sheet>, remote: Remote<Sheet>) -> View {
    let pdf = create_selector(move || {
        sheet.with(|sheet| Pdf {
            path: format!("/api/quotes/{}/pdf", sheet.id),
            version: sheet.version,
            name: sheet.quote_number.clone(),
        })
    });
    let detail = Detail { sheet, pdf, dialog: create_signal(None), changes: create_signal(0), remote };
    // The history follows whoever changed it.
    let version = create_selector(move || sheet.with(|sheet| sheet.version));
    create_effect(move || {
        version.track();
        detail.note_change();
    });
    live::on_change(&["invoice"], move || remote.refresh());
    let subject = create_selector(move || Subject::Records(vec![sheet.with(|sheet| sheet.id.clone())]));
    let description = create_selector(move || sheet.with(|sheet| sheet.description.clone()));
    view! {
        Header(detail=detail)
        div(class="editor") {
            div(class="editor-form") {
                Facts(detail=detail)
                (description.get_clone().filter(|text| !text.is_empty()).map(|text| view! {
                    section(class="section", "aria-labelledby"="description") {
                        div(class="section-header") { h2(id="description") { (documents::DESCRIPTION) } }
                        p(class="prose read-width") { (text) }
                    }
                }))
                (content(&sheet.get_clone()))
                Invoices(detail=detail)
                PublicLink(detail=detail)
                Revisions(detail=detail)
                (files::section(kept_files!(sheet.get_clone().documents)))
                HistorySection(subject=subject, changes=*detail.changes)
            }
            PdfPreview(pdf=pdf)
        }
        Dialogs(detail=detail)
    }
}

/// Its lines and totals.
fn content(sheet: &Sheet) -> View {
    let agreed = sheet.status.can_be_invoiced();
    let line = |line: &crate::api::documents::quote::QuoteSheetLine| {
        let invoiced = money::units(&line.invoiced_quantity, 3).unwrap_or_default();
        let all = money::units(&line.quantity, 3).unwrap_or_default();
        let note = (agreed && invoiced > 0).then(|| {
            if invoiced >= all {
                t::ALL_INVOICED.now().to_owned()
            } else {
                let left = quantity_text(all - invoiced);
                t::quantity_left(&money::quantity(&left), &money::quantity(&line.quantity))
            }
        });
        ReadLine { data: line_data!(line), net: line.total_after_discount.clone(), note }
    };
    lines::section(sheet.lines.iter().map(line).collect(), &amounts!(sheet, None))
}

/// Thousandths as the server writes quantities.
fn quantity_text(thousandths: i64) -> String {
    rust_decimal::Decimal::new(thousandths, 3).to_string()
}
