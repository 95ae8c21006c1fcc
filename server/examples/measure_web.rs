//! What the web app costs in a browser, measured for `cargo xtask bench`.
//!
//! `measure_web ORIGIN EMAIL PASSWORD` signs in at a running server, opens the dashboard in Chromium with an empty cache,
//! the list of institutions with an empty cache and with a full one, leafs and filters, types and scrolls, and prints
//! what it measured as JSON. Times are taken by the page itself, from the click or the start of the navigation to the
//! frame that shows the result.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that goes wrong ends with a message")]

#[allow(dead_code, reason = "this program needs a part of what the tests need")]
#[path = "../tests/full/browser.rs"]
mod browser;
#[allow(dead_code, reason = "this program needs a part of what the tests need")]
#[path = "../tests/full/element.rs"]
mod element;
#[allow(dead_code, reason = "this program needs a part of what the tests need")]
#[path = "../tests/full/tools.rs"]
mod tools;

use std::{env, sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::{sync::Mutex, time::sleep};

use crate::browser::{Browser, Device, in_browser};

/// Navigations of each kind.
const TIMES: usize = 5;

/// Between two keys: a fast typist.
const KEY: Duration = Duration::from_millis(80);

/// How far the long table is scrolled, in pixels, and how fast, in pixels a second.
const SCROLL: (i64, i64) = (40_000, 12_000);

/// Runs in every page before its own scripts: notes long tasks, and when what is waited for is drawn.
const WATCH: &str = "
    window.measured = { tasks: [] };
    new PerformanceObserver((list) => measured.tasks.push(...list.getEntries().map((task) => task.duration)))
        .observe({ type: 'longtask', buffered: true });
    window.measure = (isThere) => {
        measured.shown = undefined;
        const look = () => {
            if (measured.shown !== undefined || !isThere()) return;
            watch.disconnect();
            measured.shown = null;
            // The frame after the next one begins when the next one is drawn.
            requestAnimationFrame(() => requestAnimationFrame((now) => { measured.shown = now; }));
        };
        const watch = new MutationObserver(look);
        watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        look();
    };
    window.rows = () => document.querySelectorAll('main tbody tr[role=row]');
    addEventListener('click', (event) => { measured.clicked = event.timeStamp; }, true);
    if (location.pathname === '/') measure(() => document.querySelector('#activity'));
    if (location.pathname === '/institutions') measure(() => rows().length > 0);
";

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [origin, email, password]: [String; 3] =
        arguments.try_into().expect("usage: measure_web ORIGIN EMAIL PASSWORD");
    let result = Arc::new(Mutex::new(Value::Null));
    let filled = result.clone();
    in_browser(Device::DESKTOP, move |browser| async move {
        sign_in(&browser, &origin, &email, &password).await;
        *filled.lock().await = measure(&browser, &origin).await;
    })
    .await;
    println!("{}", result.lock().await);
}

/// Begins a session. What the sign-in page leaves in the cache is cleared before anything is measured.
async fn sign_in(browser: &Browser, origin: &str, email: &str, password: &str) {
    browser.open_page(&format!("{origin}/login")).await;
    let script = "return fetch('/api/auth/login', {
        method: 'POST', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email: arguments[0], password: arguments[1] }) }).then((response) => response.status)";
    assert_eq!(browser.run(script, json!([email, password])).await, 200, "{email} cannot sign in");
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
}

async fn measure(browser: &Browser, origin: &str) -> Value {
    let list = format!("{origin}/institutions");
    let (mut dashboard, mut cold, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    let (mut first, mut by_address) = (Value::Null, Value::Null);
    for _ in 0..TIMES {
        browser.devtools("Network.clearBrowserCache", json!({})).await;
        browser.open_page(origin).await;
        dashboard.push(shown(browser).await);
        first = fetched(browser).await;
        browser.devtools("Network.clearBrowserCache", json!({})).await;
        browser.open_page(&list).await;
        cold.push(shown(browser).await);
        by_address = fetched(browser).await;
        browser.open_page(&list).await;
        warm.push(shown(browser).await);
    }
    let rows = browser.run("return rows().length", json!([])).await;
    json!({
        "rows": rows,
        "first": first,
        "byAddress": by_address,
        "dashboard": dashboard,
        "cold": cold,
        "warm": warm,
        "nextPage": next_pages(browser, &list).await,
        "filter": filters(browser, &list).await,
        "typing": typing(browser, &list).await,
        "scrolling": scrolling(browser, origin).await,
    })
}

/// Waits until what the page watches for is drawn; milliseconds since the navigation began.
async fn shown(browser: &Browser) -> f64 {
    let drawn = "return typeof measured.shown === 'number' ? measured.shown : null";
    browser.wait_for(drawn, json!([]), "rows").await.as_f64().unwrap()
}

/// What the browser had fetched when the page stood: addresses and bytes, as sent.
async fn fetched(browser: &Browser) -> Value {
    let script = "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter((entry) => entry.startTime <= measured.shown)
        .map((entry) => ({ path: new URL(entry.name).pathname, bytes: entry.encodedBodySize }))";
    browser.run(script, json!([])).await
}

/// Milliseconds from a click to the frame that shows other rows.
async fn click_to_rows(browser: &Browser, selector: &str) -> f64 {
    let watch = "const words = () => [...rows()].map((row) => row.textContent).join('|');
        const before = words();
        measure(() => rows().length > 0 && words() !== before)";
    browser.run(watch, json!([])).await;
    browser.find(selector).await.click().await;
    shown(browser).await - browser.run("return measured.clicked", json!([])).await.as_f64().unwrap()
}

async fn next_pages(browser: &Browser, list: &str) -> Vec<f64> {
    let mut times = Vec::new();
    browser.open_page(list).await;
    shown(browser).await;
    for _ in 0..TIMES {
        times.push(click_to_rows(browser, ".pager .push > :last-child").await);
        browser.open_page(list).await;
        shown(browser).await;
    }
    times
}

/// Adds a kind of establishment, with the filter's editor open.
async fn filters(browser: &Browser, list: &str) -> Vec<f64> {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        browser.open_page(&format!("{list}?type=medical_center")).await;
        shown(browser).await;
        browser.find(".filter-edit").await.click().await;
        times.push(click_to_rows(browser, ".filter-editor:popover-open input:not(:checked)").await);
    }
    times
}

/// The longest task while a name is typed into the search, in milliseconds; zero when none took 50.
async fn typing(browser: &Browser, list: &str) -> f64 {
    browser.open_page(list).await;
    shown(browser).await;
    let field = browser.find("[data-list-search]").await;
    field.click().await;
    browser.run("measured.tasks = []", json!([])).await;
    for key in "clinique saint".chars() {
        field.type_text(&key.to_string()).await;
        sleep(KEY).await;
    }
    longest_task(browser).await
}

/// The longest task while the longest table of the gallery is scrolled.
async fn scrolling(browser: &Browser, origin: &str) -> f64 {
    browser.open_page(&format!("{origin}/gallery")).await;
    let row = "[aria-labelledby=gallery-table] tbody tr";
    browser.find(row).await;
    browser.run("document.querySelector(arguments[0]).scrollIntoView()", json!([row])).await;
    sleep(Duration::from_millis(300)).await;
    browser.run("measured.tasks = []", json!([])).await;
    let (distance, speed) = SCROLL;
    let gesture = json!({ "x": 700, "y": 450, "yDistance": -distance, "speed": speed });
    browser.devtools("Input.synthesizeScrollGesture", gesture).await;
    longest_task(browser).await
}

async fn longest_task(browser: &Browser) -> f64 {
    // The observer is told after the task.
    sleep(Duration::from_millis(500)).await;
    browser.run("return Math.max(0, ...measured.tasks)", json!([])).await.as_f64().unwrap()
}
