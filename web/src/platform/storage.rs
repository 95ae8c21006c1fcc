//! What this device remembers (`localStorage`). Storage may be refused or full: then nothing is remembered.

use sycamore::prelude::window;

/// Theme chosen on this device: `light`, `dark`; absent: as the system.
pub const THEME: &str = "theme";
/// Language chosen on this device: `fr`, `en`.
pub const LANGUAGE: &str = "language";
/// When the session was last renewed, milliseconds since 1970; shared by all tabs.
pub const RENEWED_AT: &str = "renewed-at";

/// Id of the person who signed in last in any tab.
pub const PERSON: &str = "person";

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The text under `key`.
#[must_use]
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps `value` under `key`.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage only costs a preference.
        let _ = storage.set_item(key, value);
    }
}

/// Forgets `key`.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}
