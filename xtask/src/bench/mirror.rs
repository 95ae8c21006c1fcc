//! Digiforma's mirror beside a plain `COPY` (`db/examples/mirror_speed.rs`), in pairs.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::report::Report;
use super::{Bench, pairs};
use crate::{process, workspace};

/// Rows of each measurement.
const ROWS: usize = 100_000;

/// Pairs of the ratio.
const PAIRS: usize = 3;

/// Rows per second into the mirror and by `COPY`, and what a second reading writes.
///
/// # Errors
/// When the measurement fails.
pub(crate) fn measure(bench: &Bench, report: &mut Report) -> Result<()> {
    let build = ["build", "--release", "-p", "db", "--features", "testing"];
    process::run(workspace::cargo().args(build).args(["--example", "mirror_speed", "--example", "stop_cluster"]))?;
    let example = |name: &str| Command::new(workspace::target().join("release/examples").join(name));
    let mut command = example("mirror_speed");
    command.args([ROWS.to_string(), PAIRS.to_string()]).env("PG_BIN_DIR", &bench.postgres);
    let measured = process::output(&mut command);
    // The database of tests outlives whoever used it.
    process::output(&mut example("stop_cluster"))?;
    let measured: Value = serde_json::from_str(&measured?)?;
    let seconds = |name: &str| -> Result<Vec<f64>> {
        let values = measured[name].as_array().with_context(|| format!("no `{name}`"))?;
        Ok(values.iter().filter_map(Value::as_f64).collect())
    };
    let (copy, mirror) = (seconds("copy")?, seconds("mirror")?);
    let again = measured["again"].as_f64().context("no `again`")?;
    let ratio = pairs::summary(copy.iter().zip(&mirror).map(|(copy, mirror)| copy / mirror).collect());
    let rates = |seconds: &[f64]| {
        let least = seconds.iter().copied().fold(f64::INFINITY, f64::min);
        format!("{:.0} rows/s", ROWS as f64 / least)
    };
    let rows = [
        vec!["COPY into a table with the same indexes, the best".to_owned(), rates(&copy), String::new()],
        vec![format!("the mirror, {ROWS} new invoices, the best"), rates(&mirror), String::new()],
        vec!["mirror / COPY (rate)".to_owned(), ratio.to_string(), "≥ 0.50".to_owned()],
        vec!["the same invoices again".to_owned(), rates(&[again]), String::new()],
        vec!["rows that this writes".to_owned(), measured["writtenAgain"].to_string(), "0".to_owned()],
    ];
    report.table("Digiforma's mirror", &["", "measured", "target"], &rows);
    report.note(&format!(
        "{PAIRS} pairs, in batches as a reading writes them; what upstream takes to answer is not in it."
    ));
    Ok(())
}
