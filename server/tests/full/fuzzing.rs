//! Requests that nobody thought of: schemathesis reads the REST document and the GraphQL schema, makes valid and invalid
//! requests of them, and checks each answer against the document. No 5xx, no answer that the document does not describe.

use std::{fs, path::PathBuf};

use domain::UserRole;
use tokio::process::Command;

use crate::{
    common::{Client, TestApp},
    tools,
};

/// Requests per operation and phase. More find little more, and cost minutes.
const EXAMPLES: &str = "25";

/// What a failing run was made of can be made again.
const SEED: &str = "20261101";

#[tokio::test(flavor = "multi_thread")]
async fn rest_keeps_to_its_document() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    // The session that the others need would end.
    let arguments = ["--exclude-path-regex", "^/api/auth/(logout|refresh|password|change-password)"];
    fuzz("rest", &format!("{}/api/openapi.json", app.url), &manager, &arguments).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rest_keeps_to_its_document_for_strangers() {
    let app = TestApp::start().await;
    fuzz("rest-strangers", &format!("{}/api/openapi.json", app.url), &app.anonymous(), &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn graphql_keeps_to_its_schema() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let arguments = ["--exclude-name-regex", "^Mutation\\.(logout|revokeOtherSessions|revokeSession|changePassword)$"];
    fuzz("graphql", &format!("{}/graphql", app.url), &manager, &arguments).await;
}

async fn fuzz(name: &str, address: &str, client: &Client, arguments: &[&str]) {
    // Schemathesis leaves its notes in the working directory.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("schemathesis").join(name);
    fs::create_dir_all(&folder).unwrap();
    let mut command = Command::new(tools::path("TEST_PYTHON_BIN").join("schemathesis"));
    command.current_dir(&folder).args(["run", address, "--workers", "2", "--seed", SEED, "--max-examples", EXAMPLES]);
    command.args(["--continue-on-failure", "--warnings", "off"]);
    // A valid request may still break a rule of the business: the answer 4xx is right then.
    command.args(["--exclude-checks", "positive_data_acceptance"]);
    if let Some(token) = &client.token {
        command.arg("--header").arg(format!("Authorization: Bearer {token}"));
    }
    let output = tools::output(command.args(arguments)).await;
    let said = String::from_utf8_lossy(&output.stdout);
    let also = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "schemathesis found failures\n{said}\n{also}");
}
