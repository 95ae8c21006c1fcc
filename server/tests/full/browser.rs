//! Chromium, led by ChromeDriver over the W3C WebDriver protocol.

use std::{future::Future, net::TcpListener, panic, process::Stdio, time::Duration};

use reqwest::Method;
use serde_json::{Value, json};
use tokio::{process::Command, time::sleep};

use crate::{element::Element, tools};

/// How long a page may take to show what is looked for.
const PATIENCE: Duration = Duration::from_secs(15);

/// How the browser is set up.
#[derive(Debug, Clone, Copy)]
pub struct Device {
    /// Width of the window in pixels.
    pub width: u32,
    /// Height of the window in pixels.
    pub height: u32,
    /// The device prefers dark pages.
    pub dark: bool,
    /// The device's language, such as `fr-FR`.
    pub language: &'static str,
}

impl Device {
    /// A desktop computer.
    pub const DESKTOP: Self = Self { width: 1440, height: 900, dark: false, language: "fr-FR" };
    /// A telephone.
    pub const PHONE: Self = Self { width: 390, height: 844, ..Self::DESKTOP };
}

/// A browser with one window. Clones lead the same one.
#[derive(Clone)]
pub struct Browser {
    http: reqwest::Client,
    session: String,
}

/// Runs a test in a browser of its own, which is closed whatever becomes of the test.
pub async fn in_browser<F>(device: Device, test: impl FnOnce(Browser) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut driver = Command::new(tools::path("TEST_CHROMEDRIVER"))
        .arg(format!("--port={port}"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("ChromeDriver cannot be started");
    let browser = Browser::open(&format!("http://127.0.0.1:{port}"), device).await;
    let outcome = tokio::spawn(test(browser.clone())).await;
    browser.close().await;
    driver.kill().await.unwrap();
    if let Err(error) = outcome {
        panic::resume_unwind(error.into_panic());
    }
}

impl Browser {
    async fn open(driver: &str, device: Device) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-gpu".to_owned(),
            "--hide-scrollbars".to_owned(),
            "--force-color-profile=srgb".to_owned(),
            format!("--window-size={},{}", device.width, device.height),
            format!("--lang={}", device.language),
        ];
        if device.dark {
            arguments.push("--force-dark-mode".to_owned());
        }
        let options = json!({
            "binary": tools::path("TEST_CHROMIUM"),
            "args": arguments,
            "prefs": { "intl.accept_languages": device.language },
        });
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "implicit": PATIENCE.as_millis(), "script": PATIENCE.as_millis() },
        } } });
        let address = format!("{driver}/session");
        let mut answer = request(&http, Method::POST, &address, &capabilities).await;
        for _ in 0..100 {
            // Until the driver listens.
            if !matches!(&answer, Err(error) if error.starts_with("cannot reach")) {
                break;
            }
            sleep(Duration::from_millis(100)).await;
            answer = request(&http, Method::POST, &address, &capabilities).await;
        }
        let session = answer.unwrap_or_else(|error| panic!("no browser: {error}"));
        let browser = Self { http, session: format!("{address}/{}", session["sessionId"].as_str().unwrap()) };
        // A window is never narrower than 500 pixels; the page's own measures are.
        browser.set_window(device.width, device.height).await;
        browser
    }

    async fn close(&self) {
        let _gone = request(&self.http, Method::DELETE, &self.session, &Value::Null).await;
    }

    /// Opens an address and waits until it is loaded.
    pub async fn open_page(&self, address: &str) {
        self.expect(Method::POST, "url", json!({ "url": address })).await;
    }

    /// The first element that a CSS selector finds, as soon as there is one.
    pub async fn find(&self, selector: &str) -> Element {
        let body = json!({ "using": "css selector", "value": selector });
        match self.call(Method::POST, "element", body).await {
            Ok(value) => Element::of(self, &value).found_by(selector, None),
            Err(error) => panic!("nothing on the page is `{selector}`: {error}\n{}", self.visible_text().await),
        }
    }

    /// All elements that a CSS selector finds now, none included.
    pub async fn find_all(&self, selector: &str) -> Vec<Element> {
        let script = "return [...document.querySelectorAll(arguments[0])]";
        let found = self.run(script, json!([selector])).await;
        found.as_array().into_iter().flatten().map(|value| Element::of(self, value)).collect()
    }

    /// The first element whose selector and visible text are these, as soon as there is one.
    pub async fn find_text(&self, selector: &str, text: &str) -> Element {
        let script = "return [...document.querySelectorAll(arguments[0])]
            .find((element) => element.innerText.includes(arguments[1]) && element.checkVisibility()) ?? null";
        let found = self.wait_for(script, json!([selector, text]), &format!("`{selector}` with “{text}”")).await;
        Element::of(self, &found).found_by(selector, Some(text))
    }

    /// Waits until a script returns something that is neither false nor null, and returns that.
    pub async fn wait_for(&self, script: &str, arguments: Value, what: &str) -> Value {
        let begin = std::time::Instant::now();
        loop {
            let found = self.run(script, arguments.clone()).await;
            if found != Value::Null && found != Value::Bool(false) {
                return found;
            }
            assert!(begin.elapsed() < PATIENCE, "the page does not come to {what}\n{}", self.visible_text().await);
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Runs a script in the page and returns its value.
    pub async fn run(&self, script: &str, arguments: Value) -> Value {
        self.expect(Method::POST, "execute/sync", json!({ "script": script, "args": arguments })).await
    }

    /// Everything that can be read on the page.
    pub async fn visible_text(&self) -> String {
        self.run("return document.body.innerText", json!([])).await.as_str().unwrap_or_default().to_owned()
    }

    /// What the page wrote to its console since the last call: errors of scripts, refusals of the security policy,
    /// requests that failed.
    pub async fn console_errors(&self) -> Vec<String> {
        let entries = self.expect(Method::POST, "se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        let is_error = |entry: &Value| entry["level"] == "SEVERE";
        entries.iter().filter(|entry| is_error(entry)).map(|entry| entry["message"].to_string()).collect()
    }

    /// Gives the page another window, as wide as a telephone's or a desk's.
    pub async fn set_window(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// What the device prefers from now on: dark pages or light ones, and no motion.
    pub async fn set_preferences(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Asks the browser itself, in the protocol of its developer tools.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.expect(Method::POST, "goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    async fn expect(&self, method: Method, path: &str, body: Value) -> Value {
        match self.call(method, path, body).await {
            Ok(value) => value,
            Err(error) => panic!("{path}: {error}"),
        }
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Value) -> Result<Value, String> {
        request(&self.http, method, &format!("{}/{path}", self.session), &body).await
    }
}

async fn request(http: &reqwest::Client, method: Method, address: &str, body: &Value) -> Result<Value, String> {
    let mut request = http.request(method.clone(), address);
    if method == Method::POST {
        request = request.json(body);
    }
    let response = request.send().await.map_err(|error| format!("cannot reach the driver: {error}"))?;
    let succeeded = response.status().is_success();
    let mut answer: Value = response.json().await.map_err(|error| format!("not the driver's language: {error}"))?;
    let value = answer["value"].take();
    if succeeded { Ok(value) } else { Err(value["message"].as_str().unwrap_or("unknown").to_owned()) }
}
