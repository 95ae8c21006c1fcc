//! Invoices as others check them: the schema of Factur-X, the rules of EN 16931 and those of France, and a reader of PDF.
//!
//! They belong to the feature `full-tests`; `cargo xtask test` installs the programs.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

use std::{fs, path::PathBuf, process::Command};

use documents::{Kind, RenderRequest, render, sample};

/// The path in a variable that `cargo xtask test` sets.
fn program(variable: &str) -> PathBuf {
    match std::env::var_os(variable) {
        Some(path) => PathBuf::from(path),
        None => panic!("{variable} is not set: run this test by `cargo xtask test`, which prepares what it needs"),
    }
}

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _absent = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a program and returns what it said, if it was content.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{:?}: {error}", command.get_program()));
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{:?} {}\n{said}", command.get_program(), output.status);
    said
}

#[test]
fn every_invoice_keeps_the_rules_of_factur_x_and_of_france() {
    let folder = folder("factur-x");
    let mut files = Vec::new();
    for (name, document) in support::cases() {
        let file = folder.join(format!("{name}.pdf"));
        let pdf = render(&RenderRequest::new(document)).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        fs::write(&file, pdf).unwrap();
        files.push(file);
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/full/validate.py");
    let mut python = Command::new(program("TEST_PYTHON_BIN").join("python"));
    let said = run(python.env("PYTHONDONTWRITEBYTECODE", "1").arg(script).args(&files));
    assert_eq!(said.matches(": valid").count(), files.len(), "{said}");
}

#[test]
fn every_document_is_sound_to_qpdf() {
    let folder = folder("qpdf");
    let invoices = support::cases().into_iter().map(|(name, document)| (name.to_owned(), document));
    let samples = Kind::ALL.into_iter().map(|kind| (format!("sample-{}", kind.name()), sample(kind)));
    for (name, document) in invoices.chain(samples) {
        let file = folder.join(format!("{name}.pdf"));
        fs::write(&file, render(&RenderRequest::new(document)).unwrap()).unwrap();
        let said = run(Command::new(program("TEST_QPDF")).arg("--check").arg(&file));
        assert!(said.contains("No syntax or stream encoding errors found"), "{name}: {said}");
    }
}
