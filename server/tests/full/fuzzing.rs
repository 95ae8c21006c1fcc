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
/// Of those who are not let in, whatever they send.
const FEW_EXAMPLES: &str = "4";

/// What a failing run was made of can be made again.
const SEED: &str = "20261101";

#[tokio::test(flavor = "multi_thread")]
async fn rest_keeps_to_its_document() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    // The session that the others need would end.
    let arguments = ["--exclude-path-regex", "^/api/auth/(logout|refresh|password|change-password)"];
    fuzz("rest", &format!("{}/api/openapi.json", app.url), &manager, EXAMPLES, &arguments).await;
}

/// Accounts, teams and webhooks, which administrators alone may change.
#[tokio::test(flavor = "multi_thread")]
async fn rest_keeps_to_its_document_for_administrators() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    // A request may deactivate or demote the account that fuzzes: the rule of the last administrator must not stand in
    // its way, and somebody can look afterwards.
    let other = app.sign_in_as(UserRole::Admin).await;
    let arguments = [
        "--include-path-regex",
        "^/api/(users|teams|avatars|webhooks)(/|$)",
        "--exclude-path-regex",
        // A test calls whatever address was made up.
        "^/api/(users/profile/password|webhooks/.*/test)$",
    ];
    fuzz("rest-administrators", &format!("{}/api/openapi.json", app.url), &admin, EXAMPLES, &arguments).await;
    let lists = [admin.get("/api/users").await, other.get("/api/users").await];
    assert!(lists.iter().any(|answer| answer.status == 200), "an administrator is left: {lists:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn rest_keeps_to_its_document_for_strangers() {
    let app = TestApp::start().await;
    fuzz("rest-strangers", &format!("{}/api/openapi.json", app.url), &app.anonymous(), FEW_EXAMPLES, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn graphql_keeps_to_its_schema() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let arguments = ["--exclude-name-regex", "^Mutation\\.(logout|revokeOtherSessions|revokeSession|changePassword)$"];
    fuzz("graphql", &format!("{}/graphql", app.url), &manager, EXAMPLES, &arguments).await;
}

async fn fuzz(name: &str, address: &str, client: &Client, examples: &str, arguments: &[&str]) {
    // Schemathesis leaves notes in the working directory, and would begin with what they say.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("schemathesis").join(name);
    let _absent = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    // It would take the creation of users for a registration, and fail at it.
    fs::write(folder.join("schemathesis.toml"), "[auth]\nauto-signup = false\n").unwrap();
    let mut command = Command::new(tools::path("TEST_PYTHON_BIN").join("schemathesis"));
    command.current_dir(&folder).args(["run", address, "--seed", SEED, "--max-examples", examples]);
    command.args(["--continue-on-failure", "--warnings", "off"]);
    // A valid request may break a rule of the business: to refuse it is right then.
    let mut left_out = "positive_data_acceptance".to_owned();
    if !address.ends_with("/graphql") {
        // As the original: `DELETE` deactivates, and parameters that are empty or unknown count as absent.
        left_out.push_str(",use_after_free,negative_data_rejection");
    }
    command.env("NO_COLOR", "1").env("COLUMNS", "120");
    if address.ends_with("/graphql") {
        let hooks = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/full");
        // `errors_are_the_callers` in the hooks stands in for it.
        left_out.push_str(",not_a_server_error");
        command
            .env("PYTHONPATH", hooks)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("SCHEMATHESIS_HOOKS", "schemathesis_hooks");
    }
    command.args(["--exclude-checks", &left_out]);
    if let Some(token) = &client.token {
        command.arg("--header").arg(format!("Authorization: Bearer {token}"));
    }
    let output = tools::output(command.args(arguments)).await;
    let said = String::from_utf8_lossy(&output.stdout);
    let also = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "schemathesis found failures\n{said}\n{also}");
}
