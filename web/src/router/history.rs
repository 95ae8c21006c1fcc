//! The browser's history: links, Back and Forward, and moves made by code.
//!
//! The router of the library drops the query of a link and does not hear Back between two queries of one
//! path, so that links and history events are handled here and handed to it as one `popstate`.

use std::cell::RefCell;

use sycamore::prelude::*;
use sycamore_router::Integration;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlAnchorElement, MouseEvent, PopStateEvent};

use super::{Address, Screen, leave};

/// Paths that the server answers itself: links to them leave the app.
const SERVED: [&str; 7] =
    ["/graphql", "/graphiql", "/schema.graphql", "/digiforma/graphql", "/api", "/health", "/metrics"];

thread_local! {
    /// Where the app stands; after an unexpected Back it is where to return to.
    static CURRENT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The integration of the router with the History API.
pub struct History;

impl Integration for History {
    fn current_pathname(&self) -> String {
        let here = location();
        CURRENT.replace(here.clone());
        here
    }

    fn on_popstate(&self, mut changed: Box<dyn FnMut()>) {
        let listener: Closure<dyn FnMut(PopStateEvent)> = Closure::new(move |event: PopStateEvent| {
            // Back and Forward are the browser's own events; ours come after the question was asked.
            if event.is_trusted() && leave::has_unsaved_work() {
                stay_and_ask();
            } else {
                changed();
            }
        });
        let _ = window().add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref());
        listener.forget();
    }

    fn click_handler(&self) -> Box<dyn Fn(MouseEvent)> {
        Box::new(|event| {
            if let Some(url) = followed_link(&event) {
                event.prevent_default();
                go(&url);
            }
        })
    }
}

/// The browser has already gone back: returns to where the app stood and asks.
fn stay_and_ask() {
    let wanted = location();
    let here = CURRENT.with_borrow(Clone::clone);
    push(&here);
    leave::leave_then(move || move_to(&wanted, false));
}

/// The address of the link that a click follows inside the app, if it does.
fn followed_link(event: &MouseEvent) -> Option<String> {
    let modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    if modified || event.button() != 0 || event.default_prevented() {
        return None;
    }
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = element.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let elsewhere = !link.target().is_empty() || link.has_attribute("download") || link.rel() == "external";
    let path = link.pathname();
    let served = SERVED.iter().any(|prefix| path == *prefix || path.starts_with(&format!("{prefix}/")));
    let same_origin = window().location().origin().is_ok_and(|origin| origin == link.origin());
    // A fragment of this very page is the browser's business (skip link).
    let fragment = !link.hash().is_empty() && format!("{path}{}", link.search()) == location();
    (same_origin && !elsewhere && !served && !fragment).then(|| format!("{path}{}{}", link.search(), link.hash()))
}

/// Path and query of the window.
#[must_use]
pub fn location() -> String {
    let location = window().location();
    format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Moves to `url` as a link does: asks first when something is not saved.
pub fn go(url: &str) {
    let url = url.to_owned();
    leave::leave_then(move || move_to(&url, false));
}

/// Changes the address in place: a filter, a redirection.
pub fn replace(url: &str) {
    move_to(url, true);
}

fn move_to(url: &str, in_place: bool) {
    let before = CURRENT.with_borrow(|url| screen_of(url));
    if in_place {
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(url));
        }
    } else if location() != url {
        push(url);
    }
    // The router listens to this event alone.
    if let Ok(event) = PopStateEvent::new("popstate") {
        let _ = window().dispatch_event(&event);
    }
    if screen_of(&location()) != before {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn push(url: &str) {
    if let Ok(history) = window().history() {
        // Refused only when a page pushes hundreds of addresses a minute.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(url));
    }
}

fn screen_of(url: &str) -> Screen {
    Address::parse(url).page.screen()
}
