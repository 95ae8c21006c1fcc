//! `docs/rest-calls.sh` against the program itself: the calls of the original's clients, by curl.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "cli/program.rs"]
#[expect(dead_code, reason = "the tests of the program use all of it")]
mod program;

use std::{path::Path, process::Command};

use db::testing::TestDatabase;

use crate::program::{Server, on_database, run};

const PASSWORD: &str = "quatre tulipes sous la pluie";

// More than one thread: the connections of this process have to end while a program is waited for.
#[tokio::test(flavor = "multi_thread")]
async fn every_documented_call_works() {
    let database = TestDatabase::new().await;
    let mut command = on_database(database.url(), &["serve"]);
    command.env("ADMIN_EMAIL", "admin@example.com").env("ADMIN_PASSWORD", PASSWORD);
    let server = Server::start(command);
    let mut script = Command::new("bash");
    script.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rest-calls.sh")).arg(&server.url);
    script.env("PASSWORD", PASSWORD).env("NEW_PASSWORD", "huit vélos dans le couloir");
    let said = run(&mut script).ok();
    assert!(said.out.lines().filter(|line| line.starts_with("ok ")).count() >= 140, "{}", said.out);
    assert!(said.out.trim_end().ends_with(" 0 failed"), "{}", said.out);
    server.stop();
}
