//! The checked-in documents of the two interfaces are what the program says.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use server::api;

#[test]
fn the_graphql_schema_is_checked_in() {
    compare("schema.graphql", "schema", api::schema());
}

#[test]
fn the_rest_document_is_checked_in() {
    compare("openapi.json", "openapi", api::openapi());
}

fn compare(file: &str, command: &str, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let (kept, printed) = (kept.trim_end(), printed.trim_end());
    if kept == printed {
        return;
    }
    if std::env::var("UPDATE_GOLDEN").is_ok_and(|update| update == "1") {
        return fs::write(path, format!("{printed}\n")).unwrap();
    }
    let differ = kept.lines().zip(printed.lines()).position(|(one, other)| one != other);
    let line = differ.unwrap_or_else(|| kept.lines().count().min(printed.lines().count()));
    panic!(
        "{file} is not what `medical-crm {command}` prints; they differ from line {} on:\n  kept:    {}\n  printed: {}\n\
         Clients rely on this document. If the change is meant, `cargo xtask snapshots` rewrites the file.",
        line + 1,
        kept.lines().nth(line).unwrap_or("(end)"),
        printed.lines().nth(line).unwrap_or("(end)"),
    );
}
