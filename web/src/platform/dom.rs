//! The document: title, focus, clipboard, what the keyboard is for.

use domain::{Language, Theme};
use js_sys::futures::JsFuture;
use std::cell::Cell;
use sycamore::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// A number that no other element of the page has.
#[must_use]
pub fn unique_number() -> u32 {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    number
}

/// The element with `id`, as `T`.
#[must_use]
pub fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the keyboard on the element with `id`.
pub fn focus_id(id: &str) {
    if let Some(element) = by_id::<HtmlElement>(id) {
        // Focusing an element that is in the document does not fail.
        let _ = element.focus();
    }
}

/// Puts the keyboard on the first match of `selector`; says whether there was one.
pub fn focus_first(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

/// Takes the keyboard off whatever has it, so that the next heading may receive it.
pub fn release_focus() {
    if let Some(element) = document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// Whether nothing in particular has the keyboard.
#[must_use]
pub fn nothing_has_focus() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

/// Whether `target` takes typed text, so that single-letter shortcuts must stay quiet.
#[must_use]
pub fn takes_text(target: Option<web_sys::EventTarget>) -> bool {
    let Some(element) = target.and_then(|t| t.dyn_into::<Element>().ok()) else { return false };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            Some("checkbox" | "radio" | "button" | "submit" | "reset")
        ),
        _ => element.closest("[contenteditable]").ok().flatten().is_some(),
    }
}

/// Whether a dialogue or a menu is open above the page.
#[must_use]
pub fn something_floats() -> bool {
    document().query_selector("dialog[open], [popover]:popover-open").ok().flatten().is_some()
}

/// Whether nobody can see the tab at the moment.
#[must_use]
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Sets the title of the tab: « CHU de Nantes · Medical CRM ».
pub fn set_title(page: &str) {
    document().set_title(&format!("{page} · Medical CRM"));
}

/// Declares the language of the page to browsers and screen readers.
pub fn set_page_language(language: Language) {
    set_root_attribute("lang", Some(language.name()));
}

/// Forces the colours, or lets the system choose.
pub fn set_page_theme(theme: Theme) {
    let forced = (theme != Theme::System).then(|| theme.name());
    set_root_attribute("data-theme", forced);
}

fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    // The names are valid: setting them does not fail.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Whether the screen is dark at the moment, by choice or by the system.
#[must_use]
pub fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::System => {
            window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
        }
    }
}

/// Copies `text`; false where the browser refuses (no permission, no secure connection).
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // Outside secure contexts there is no clipboard at all.
    let available = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|c| c.is_object());
    available && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// Listens on the window for the life of the current scope.
pub fn on_window<E: wasm_bindgen::convert::FromWasmAbi + 'static>(
    name: &'static str,
    handler: impl FnMut(E) + 'static,
) {
    let closure: Closure<dyn FnMut(E)> = Closure::new(handler);
    let function: js_sys::Function = closure.as_ref().unchecked_ref::<js_sys::Function>().clone();
    // Listening to a named event does not fail.
    let _ = window().add_event_listener_with_callback(name, &function);
    on_cleanup(move || {
        let _ = window().remove_event_listener_with_callback(name, &function);
        drop(closure);
    });
}
