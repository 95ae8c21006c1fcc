//! `schema`, `openapi`, `migrate`.

use std::process::Stdio;

use db::testing::TestDatabase;
use serde_json::Value;

use crate::program::{on_database, program, run};

#[test]
fn the_interfaces_are_printed_the_same_each_time() {
    let schema = run(&mut program(&["schema"])).ok().out;
    assert!(schema.contains("type Query") && schema.ends_with('\n'));
    assert_eq!(run(&mut program(&["schema"])).ok().out, schema);
    let openapi = run(&mut program(&["openapi"])).ok().out;
    let document: Value = serde_json::from_str(&openapi).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(run(&mut program(&["openapi"])).ok().out, openapi);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = program(&["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

// More than one thread: the connections of this process have to end while a program is waited for.
#[tokio::test(flavor = "multi_thread")]
async fn migrations_are_listed_and_applied() {
    let database = TestDatabase::new().await;
    let status = run(&mut on_database(database.url(), &["migrate", "--status"])).ok().out;
    assert!(status.lines().count() > 5 && status.lines().all(|line| line.starts_with("applied ")), "{status}");
    db::migrate::revert_all(database.url()).await.unwrap();
    let status = run(&mut on_database(database.url(), &["migrate", "--status"])).ok().out;
    assert!(status.lines().all(|line| line.starts_with("pending ")), "{status}");
    let applied = run(&mut on_database(database.url(), &["migrate"])).ok().out;
    assert_eq!(applied.lines().count(), status.lines().count());
    assert_eq!(run(&mut on_database(database.url(), &["migrate"])).ok().out, "The database is up to date.\n");
}
