//! The keyboard on the list: J and K move, X selects, E edits, C creates; Enter opens as on any link.

use domain::Permission;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::List;
use super::table::{edit_path, toggle};
use crate::app::App;
use crate::layout::shortcuts;
use crate::platform::dom;
use crate::router::{Address, Page, go};

/// Listens while the list is shown.
pub fn listen(app: App, list: List) {
    if is_ssr!() {
        return;
    }
    dom::on_window("keydown", move |event: KeyboardEvent| {
        let Some(key) = shortcuts::letter(app, &event) else { return };
        let handled = match key.as_str() {
            "j" => move_focus(1),
            "k" => move_focus(-1),
            "x" => select(list),
            "e" => edit(list),
            "c" if app.session.can(Permission::CreateInstitutions) => create(list),
            _ => false,
        };
        if handled {
            event.prevent_default();
        }
    });
}

fn links() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all("[data-row-link]") else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

/// Id of the row that has the keyboard.
fn current_row() -> Option<String> {
    document().active_element()?.closest("[data-row]").ok()??.get_attribute("data-row")
}

fn move_focus(by: isize) -> bool {
    let links = links();
    let here = current_row();
    let at = links.iter().position(|link| {
        link.closest("[data-row]").ok().flatten().and_then(|row| row.get_attribute("data-row")) == here
            && here.is_some()
    });
    let next = match at {
        Some(at) => at.saturating_add_signed(by).min(links.len().saturating_sub(1)),
        None => 0,
    };
    links.get(next).is_some_and(|link| link.focus().is_ok())
}

fn row(list: List) -> Option<super::Row> {
    let id = current_row()?;
    list.rows.value.with_untracked(|rows| rows.as_ref()?.nodes.iter().find(|row| row.id == id).cloned())
}

fn select(list: List) -> bool {
    row(list).inspect(|row| toggle(list, row, false)).is_some()
}

fn edit(list: List) -> bool {
    row(list).filter(|row| row.can_edit).inspect(|row| go(&edit_path(&row.id))).is_some()
}

fn create(list: List) -> bool {
    let query = list.state.with_untracked(super::ListState::query);
    go(&Address { page: Page::Institutions { creating: true }, query }.url());
    true
}
