//! docs/PERFORMANCE.md: which machine, which day, which commit, and the tables of the scenarios.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::progress::step;
use crate::{process, workspace};

const FILE: &str = "docs/PERFORMANCE.md";

const PREFACE: &str = "\
# Performance

Written by `cargo xtask bench`. Seconds and megabytes are of the machine below and say little about another; ratios are
of two programs measured in alternating pairs in one run: the median, and in brackets the least and the greatest.
";

/// The report as it grows.
#[derive(Default)]
pub(crate) struct Report {
    circumstances: String,
    /// `commit 1a2b3c4, 2026-12-01`
    origin: String,
    sections: String,
}

impl Report {
    /// An empty one of this machine, day and commit: writing it makes the checkout differ from the commit.
    ///
    /// # Errors
    /// When the day or the compiler cannot be told.
    pub(crate) fn begin() -> Result<Self> {
        let (date, commit) = (today()?, commit());
        let origin = format!("commit {commit}, {date}");
        Ok(Self { circumstances: circumstances(&date, &commit)?, origin, sections: String::new() })
    }

    /// Adds a section with a table.
    pub(crate) fn table(&mut self, title: &str, head: &[&str], rows: &[Vec<String>]) {
        let _infallible = writeln!(self.sections, "\n## {title}\n\n| {} |", head.join(" | "));
        let _infallible = writeln!(self.sections, "|{}", "---|".repeat(head.len()));
        for row in rows {
            let _infallible = writeln!(self.sections, "| {} |", row.join(" | "));
        }
    }

    /// Adds a paragraph to the last section.
    pub(crate) fn note(&mut self, text: &str) {
        let _infallible = writeln!(self.sections, "\n{text}");
    }

    /// The tables so far.
    #[cfg(test)]
    pub(crate) fn sections(&self) -> &str {
        &self.sections
    }

    /// The whole document.
    pub(crate) fn text(&self) -> String {
        format!("{PREFACE}\n{}{}", self.circumstances, self.sections)
    }

    /// Puts the tables so far in place of those that the document has of them; each says where it comes from.
    ///
    /// # Errors
    /// When the document cannot be read or written.
    pub(crate) fn renew(&self) -> Result<()> {
        let file = workspace::path(FILE);
        let old = fs::read_to_string(&file).context(FILE)?;
        fs::write(&file, renewed(&old, &self.sections, &self.origin)).context(FILE)?;
        step(format!("renewed: {FILE}"));
        Ok(())
    }

    /// Writes the document to its place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&self) -> Result<()> {
        fs::write(workspace::path(FILE), self.text()).context(FILE)?;
        step(format!("written: {FILE}"));
        Ok(())
    }
}

fn ask(program: &str, arguments: &[&str]) -> Result<String> {
    process::output(Command::new(program).current_dir(workspace::root()).args(arguments))
}

fn today() -> Result<String> {
    ask("date", &["-u", "+%F"])
}

fn commit() -> String {
    ask("git", &["describe", "--always", "--dirty"]).unwrap_or_else(|_| "unknown".to_owned())
}

fn circumstances(date: &str, commit: &str) -> Result<String> {
    let system = ask("uname", &["-srm"])?;
    let rust = ask("rustc", &["--version"])?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = line_of("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let memory = line_of("/proc/meminfo", "MemTotal").unwrap_or_else(|| "unknown".to_owned());
    Ok(format!(
        "| | |\n|---|---|\n| date | {date} |\n| commit | {commit} |\n| machine | {processor}, {cores} cores, {memory} memory |\n\
         | system | {system} |\n| compiler | {rust} |\n"
    ))
}

/// The document with these sections in place of its own of the same titles; one that it does not have comes last.
fn renewed(document: &str, sections: &str, origin: &str) -> String {
    let part = |text: &str| format!("{}\n", text.trim_end());
    let parts = |text: &str| -> Vec<String> { text.split("\n## ").map(part).collect() };
    let title = |part: &str| part.lines().next().unwrap_or_default().to_owned();
    let mut all = parts(document);
    for new in parts(sections).into_iter().skip(1) {
        let new = format!("{new}\nOf {origin}.\n");
        match all.iter_mut().skip(1).find(|old| title(old) == title(&new)) {
            Some(old) => *old = new,
            None => all.push(new),
        }
    }
    format!("{}\n", all.join("\n## ").trim_end())
}

/// The value of the first `name : value` line of a file.
fn line_of(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Report, renewed};

    #[test]
    fn a_section_is_renewed_in_its_place() {
        let document = "# P\n\n## A\n\n1\n\n## B\n\n2\n";
        let expected = "# P\n\n## A\n\n3\n\nOf commit x.\n\n## B\n\n2\n\n## C\n\n4\n\nOf commit x.\n";
        assert_eq!(renewed(document, "\n## A\n\n3\n\n## C\n\n4\n", "commit x"), expected);
    }

    #[test]
    fn tables_are_markdown() {
        let mut report = Report::default();
        report.table("Size", &["a", "b"], &[vec!["1".to_owned(), "2".to_owned()]]);
        report.note("A note.");
        assert_eq!(report.sections, "\n## Size\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nA note.\n");
    }
}
