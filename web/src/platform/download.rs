//! Files that the app makes itself, and addresses under which it shows bytes.

use js_sys::{Array, Uint8Array};
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Milliseconds in which a browser begins to read a file that it was handed.
const BROWSER_READS: i32 = 10_000;

/// The address of bytes in this tab, until it is dropped.
#[derive(Debug)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// Makes the address; `None` where the browser refuses.
    #[must_use]
    pub fn new(bytes: &[u8], kind: &str) -> Option<Self> {
        let parts = Array::of1(&Uint8Array::from(bytes));
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        Self::of(&Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?)
    }

    /// The address of bytes that the browser holds.
    #[must_use]
    pub fn of(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(Self)
    }

    /// The address.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // Forgetting an address of one's own does not fail.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Bytes written in base 64.
#[must_use]
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let characters = window().atob(text).ok()?;
    characters.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
}

/// Hands the person a file.
pub fn save(name: &str, kind: &str, text: &str) {
    if let Some(url) = ObjectUrl::new(text.as_bytes(), kind) {
        hand_out(name, url);
    }
}

/// Hands the person a file that the browser holds; false where it refuses.
#[must_use]
pub fn save_blob(name: &str, blob: &Blob) -> bool {
    ObjectUrl::of(blob).map(|url| hand_out(name, url)).is_some()
}

fn hand_out(name: &str, url: ObjectUrl) {
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(url.address());
        link.set_download(name);
        link.click();
    }
    // The browser reads the bytes after this turn.
    sycamore::futures::spawn_local(async move {
        super::timer::sleep(BROWSER_READS).await;
        drop(url);
    });
}
