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
use crate::router::query::Query;
use crate::router::{Address, Page, Panel, ProfileTab, go};
use crate::ui::dialog::{Modal, ModalKind};

/// Milliseconds in which the second letter of `G I` or `C T` must follow.
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
    // The first letter of a chord, and when it was pressed.
    let begun = Rc::new(Cell::new((Chord::None, 0.0)));
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
        let (chord, when) = begun.get();
        let chord = if timer::now() - when < CHORD { chord } else { Chord::None };
        let begins = match key.as_str() {
            "g" => Chord::Go,
            "c" if chord == Chord::None => Chord::Create,
            _ => Chord::None,
        };
        begun.set((begins, timer::now()));
        let here = address.get_clone_untracked();
        if act(app, &key, chord, &here) {
            event.prevent_default();
        }
    });
}

/// What a first letter begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chord {
    None,
    Go,
    Create,
}

fn act(app: App, key: &str, chord: Chord, here: &Address) -> bool {
    match (chord, key) {
        (Chord::Go, "a") => go(&Page::Dashboard.path()),
        (Chord::Go, "i") => go(&Page::Institutions { creating: false }.path()),
        (Chord::Go, "c") => go(&Page::Contacts(Panel::Closed).path()),
        (Chord::Go, "t") => go(&Page::Tasks(Panel::Closed).path()),
        (Chord::Go, "d") if app.session.can(Permission::ViewQuotes) => go(&Page::Quotes(Panel::Closed).path()),
        (Chord::Go, "f") if app.session.can(Permission::ViewInvoices) => go(&Page::Invoices(Panel::Closed).path()),
        (Chord::Go, "p") => go(&Page::Profile(ProfileTab::Identity).path()),
        (Chord::Create, "i") if app.session.can(Permission::CreateInstitutions) => {
            go(&panel(Page::Institutions { creating: true }, here));
        }
        (Chord::Create, "c") if app.session.can(Permission::CreateContacts) => {
            go(&panel(Page::Contacts(Panel::New), here));
        }
        (Chord::Create, "t") if app.session.can(Permission::CreateTasks) => {
            go(&panel(Page::Tasks(Panel::New), here));
        }
        (Chord::Create, "d") if app.session.can(Permission::CreateQuotes) => go(&Page::Quotes(Panel::New).path()),
        (Chord::Create, "f") if app.session.can(Permission::CreateInvoice) => go(&Page::Invoices(Panel::New).path()),
        (_, "?") => app.shortcuts.set(true),
        (_, "/") => return dom::focus_first("[data-list-search]"),
        _ => return false,
    }
    true
}

/// Address of a panel; over its own list the filters stay.
fn panel(page: Page, here: &Address) -> String {
    let query = if here.page.screen() == page.screen() { here.query.clone() } else { Query::default() };
    Address { page, query }.url()
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
    let rows: [(&[&str], Words); 22] = [
        (&["Ctrl", "K"], t::KEY_SEARCH),
        (&["C", "I"], t::KEY_CREATE),
        (&["C", "C"], t::KEY_CREATE_CONTACT),
        (&["C", "T"], t::KEY_CREATE_TASK),
        (&["C", "D"], t::KEY_CREATE_QUOTE),
        (&["C", "F"], t::KEY_CREATE_INVOICE),
        (&["G", "A"], t::KEY_GO_DASHBOARD),
        (&["G", "I"], t::KEY_GO_INSTITUTIONS),
        (&["G", "C"], t::KEY_GO_CONTACTS),
        (&["G", "T"], t::KEY_GO_TASKS),
        (&["G", "D"], t::KEY_GO_QUOTES),
        (&["G", "F"], t::KEY_GO_INVOICES),
        (&["G", "P"], t::KEY_GO_PROFILE),
        (&["/"], t::KEY_LIST_SEARCH),
        (&["J", "K"], t::KEY_MOVE),
        (&["X"], t::KEY_SELECT),
        (&["Enter"], t::KEY_OPEN),
        (&["E"], t::KEY_EDIT),
        (&["Space"], t::KEY_LIFT),
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
    let cap = |key: &&'static str| match *key {
        "Space" => view! { kbd { (t::KEY_SPACE) } " " },
        key => view! { kbd { (key) } " " },
    };
    let keys: Vec<View> = keys.iter().map(cap).collect();
    view! {
        dt { (keys) }
        dd { (words) }
    }
}
