//! Accessibility, as axe-core judges it: every rule that it has, on the page as it stands.

use std::{fs, sync::OnceLock};

use serde_json::json;

use crate::{browser::Browser, tools};

/// What axe-core finds wrong, a line for each rule: what, and where.
pub async fn violations(browser: &Browser) -> Vec<String> {
    if browser.run("return window.axe === undefined", json!([])).await == true {
        browser.run(axe(), json!([])).await;
    }
    let script = "return axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations.map(
        (rule) => `${rule.id}: ${rule.help}: ` + rule.nodes.map(
            (node) => `${node.target.join(' ')} (${(node.failureSummary ?? '').split('\\n').slice(1).join(' ').trim()})`).join('; ')))";
    let found = browser.run(script, json!([])).await;
    let found = found.as_array().expect("axe-core answers with a list");
    found.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
}

/// Fails when axe-core finds anything wrong; `name` tells the page.
pub async fn assert_accessible(browser: &Browser, name: &str) {
    assert_eq!(violations(browser).await, [""; 0], "{name}");
}

/// The program, from the packages of npm.
fn axe() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let file = tools::path("TEST_NODE_DIR").join("node_modules/axe-core/axe.min.js");
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    })
}
