//! The rows of the list, and their columns.

use std::rc::Rc;

use sycamore::prelude::*;

use super::{Entry, actions, may_edit};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::{common, list as words_of_lists, revenue as t};
use crate::pages::panels::PanelHost;
use crate::router::{Page, Panel, go};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::money::euros;
use crate::ui::table::{Column, Items, TableRow};
use crate::ui::unknown::Unknown;

const LABEL: Column = Column::new("label", t::LABEL).sorts();
const DATE: Column = Column::new("date", t::DATE).sorts();
const NET: Column = Column::new("net", t::NET_AMOUNT).class("cell-number");
const AMOUNT: Column = Column::new("amount", t::TOTAL_AMOUNT).sorts().class("cell-number");
const PAID: Column = Column::new("paid", t::PAID_AMOUNT).class("cell-number");
const CREATED: Column = Column::new("created", t::CREATED_BY).sorts().optional();

/// The columns of the page.
pub static COLUMNS: [Column; 7] = [LABEL, DATE, Column::new("institution", t::INSTITUTION), NET, AMOUNT, PAID, CREATED];
/// The columns of the tab of an institution.
pub static COLUMNS_OF_INSTITUTION: [Column; 6] = [LABEL, DATE, NET, AMOUNT, PAID, CREATED];

/// A row.
#[must_use]
pub fn table_row(app: App, host: &PanelHost, entry: &Entry) -> TableRow {
    let edit = entry.can_edit.then(|| {
        let href = (host.address)(Panel::Edited(entry.id.clone()));
        Rc::new(move || go(&href)) as Rc<dyn Fn()>
    });
    let cells = entry.clone();
    TableRow {
        id: entry.id.clone(),
        version: entry.version,
        name: entry.label.clone(),
        href: Some((host.address)(Panel::Shown(entry.id.clone()))),
        edit,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: menu(app, host, entry.clone()),
    }
}

fn cell(entry: &Entry, column: &'static str) -> View {
    let money = |amount: &str| {
        let amount = amount.to_owned();
        view! { span(class="money") { (euros(&amount)) } }
    };
    match column {
        "label" => {
            let (kind, reference) = (t::kind(entry.kind), entry.reference.clone());
            let reference = reference.map(|reference| View::from(format!(" · {reference}")));
            view! { span(class="cell-sub") { (kind) (reference) } }
        }
        "date" => {
            let day = entry.entry_date.clone();
            view! { span(class="number") { (format::calendar_day(&day)) } }
        }
        "institution" => institution(entry),
        "net" => money(&entry.net_amount),
        "amount" => money(&entry.total_amount),
        "paid" => money(&entry.paid_amount),
        "created" => match &entry.created_by {
            Some(person) => View::from(person.full_name.clone()),
            None => view! { Unknown() },
        },
        _ => View::new(),
    }
}

/// The institution, which leads there.
#[must_use]
pub fn institution(entry: &Entry) -> View {
    match &entry.institution {
        Some(institution) => {
            let (name, href) = (institution.name.clone(), Page::institution(&institution.id).path());
            view! { a(class="cell-link", href=href) { (name) } }
        }
        None => view! { Unknown() },
    }
}

fn menu(app: App, host: &PanelHost, entry: Entry) -> Option<Items> {
    if !untrack(|| may_edit(app.session)) {
        return None;
    }
    let host = host.clone();
    let items = move || {
        let target = actions::target(&entry);
        let changed = host.changed.clone();
        let at = |panel| (host.address)(panel);
        if entry.deleted_at.is_some() {
            return vec![MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, vec![target.clone()], changed.clone());
            })];
        }
        vec![
            MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, at(Panel::Shown(entry.id.clone()))),
            MenuItem::link(Glyph::PENCIL, common::EDIT, at(Panel::Edited(entry.id.clone()))),
            MenuItem::Rule,
            MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                actions::delete(app, vec![target.clone()], changed.clone());
            }),
        ]
    };
    Some(Rc::new(items))
}
