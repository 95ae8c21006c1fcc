//! The rows of the catalog, and their columns.

use std::rc::Rc;

use sycamore::prelude::*;

use super::{Item, actions, may_edit, vat};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::{catalog as t, common, list as words_of_lists};
use crate::pages::panels::PanelHost;
use crate::router::{Panel, go};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::money;
use crate::ui::status::{Status, StatusLook, looks};
use crate::ui::table::{Column, Items, TableRow};
use crate::ui::unknown::Unknown;

/// The columns.
pub static COLUMNS: [Column; 7] = [
    Column::new("name", t::NAME).sorts(),
    Column::new("category", t::CATEGORY).sorts(),
    Column::new("price", t::UNIT_PRICE).sorts().class("cell-number"),
    Column::new("vat", t::VAT).class("cell-number"),
    Column::new("state", t::STATE),
    Column::new("sku", t::SKU).optional(),
    Column::new("updated", t::COLUMN_UPDATED).sorts().optional(),
];

/// Characters of a description in a row.
const SHORT: usize = 90;

/// A row.
#[must_use]
pub fn table_row(app: App, host: &PanelHost, item: &Item) -> TableRow {
    let editable = untrack(|| may_edit(app.session)) && item.deleted_at.is_none();
    let edit = editable.then(|| {
        let href = (host.address)(Panel::Edited(item.id.clone()));
        Rc::new(move || go(&href)) as Rc<dyn Fn()>
    });
    let cells = item.clone();
    TableRow {
        id: item.id.clone(),
        version: item.version,
        name: item.name.clone(),
        href: Some((host.address)(Panel::Shown(item.id.clone()))),
        edit,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: menu(app, host, item.clone()),
    }
}

/// Look of an item that is sold, or no longer.
#[must_use]
pub fn look(active: bool) -> StatusLook {
    if active { looks::item::ON_SALE } else { looks::item::WITHDRAWN }
}

/// « 1 200,00 € / jour ».
#[must_use]
pub fn price(item: &Item) -> String {
    let price = money::euros(&item.unit_price);
    match &item.unit {
        Some(unit) => t::per_unit(&price, unit),
        None => price,
    }
}

fn cell(item: &Item, column: &'static str) -> View {
    let text = |text: &Option<String>| match text.clone() {
        Some(text) => View::from(text),
        None => view! { Unknown() },
    };
    match column {
        "name" => match &item.description {
            Some(description) => {
                let short = shortened(description);
                view! { span(class="cell-sub") { (short) } }
            }
            None => View::new(),
        },
        "category" => text(&item.category),
        "sku" => text(&item.sku),
        "price" => {
            let item = item.clone();
            view! { span(class="money") { (price(&item)) } }
        }
        "vat" => {
            let (rate, category) = (item.tax_rate.clone(), item.vat_category);
            view! { span(class="number") { (vat::short_words(&rate, category)) } }
        }
        "state" => {
            let look = look(item.is_active);
            view! { Status(look=look, plain=true) }
        }
        "updated" => {
            let when = item.deleted_at.clone().unwrap_or_else(|| item.updated_at.clone());
            let exact = when.clone();
            view! { span(class="soft number", title=format::day_and_time(&exact)) { (format::since(&when)) } }
        }
        _ => View::new(),
    }
}

/// The first line, and not all of a long one.
fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= SHORT && line.len() == text.len() {
        return line.to_owned();
    }
    format!("{}…", line.chars().take(SHORT).collect::<String>().trim_end())
}

fn menu(app: App, host: &PanelHost, item: Item) -> Option<Items> {
    if !untrack(|| may_edit(app.session)) {
        return None;
    }
    let host = host.clone();
    let items = move || {
        let target = actions::target(&item);
        let changed = host.changed.clone();
        let at = |panel| (host.address)(panel);
        if item.deleted_at.is_some() {
            return vec![MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, vec![target.clone()], changed.clone());
            })];
        }
        let mut items = vec![
            MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, at(Panel::Shown(item.id.clone()))),
            MenuItem::link(Glyph::PENCIL, common::EDIT, at(Panel::Edited(item.id.clone()))),
        ];
        items.push(switch(app, &item, changed.clone()));
        items.push(MenuItem::Rule);
        items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
            actions::delete(app, vec![target.clone()], changed.clone());
        }));
        items
    };
    Some(Rc::new(items))
}

/// The line of a menu that withdraws an item, or puts it back on sale.
#[must_use]
pub fn switch(app: App, item: &Item, changed: Rc<dyn Fn()>) -> MenuItem {
    let (target, active) = (actions::target(item), item.is_active);
    let (glyph, words) = if active { (Glyph::CIRCLE_MINUS, t::WITHDRAW) } else { (Glyph::CIRCLE_CHECK, t::ACTIVATE) };
    MenuItem::action(glyph, words, move || {
        actions::set_active(app, vec![target.clone()], !active, changed.clone());
    })
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_descriptions_are_cut_and_short_ones_are_not() {
        assert_eq!(shortened("Audit de bloc"), "Audit de bloc");
        assert_eq!(shortened("Audit de bloc\nSur site"), "Audit de bloc…");
        assert_eq!(shortened(&"é".repeat(200)).chars().count(), 91);
    }
}
