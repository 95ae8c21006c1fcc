//! The audits of the GraphQL-over-HTTP specification, as its reference implementation (npm `graphql-http`) has them.

use domain::UserRole;
use serde_json::Value;
use tokio::process::Command;

use crate::{common::TestApp, tools};

/// Audits of graphql-http 1.23.
const AUDITS: usize = 61;

const SCRIPT: &str = r#"
const { createRequire } = require("node:module");
const { serverAudits } = createRequire(process.argv[1] + "/")("graphql-http");
const [, , url, token] = process.argv;
const asUser = (input, init = {}) =>
  fetch(input, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
(async () => {
  const results = [];
  for (const audit of serverAudits({ url, fetchFn: asUser })) {
    const { status, reason } = await audit.fn();
    results.push({ id: audit.id, name: audit.name, status, reason: reason && String(reason) });
  }
  console.log(JSON.stringify(results));
})();
"#;

#[tokio::test(flavor = "multi_thread")]
async fn all_audits_pass() {
    let app = TestApp::start().await;
    let client = app.sign_in_as(UserRole::Admin).await;
    let mut node = Command::new("node");
    node.args(["--eval", SCRIPT]).arg(tools::path("TEST_NODE_DIR"));
    node.arg(format!("{}/graphql", app.url)).arg(client.token.unwrap());
    let output = tools::output(&mut node).await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let results: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let failed: Vec<&Value> = results.iter().filter(|result| result["status"] != "ok").collect();
    assert!(failed.is_empty(), "{} of {} audits fail: {failed:#?}", failed.len(), results.len());
    assert_eq!(results.len(), AUDITS);
}
