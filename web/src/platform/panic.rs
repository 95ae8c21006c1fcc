//! A defect stops the program: it is written to the console, and the page says so instead of going silent.

use sycamore::prelude::*;
use wasm_bindgen::JsValue;

/// Reports from now on.
pub fn report() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        if let Some(message) = document().get_element_by_id("boot-error") {
            // The page stays readable below the message; typed text can still be copied.
            let _ = message.remove_attribute("hidden");
        }
    }));
}
