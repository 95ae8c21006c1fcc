//! The board by keyboard: from card to card, and a card from column to column.

use domain::TaskStatus;
use sycamore::futures::spawn_local;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::moves::Board;
use crate::app::App;
use crate::layout::shortcuts;
use crate::pages::tasks::may_edit;
use crate::platform::{dom, timer};

/// J and K move from card to card, wherever the keyboard is.
pub fn listen(app: App, board: Board) {
    if is_ssr!() {
        return;
    }
    dom::on_window("keydown", move |event: KeyboardEvent| {
        if board.lifted.with_untracked(Option::is_some) {
            return;
        }
        let by = match shortcuts::letter(app, &event).as_deref() {
            Some("j") => 1,
            Some("k") => -1,
            _ => return,
        };
        if step(&cards_in(".board"), by) {
            event.prevent_default();
        }
    });
}

/// The keyboard on a card.
pub fn key(board: Board, event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on_link = target.filter(|element| element.has_attribute("data-row-link"));
    let Some(link) = on_link else { return };
    let lifted = board.lifted.get_clone_untracked();
    let handled = match (event.key().as_str(), lifted) {
        (" " | "Enter", Some(_)) => {
            board.drop_card();
            true
        }
        ("Escape" | "Tab", Some(_)) => {
            board.put_back();
            event.key() == "Escape"
        }
        ("ArrowLeft", Some(lifted)) => sideways(board, lifted.over, -1),
        ("ArrowRight", Some(lifted)) => sideways(board, lifted.over, 1),
        // The order of a column follows the due dates.
        ("ArrowUp" | "ArrowDown", Some(_)) => true,
        (" ", None) => {
            let task = card_of(&link).and_then(|id| board.find(&id));
            if let Some(task) = task.filter(|task| untrack(|| may_edit(board.app.session, task))) {
                board.lift(task);
            }
            true
        }
        ("ArrowDown", None) => in_column(&link, 1),
        ("ArrowUp", None) => in_column(&link, -1),
        ("ArrowRight", None) => to_column(&link, 1),
        ("ArrowLeft", None) => to_column(&link, -1),
        _ => false,
    };
    if handled {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Gives the keyboard back to a card that was drawn anew.
pub fn keep_focus(board: Board) {
    if is_ssr!() || board.held.with_untracked(Option::is_none) {
        return;
    }
    spawn_local(async move {
        timer::sleep(0).await;
        if board.held.is_alive() && dom::nothing_has_focus() {
            board.held.with_untracked(|id| id.iter().for_each(|id| focus_card(id)));
        }
    });
}

/// Gives the keyboard to the card of a task.
pub fn focus_card(id: &str) {
    let link = cards_in(".board").into_iter().find(|link| card_of(link).as_deref() == Some(id));
    if let Some(link) = link {
        // A link in the page can be focused.
        let _ = link.focus();
    }
}

fn cards_in(scope: &str) -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(&format!("{scope} [data-card] [data-row-link]")) else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

fn card_of(element: &Element) -> Option<String> {
    element.closest("[data-card]").ok().flatten()?.get_attribute("data-card")
}

fn step(links: &[HtmlElement], by: isize) -> bool {
    let active = document().active_element();
    let here = links.iter().position(|link| active.as_ref() == Some(AsRef::<Element>::as_ref(link)));
    let next = here.map_or(0, |at| at.saturating_add_signed(by).min(links.len().saturating_sub(1)));
    links.get(next).is_some_and(|link| link.focus().is_ok())
}

/// Columns on the screen, from left to right.
fn columns() -> Vec<String> {
    let Ok(found) = document().query_selector_all("[data-column]") else { return Vec::new() };
    let name = |index| found.get(index)?.dyn_into::<Element>().ok()?.get_attribute("data-column");
    (0..found.length()).filter_map(name).collect()
}

fn sideways(board: Board, over: TaskStatus, by: isize) -> bool {
    let columns = columns();
    let at = columns.iter().position(|name| name == over.name());
    let next = at.and_then(|at| columns.get(at.checked_add_signed(by)?)).and_then(|name| name.parse().ok());
    if let Some(next) = next {
        board.hover(next);
    }
    true
}

fn column_of(link: &Element) -> Option<String> {
    link.closest("[data-column]").ok().flatten()?.get_attribute("data-column")
}

fn in_column(link: &Element, by: isize) -> bool {
    column_of(link).is_some_and(|name| step(&cards_in(&format!("[data-column={name}]")), by))
}

/// The card at the same height of the next column that has cards.
fn to_column(link: &Element, by: isize) -> bool {
    let Some(here) = column_of(link) else { return false };
    let own = cards_in(&format!("[data-column={here}]"));
    let height = own.iter().position(|card| AsRef::<Element>::as_ref(card) == link).unwrap_or_default();
    let columns = columns();
    let mut at = columns.iter().position(|name| *name == here);
    loop {
        at = at.and_then(|at| at.checked_add_signed(by)).filter(|at| *at < columns.len());
        let Some(name) = at.and_then(|at| columns.get(at)) else { return true };
        let cards = cards_in(&format!("[data-column={name}]"));
        if let Some(card) = cards.get(height.min(cards.len().saturating_sub(1))) {
            // A link in the page can be focused.
            let _ = card.focus();
            return true;
        }
    }
}
