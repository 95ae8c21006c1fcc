//! A part of a page.

use reqwest::Method;
use serde_json::{Value, json};

use crate::browser::Browser;

/// The key of the W3C protocol under which an element's id is sent.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element as it was when it was found.
#[derive(Clone)]
pub struct Element {
    browser: Browser,
    id: String,
}

impl Element {
    pub(crate) fn of(browser: &Browser, value: &Value) -> Self {
        let Some(id) = value[ELEMENT].as_str() else { panic!("no element: {value}") };
        Self { browser: browser.clone(), id: id.to_owned() }
    }

    /// Clicks in its middle, as a person would: what covers it or lies outside the window makes the test fail.
    pub async fn click(&self) {
        self.call(Method::POST, "click", json!({})).await;
    }

    /// Types at the end of what is there. Keys without a character have theirs in the private area: `\u{E007}` Enter.
    pub async fn type_text(&self, text: &str) {
        self.call(Method::POST, "value", json!({ "text": text })).await;
    }

    /// An attribute, if it is there.
    pub async fn attribute(&self, name: &str) -> Option<String> {
        self.call(Method::GET, &format!("attribute/{name}"), Value::Null).await.as_str().map(str::to_owned)
    }

    async fn call(&self, method: Method, command: &str, body: Value) -> Value {
        let path = format!("element/{}/{command}", self.id);
        match self.browser.call(method, &path, body).await {
            Ok(value) => value,
            Err(error) => panic!("{command}: {error}"),
        }
    }
}
