//! Lists as files, and the journals for the accountant: the buttons, and what is asked for. The dialogues behind them
//! are a part of the program by themselves.

mod journals;
mod list;
mod saving;
mod year;

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use self::journals::JournalsDialog;
use self::list::ListDialog;
use crate::app::use_app;
use crate::chunks;
use crate::i18n::Words;
use crate::i18n::text::exports as t;
use crate::pages::billing::period::Span;
use crate::router::query::Query;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::select::Choice;

/// A list as a file: its route, the filters that the route takes, and those that it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFile {
    /// Title of the dialogue.
    title: Words,
    /// `/api/export/invoices`
    route: &'static str,
    filters: Query,
    left_out: Vec<Words>,
    /// A parameter that the person chooses, and its values.
    choice: Option<(&'static str, Vec<Choice>)>,
}

impl ListFile {
    /// All of a list.
    #[must_use]
    pub fn new(title: Words, route: &'static str) -> Self {
        Self { title, route, filters: Query::default(), left_out: Vec::new(), choice: None }
    }

    /// Narrowed down by a parameter of the route; an empty value is none.
    #[must_use]
    pub fn with(mut self, parameter: &str, value: &str) -> Self {
        self.filters.push(parameter, value);
        self
    }

    /// As [`Self::with`], for a value that may be absent.
    #[must_use]
    pub fn with_some(self, parameter: &str, value: Option<&str>) -> Self {
        self.with(parameter, value.unwrap_or_default())
    }

    /// Narrowed down by a filter of several values, of which the route takes one.
    #[must_use]
    pub fn with_one<T: Copy>(self, parameter: &str, filter: Words, values: &[T], name: fn(T) -> &'static str) -> Self {
        match values {
            [] => self,
            [value] => self.with(parameter, name(*value)),
            _ => self.without(filter, true),
        }
    }

    /// A filter that the route does not know, while it is on.
    #[must_use]
    pub fn without(mut self, filter: Words, is_on: bool) -> Self {
        if is_on {
            self.left_out.push(filter);
        }
        self
    }

    /// With a parameter that the person chooses.
    #[must_use]
    pub fn choosing(mut self, parameter: &'static str, choices: Vec<Choice>) -> Self {
        self.choice = Some((parameter, choices));
        self
    }
}

/// What is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Export {
    /// A list.
    List(ListFile),
    /// The journals; the days are those that the page looks at.
    Journals(Span),
}

/// A dialogue, and what closes it.
#[derive(Clone)]
pub struct Opened {
    /// What is exported.
    pub export: Export,
    /// Closes.
    pub close: Rc<dyn Fn()>,
}

/// The dialogue.
#[must_use]
pub fn open(opened: Opened) -> View {
    let Opened { export, close } = opened;
    match export {
        Export::List(file) => view! { ListDialog(file=file, close=close) },
        Export::Journals(span) => view! { JournalsDialog(span=span, close=close) },
    }
}

/// The button of a list, for those who may export; `file` is tracked and says what it would be, or that the rows on the
/// screen (deleted ones) are in no file.
#[component(inline_props)]
pub fn ExportButton(file: impl Fn() -> Option<ListFile> + 'static) -> View {
    let session = use_app().session;
    let offered = create_selector(move || file().filter(|_| session.can(Permission::ExportData)).map(Export::List));
    view! { Button(export=offered, label=t::EXPORT) }
}

/// The button of the journals, for those who may export all of billing.
#[component(inline_props)]
pub fn JournalsButton(span: ReadSignal<Span>) -> View {
    let session = use_app().session;
    let offered = create_selector(move || may_export_journals(session).then(|| Export::Journals(span.get())));
    view! { Button(export=offered, label=t::JOURNALS) }
}

/// Whether the person may export the journals; tracked.
#[must_use]
pub fn may_export_journals(session: crate::session::Session) -> bool {
    session.can(Permission::ExportData) && session.can(Permission::ViewAllBilling)
}

#[component(inline_props)]
fn Button(export: ReadSignal<Option<Export>>, label: Words) -> View {
    let opened = create_signal(None::<Export>);
    let close: Rc<dyn Fn()> = Rc::new(move || opened.set(None));
    let is_offered = create_selector(move || export.with(Option::is_some));
    view! {
        (if is_offered.get() {
            view! {
                button(
                    class="button",
                    r#type="button",
                    "aria-haspopup"="dialog",
                    on:click=move |_| opened.set(export.get_clone_untracked()),
                ) {
                    Icon(glyph=Glyph::DOWNLOAD)
                    (label)
                }
            }
        } else {
            View::new()
        })
        (match opened.get_clone() {
            Some(export) => chunks::export(Opened { export, close: close.clone() }),
            None => View::new(),
        })
    }
}
