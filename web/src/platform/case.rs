//! Upper and lower case, by the browser: Rust's own tables weigh 24 kB.

#[cfg(target_family = "wasm")]
mod by_browser {
    use js_sys::JsString;

    pub fn lower(text: &str) -> String {
        if text.is_ascii() { text.to_ascii_lowercase() } else { JsString::from(text).to_lower_case().into() }
    }

    pub fn upper(text: &str) -> String {
        if text.is_ascii() { text.to_ascii_uppercase() } else { JsString::from(text).to_upper_case().into() }
    }
}

/// In lower case.
#[must_use]
pub fn lower(text: &str) -> String {
    #[cfg(target_family = "wasm")]
    return by_browser::lower(text);
    #[cfg(not(target_family = "wasm"))]
    return text.to_lowercase();
}

/// In upper case.
#[must_use]
pub fn upper(text: &str) -> String {
    #[cfg(target_family = "wasm")]
    return by_browser::upper(text);
    #[cfg(not(target_family = "wasm"))]
    return text.to_uppercase();
}
