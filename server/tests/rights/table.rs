//! The table of rights: one line for each question.

use std::{fmt::Write as _, fs, path::PathBuf};

use crate::company::CALLERS;

/// What each caller got on one question.
pub struct Line {
    /// `Query.institution`, `GET /api/institutions`.
    pub question: String,
    /// Whose row it is about.
    pub on: &'static str,
    /// The right that is needed.
    pub permission: &'static str,
    /// The answers, in the order of [`CALLERS`].
    pub answers: Vec<String>,
}

/// Fails unless the lines are those of `rights.golden`.
pub fn compare(lines: &[Line]) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rights.golden");
    let table = render(lines);
    let kept = fs::read_to_string(&file).unwrap_or_default();
    if kept == table {
        return;
    }
    if std::env::var("UPDATE_GOLDEN").is_ok_and(|update| update == "1") {
        return fs::write(&file, table).unwrap();
    }
    let mut difference = String::new();
    for line in kept.lines().filter(|line| !table.contains(line)) {
        writeln!(difference, "- {line}").unwrap();
    }
    for line in table.lines().filter(|line| !kept.contains(line)) {
        writeln!(difference, "+ {line}").unwrap();
    }
    panic!(
        "the rights are not those of server/tests/rights.golden:\n{difference}\
         If this is meant, `UPDATE_GOLDEN=1 cargo xtask test --fast everybody_gets_what_the_table_says` rewrites the table."
    );
}

fn render(lines: &[Line]) -> String {
    let mut rows = vec![
        ["question", "on", "permission"]
            .into_iter()
            .chain(CALLERS.map(|(name, _)| name))
            .map(str::to_owned)
            .collect::<Vec<_>>(),
    ];
    for line in lines {
        let first = [line.question.clone(), line.on.to_owned(), line.permission.to_owned()];
        rows.push(first.into_iter().chain(line.answers.iter().cloned()).collect());
    }
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let mut text = String::from(
        "# What each role gets, really asked. Written by the test `rights`; UPDATE_GOLDEN=1 writes it anew.\n\
         # on: the row is of the caller (own), of the caller's team (team) or of somebody else (others); `-`: no row.\n\
         # ok:team+others is a list that shows the team's rows and those of others.\n\
         # token:task is an administrator's API token that reads and writes tasks alone.\n\
         # Fields of objects (`Team.members`): row, null; rows, none (of a list); true, false, value; `-`: the caller does not\n\
         # come to the object.\n\n",
    );
    for row in &rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        writeln!(text, "{}", cells.join("  ").trim_end()).unwrap();
    }
    text
}

/// `ok` or `200`, and of a list which kinds of rows are in it.
pub fn with_rows(outcome: &str, seen: &[&str]) -> String {
    if seen.is_empty() { format!("{outcome}:none") } else { format!("{outcome}:{}", seen.join("+")) }
}
