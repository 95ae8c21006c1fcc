//! Files that a person chose.

use js_sys::Uint8Array;
use js_sys::futures::JsFuture;
use sycamore::prelude::window;
use web_sys::File;

/// The contents as `data:image/png;base64,…`; `None` when they cannot be read.
pub async fn data_url(file: &File) -> Option<String> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    // The browser's function takes one character a byte.
    let characters: String = bytes.into_iter().map(char::from).collect();
    let encoded = window().btoa(&characters).ok()?;
    Some(format!("data:{};base64,{encoded}", file.type_()))
}
