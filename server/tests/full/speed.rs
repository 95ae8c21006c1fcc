//! How long people wait: figures for docs/decisions/web-weight.md, printed and not judged, since machines differ. What
//! is judged is what was waited for.
//!
//! `cargo xtask test speed` shows them with `--nocapture` (nextest: `--no-capture`).

use serde_json::{Value, json};

use crate::{
    browser::{Browser, Device, in_browser},
    common::TestApp,
    journeys::{demo, errors, sign_in},
};

/// Follows a link and resolves with the milliseconds until this many rows are painted.
const CLICK: &str = "const [link, rows] = arguments;
    return new Promise((resolve) => {
        const begin = performance.now();
        const look = () => {
            if (document.querySelectorAll('main tbody tr[data-row]').length < rows) return false;
            observer.disconnect();
            // Painted: a task after the frame that follows.
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
            return true;
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true });
        document.querySelector(link).click();
    })";

/// Types into the search field and resolves with the longest time that one key took, the long tasks of the page
/// meanwhile, and the milliseconds from the last key to the painted answer.
const TYPE: &str = "const [text, expected] = arguments;
    const field = document.querySelector('[data-list-search]');
    const long = [];
    new PerformanceObserver((list) => list.getEntries().forEach((task) => long.push(Math.round(task.duration))))
        .observe({ entryTypes: ['longtask'] });
    return new Promise(async (resolve) => {
        let slowest = 0;
        for (const letter of text) {
            const begin = performance.now();
            field.value += letter;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            slowest = Math.max(slowest, performance.now() - begin);
            await new Promise((next) => setTimeout(next, 60));
        }
        const last = performance.now();
        const look = () => {
            const rows = [...document.querySelectorAll('main tbody tr[data-row]')];
            if (rows.length > 0 && rows.every((row) => row.innerText.toLowerCase().includes(expected)))
                requestAnimationFrame(() => setTimeout(() => resolve([slowest, long, performance.now() - last])));
            else setTimeout(look, 5);
        };
        look();
    })";

/// Rows of a page, as `web/src/ui/pager.rs` has it.
const PAGE: u32 = 50;

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

async fn at_the_profile(browser: &Browser, app: &TestApp) {
    browser.open_page(&format!("{}/profile", app.url)).await;
    sign_in(browser, "manager@example.com").await;
    browser.find("main h1").await;
    // Until the other areas are fetched ahead.
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn speed_of_the_list_after_a_click() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        at_the_profile(&browser, &app).await;
        let mut times = Vec::new();
        for _ in 0..9 {
            let time = browser.run(CLICK, json!(["nav a[href='/institutions']", PAGE])).await;
            times.push(time.as_f64().expect("the list appears"));
            browser.run("document.querySelector(\"nav a[href='/profile']\").click()", json!([])).await;
            browser.wait_for("return document.querySelector('main tbody tr') === null", json!([]), "the profile").await;
        }
        let first = times[0];
        println!("speed: list of institutions after a click, ms: first {first:.0}, median {:.0}", median(times));
        let script = "return performance.getEntriesByType('resource')
            .filter((entry) => entry.name.endsWith('.wasm') || entry.name.includes('/graphql'))
            .map((entry) => `${entry.name.split('/').pop()} ${Math.round(entry.startTime)}+${Math.round(entry.duration)}`)";
        println!("speed: requests, start+duration in ms: {}", browser.run(script, json!([])).await);
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn speed_of_typing_into_the_search() {
    let app = demo().await;
    in_browser(Device::DESKTOP, |browser| async move {
        browser.open_page(&format!("{}/institutions", app.url)).await;
        sign_in(&browser, "manager@example.com").await;
        browser.wait_for("return document.querySelectorAll('main tbody tr').length > 3", json!([]), "rows").await;
        let found = browser.run(TYPE, json!(["clinique", "clinique"])).await;
        let (Some(slowest), Value::Array(long), Some(answer)) = (found[0].as_f64(), &found[1], found[2].as_f64())
        else {
            panic!("the search does not end: {found}");
        };
        println!(
            "speed: slowest key {slowest:.1} ms, tasks over 50 ms {long:?}, answer {answer:.0} ms after the last key"
        );
        // The answer to the last text stands, not one that was overtaken.
        let typed = "return [document.querySelector('[data-list-search]').value, location.search]";
        assert_eq!(browser.run(typed, json!([])).await, json!(["clinique", "?q=clinique"]));
        assert_eq!(errors(&browser).await, [""; 0]);
    })
    .await;
}
