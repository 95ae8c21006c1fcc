//! The web app in Chromium (`server/examples/measure_web.rs`): what it fetches, how soon it shows rows, whether it
//! ever keeps the reader waiting.

use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use super::report::Report;
use super::server::{DEMO_PASSWORD, Server};
use super::{Bench, product};
use crate::{full_tests, process, test, workspace};

/// What the app may weigh as it is sent (brotli) before its first page stands; the font is not counted.
const FIRST_LOAD: &str = "≤ 250 kB";

/// Until a list of 50 rows stands after a click.
const LIST: &str = "≤ 150 ms";

/// Measures against a release build with the demo company.
///
/// # Errors
/// When there is no browser, or the app does not show what is looked for.
pub(crate) fn measure(bench: &Bench, report: &mut Report) -> Result<()> {
    let browser = full_tests::browser()?;
    // As the tests are compiled, so that their library serves.
    let example = ["build", "--workspace", "--example", "measure_web", "--features", test::FEATURES];
    process::run(workspace::cargo().args(example))?;
    let data = product::scratch("web")?;
    let server = Server::start(bench, &data, &["--demo"])?;
    let mut program = Command::new(workspace::target().join("debug/examples/measure_web"));
    program.arg(format!("http://{}", server.address)).args(["admin@example.com", DEMO_PASSWORD]);
    program.envs(browser).stdin(Stdio::null());
    let said = process::output(&mut program)?;
    let measured: Value = serde_json::from_str(&said).context("measure_web")?;
    files(&measured, report)?;
    times(&measured, report)
}

/// What a browser with an empty cache fetches for the first page after sign-in, the dashboard. A list by its own
/// address is fetched at once with what it shares with pages before it: that has no target, and is told beside it.
fn files(measured: &Value, report: &mut Report) -> Result<()> {
    let files = measured["first"].as_array().context("no files")?;
    let mut rows = Vec::new();
    let mut sum = 0;
    for file in files {
        let bytes = file["bytes"].as_u64().context("no bytes")?;
        let path = file["path"].as_str().unwrap_or_default();
        sum += bytes;
        // Names of folders carry hashes of contents.
        let name = if is_asset(path) { path.rsplit('/').next().unwrap_or(path) } else { path };
        rows.push((bytes, name.to_owned()));
    }
    rows.sort_unstable_by(|a, b| b.cmp(a));
    let requests = rows.len();
    let mut rows: Vec<Vec<String>> =
        rows.into_iter().map(|(bytes, name)| vec![name, kilobytes(bytes), String::new()]).collect();
    for (name, bytes, target) in [
        (format!("all {requests} requests"), sum, ""),
        ("the app without its font".to_owned(), app(measured, "first")?, FIRST_LOAD),
        ("the same of the list of institutions by its address".to_owned(), app(measured, "byAddress")?, ""),
    ] {
        rows.push(vec![format!("**{name}**"), format!("**{}**", kilobytes(bytes)), target.to_owned()]);
    }
    report.table("First page after sign-in, empty cache", &["fetched", "as sent", "target"], &rows);
    Ok(())
}

/// Bytes of the app itself, without its font, in a list of what was fetched.
fn app(measured: &Value, list: &str) -> Result<u64> {
    let files = measured[list].as_array().with_context(|| format!("no {list}"))?;
    let is_app = |path: &str| is_asset(path) && !path.ends_with(".woff2");
    Ok(files
        .iter()
        .filter(|file| file["path"].as_str().is_some_and(is_app))
        .filter_map(|file| file["bytes"].as_u64())
        .sum())
}

fn is_asset(path: &str) -> bool {
    path.starts_with("/assets/")
}

fn times(measured: &Value, report: &mut Report) -> Result<()> {
    let mut rows = Vec::new();
    for (name, key, target) in [
        ("navigation to the dashboard, empty cache", "dashboard", ""),
        ("navigation to rows, empty cache", "cold", ""),
        ("navigation to rows, full cache", "warm", ""),
        ("click on the next page to its rows", "nextPage", LIST),
        ("click on a filter's value to its rows", "filter", LIST),
    ] {
        let times = measured[key].as_array().with_context(|| format!("no {key}"))?;
        let mut times: Vec<f64> = times.iter().filter_map(Value::as_f64).collect();
        times.sort_unstable_by(f64::total_cmp);
        let middle = times.get(times.len() / 2).context("nothing measured")?;
        let (least, most) = (times.first().unwrap_or(middle), times.last().unwrap_or(middle));
        let said = format!("{middle:.0} ms [{least:.0}, {most:.0}]");
        rows.push(vec![name.to_owned(), said, target.to_owned()]);
    }
    for (name, key) in [
        ("longest task while typing in the search", "typing"),
        ("longest task while scrolling 10 000 rows", "scrolling"),
    ] {
        let longest = measured[key].as_f64().with_context(|| format!("no {key}"))?;
        let said = if longest == 0.0 { "under 50 ms".to_owned() } else { format!("{longest:.0} ms") };
        rows.push(vec![name.to_owned(), said, String::new()]);
    }
    report.table("The web app in Chromium", &["", "median [least, greatest]", "target"], &rows);
    report.note(&format!(
        "The list shows {} institutions a page. Times end with the frame that shows the rows; browser and server share the machine.",
        measured["rows"]
    ));
    Ok(())
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1} kB", bytes as f64 / 1e3)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Report, files, times};

    #[test]
    fn what_was_measured_becomes_tables() {
        let measured = json!({
            "rows": 50,
            "first": [{ "path": "/institutions", "bytes": 1500 }, { "path": "/assets/0a1b/web_bg.wasm", "bytes": 250_000 },
                { "path": "/assets/0a1b/text.woff2", "bytes": 30_000 }],
            "byAddress": [{ "path": "/assets/0a1b/web_bg.wasm", "bytes": 300_000 }, { "path": "/graphql", "bytes": 900 }],
            "dashboard": [310.0], "cold": [300.0, 200.0, 250.0], "warm": [100.0], "nextPage": [40.0], "filter": [50.0],
            "typing": 0.0, "scrolling": 61.2,
        });
        let mut report = Report::default();
        files(&measured, &mut report).unwrap();
        times(&measured, &mut report).unwrap();
        let text = report.sections();
        for line in [
            "| web_bg.wasm | 250.0 kB |  |\n| text.woff2 | 30.0 kB |  |\n| /institutions | 1.5 kB |  |",
            "| **all 3 requests** | **281.5 kB** |  |\n| **the app without its font** | **250.0 kB** | ≤ 250 kB |",
            "| **the same of the list of institutions by its address** | **300.0 kB** |  |",
            "| navigation to the dashboard, empty cache | 310 ms [310, 310] |  |",
            "| navigation to rows, empty cache | 250 ms [200, 300] |  |",
            "| click on the next page to its rows | 40 ms [40, 40] | ≤ 150 ms |",
            "| longest task while typing in the search | under 50 ms |  |",
            "| longest task while scrolling 10 000 rows | 61 ms |  |",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }
}
