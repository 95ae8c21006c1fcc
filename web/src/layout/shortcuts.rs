//! The keyboard: shortcuts that work on every page, and their list.

use std::cell::Cell;
use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, KeyboardEvent};

use crate::app::{App, use_app};
use crate::i18n::Words;
use crate::i18n::text::shell as t;
use crate::platform::{dom, timer};
use crate::router::{Address, Page, ProfileTab, go};
use crate::ui::dialog::{Modal, ModalKind};

/// Milliseconds in which the second letter of `G I` must follow.
const CHORD: f64 = 1_200.0;

/// The letter of a single-letter shortcut, if the event is one: not while typing, not with a modifier, not over
/// a dialogue, and not when the person turned them off.
#[must_use]
pub fn letter(app: App, event: &KeyboardEvent) -> Option<String> {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
    let off = app.session.person.with_untracked(|p| p.as_ref().is_none_or(|p| !p.keyboard_shortcuts));
    if modified || off || event.default_prevented() || dom::takes_text(event.target()) || dom::something_floats() {
        return None;
    }
    Some(event.key())
}

/// Listens for the shortcuts that work everywhere.
pub fn listen(app: App, address: ReadSignal<Address>) {
    let last_g = Rc::new(Cell::new(f64::MIN));
    dom::on_window("keydown", move |event: KeyboardEvent| {
        let control = event.ctrl_key() || event.meta_key();
        let signed_in = app.session.person.with_untracked(Option::is_some);
        if control && event.key().eq_ignore_ascii_case("k") && signed_in {
            event.prevent_default();
            app.palette.set(!app.palette.get_untracked());
            return;
        }
        if control && event.key() == "Enter" {
            submit_form(&event);
            return;
        }
        let Some(key) = letter(app, &event) else { return };
        let after_g = timer::now() - last_g.get() < CHORD;
        last_g.set(if key == "g" { timer::now() } else { f64::MIN });
        let here = address.with_untracked(|address| address.page.clone());
        if act(app, &key, after_g, &here) {
            event.prevent_default();
        }
    });
}

fn act(app: App, key: &str, after_g: bool, here: &Page) -> bool {
    match (after_g, key) {
        (true, "a") => go(&Page::Dashboard.path()),
        (true, "i") => go(&Page::Institutions { creating: false }.path()),
        (true, "p") => go(&Page::Profile(ProfileTab::Identity).path()),
        (_, "?") => app.shortcuts.set(true),
        (_, "/") => return dom::focus_first("[data-list-search]"),
        // On the list the page itself opens its panel, so that the filters stay.
        (_, "c") if !matches!(here, Page::Institutions { .. }) && app.session.can(Permission::CreateInstitutions) => {
            go(&Page::Institutions { creating: true }.path());
        }
        _ => return false,
    }
    true
}

/// Ctrl Enter: the main action of the form that has the keyboard.
fn submit_form(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let form = target.and_then(|element| element.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        event.prevent_default();
        // A form that is in the page can be submitted.
        let _ = form.request_submit();
    }
}

/// The list of shortcuts.
#[component]
pub fn ShortcutList() -> View {
    let app = use_app();
    let rows: [(&[&str], Words); 13] = [
        (&["Ctrl", "K"], t::KEY_SEARCH),
        (&["C"], t::KEY_CREATE),
        (&["G", "A"], t::KEY_GO_DASHBOARD),
        (&["G", "I"], t::KEY_GO_INSTITUTIONS),
        (&["G", "P"], t::KEY_GO_PROFILE),
        (&["/"], t::KEY_LIST_SEARCH),
        (&["J", "K"], t::KEY_MOVE),
        (&["X"], t::KEY_SELECT),
        (&["Enter"], t::KEY_OPEN),
        (&["E"], t::KEY_EDIT),
        (&["Ctrl", "Enter"], t::KEY_SUBMIT),
        (&["Esc"], t::KEY_CLOSE),
        (&["?"], t::KEY_HELP),
    ];
    let rows: Vec<View> = rows.into_iter().map(|(keys, words)| row(keys, words)).collect();
    let off = app.session.person.with(|person| person.as_ref().is_some_and(|person| !person.keyboard_shortcuts));
    view! {
        Modal(kind=ModalKind::Dialog, title=t::SHORTCUTS, on_close=move || app.shortcuts.set(false)) {
            div(class="panel-body") {
                (if off { view! { p(class="small soft") { (t::KEYS_OFF) } } } else { View::new() })
                dl(class="facts shortcut-list") { (rows) }
            }
        }
    }
}

fn row(keys: &'static [&'static str], words: Words) -> View {
    let keys: Vec<View> = keys.iter().map(|key| view! { kbd { (*key) } " " }).collect();
    view! {
        dt { (keys) }
        dd { (words) }
    }
}
