//! Digiforma's mirror beside a plain `COPY` (`db/examples/mirror_speed.rs`), in pairs; and what memory a reading takes.

use std::fs::File;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::report::Report;
use super::server::{Stopped, free_address};
use super::{Bench, pairs, product, usage};
use crate::{process, run, workspace};

/// Rows of each measurement.
const ROWS: usize = 100_000;

/// Pairs of the ratio.
const PAIRS: usize = 3;

/// Rows of the accounts whose readings are compared.
const ACCOUNTS: [usize; 2] = [ROWS / 10, ROWS];

/// The token of those accounts.
const TOKEN: &str = "stand-in";

/// How much more memory the greater account's reading may take, in bytes for each row more: its id and where it hangs.
const FLAT: u64 = 200;

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
    let mut rows = vec![
        vec!["COPY into a table with the same indexes, the best".to_owned(), rates(&copy), String::new()],
        vec![format!("the mirror, {ROWS} new invoices, the best"), rates(&mirror), String::new()],
        vec!["mirror / COPY (rate)".to_owned(), ratio.to_string(), "≥ 0.50".to_owned()],
        vec!["the same invoices again".to_owned(), rates(&[again]), String::new()],
        vec!["rows that this writes".to_owned(), measured["writtenAgain"].to_string(), "0".to_owned()],
    ];
    let mut peaks = Vec::new();
    for account in ACCOUNTS {
        let peak = peak_of_reading(bench, account)?;
        let name = format!("most memory of `digiforma sync`, {account} rows");
        rows.push(vec![name, product::megabytes(peak), String::new()]);
        peaks.push(peak);
    }
    let grown = peaks.iter().max().zip(peaks.first()).map_or(0, |(most, first)| most - first);
    let grown = grown / (ACCOUNTS[1] - ACCOUNTS[0]) as u64;
    rows.push(vec!["a row more".to_owned(), format!("{grown} bytes"), format!("≤ {FLAT} bytes")]);
    report.table("Digiforma's mirror", &["", "measured", "target"], &rows);
    report.note(&format!(
        "{PAIRS} pairs, in batches as a reading writes them; what upstream takes to answer is not in it. Memory is that of a whole reading \
         over HTTP from `digiforma stand-in` into an empty database; of rows that were read, it keeps the ids."
    ));
    Ok(())
}

/// The most memory that reading an invented account of so many rows takes, in bytes.
fn peak_of_reading(bench: &Bench, rows: usize) -> Result<u64> {
    let data = product::scratch("reading")?;
    let port = free_address()?.port().to_string();
    let said = data.with_extension("said");
    let mut stand_in = run::server(&bench.program, None);
    stand_in.args(["digiforma", "stand-in", "--port", &port, "--rows", &rows.to_string()]);
    stand_in.env("DIGIFORMA_API_TOKEN", TOKEN);
    let mut stand_in = Stopped(stand_in.stdin(Stdio::null()).stdout(File::create(&said)?).spawn()?);
    // It says its address when it listens.
    let address = loop {
        if let Some(address) = std::fs::read_to_string(&said)?.lines().next() {
            break address.to_owned();
        }
        if let Some(status) = stand_in.0.try_wait()? {
            bail!("the stand-in ended before it listened ({status})");
        }
        sleep(Duration::from_millis(50));
    };
    let mut reading = run::server(&bench.program, Some(bench.postgres.clone()));
    reading.args(["digiforma", "sync", "--full", "--data-dir"]).arg(&data);
    reading.env_remove("DATABASE_URL").env("RUST_LOG", "warn");
    reading.env("DIGIFORMA_API_URL", address).env("DIGIFORMA_API_TOKEN", TOKEN);
    let mut reading = Stopped(reading.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?);
    let mut peak = 0;
    loop {
        // What has just ended has no memory any more.
        peak = usage::peak_bytes(reading.0.id()).unwrap_or(peak);
        if let Some(status) = reading.0.try_wait()? {
            if !status.success() {
                bail!("the reading of {rows} rows failed ({status})");
            }
            return Ok(peak);
        }
        sleep(Duration::from_millis(20));
    }
}
