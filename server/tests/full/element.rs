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
    /// The selector, and the text if there was one, by which it was found.
    found_by: Option<(String, Option<String>)>,
}

impl Element {
    pub(crate) fn of(browser: &Browser, value: &Value) -> Self {
        let Some(id) = value[ELEMENT].as_str() else { panic!("no element: {value}") };
        Self { browser: browser.clone(), id: id.to_owned(), found_by: None }
    }

    /// It can be found again when the page has drawn it anew in between, as a person would not even notice.
    pub(crate) fn found_by(self, selector: &str, text: Option<&str>) -> Self {
        Self { found_by: Some((selector.to_owned(), text.map(str::to_owned))), ..self }
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
        let (mut id, mut chances) = (self.id.clone(), 3);
        loop {
            let path = format!("element/{id}/{command}");
            let error = match self.browser.call(method.clone(), &path, body.clone()).await {
                Ok(value) => return value,
                Err(error) => error,
            };
            chances -= 1;
            match &self.found_by {
                Some((selector, text)) if chances > 0 && error.contains("stale element") => {
                    id = match text {
                        Some(text) => self.browser.find_text(selector, text).await.id,
                        None => self.browser.find(selector).await.id,
                    };
                }
                _ => panic!("{command}: {error}"),
            }
        }
    }
}
