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
    sections: String,
}

impl Report {
    /// An empty one of this machine, day and commit: writing it makes the checkout differ from the commit.
    ///
    /// # Errors
    /// When the day or the compiler cannot be told.
    pub(crate) fn begin() -> Result<Self> {
        Ok(Self { circumstances: circumstances()?, sections: String::new() })
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

fn circumstances() -> Result<String> {
    let ask = |program: &str, arguments: &[&str]| {
        process::output(Command::new(program).current_dir(workspace::root()).args(arguments))
    };
    let date = ask("date", &["-u", "+%F"])?;
    let commit = ask("git", &["describe", "--always", "--dirty"]).unwrap_or_else(|_| "unknown".to_owned());
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

/// The value of the first `name : value` line of a file.
fn line_of(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    fn tables_are_markdown() {
        let mut report = Report::default();
        report.table("Size", &["a", "b"], &[vec!["1".to_owned(), "2".to_owned()]]);
        report.note("A note.");
        assert_eq!(report.sections, "\n## Size\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nA note.\n");
    }
}
