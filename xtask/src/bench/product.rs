//! The product as a whole: how big it is, how soon it is there, what it takes when nobody asks anything.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::Result;

use super::report::Report;
use super::server::Server;
use super::{Bench, usage};
use crate::{web, workspace};

/// Sizes: the program, and what a browser fetches for the first page.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn size(bench: &Bench, report: &mut Report) -> Result<()> {
    let mut rows = vec![vec![
        "target/release/medical-crm".to_owned(),
        megabytes(fs::metadata(&bench.program)?.len()),
        String::new(),
    ]];
    let assets = web::dist().join("assets");
    for folder in fs::read_dir(assets)?.flatten() {
        if folder.file_name().to_string_lossy().starts_with("vendor-") {
            continue;
        }
        for name in ["web_bg.wasm", "web.js", "app.css"] {
            let plain = fs::metadata(folder.path().join(name))?.len();
            let sent = fs::metadata(folder.path().join(format!("{name}.br"))).map_or(plain, |metadata| metadata.len());
            rows.push(vec![name.to_owned(), kilobytes(plain), kilobytes(sent)]);
        }
    }
    report.table("Size", &["file", "bytes", "as sent (brotli)"], &rows);
    Ok(())
}

/// Start-up and memory: first start, later starts, idle memory and CPU.
///
/// # Errors
/// When the server does not start.
pub(crate) fn start(bench: &Bench, report: &mut Report) -> Result<()> {
    let data = scratch("start")?;
    let mut rows = Vec::new();
    {
        let server = Server::start(bench, &data, &[])?;
        rows.push(vec!["first start (makes the database)".to_owned(), seconds(server.start_time), "≤ 5 s".to_owned()]);
    }
    let mut starts = Vec::new();
    for _ in 0..5 {
        starts.push(Server::start(bench, &data, &[])?.start_time);
    }
    starts.sort_unstable();
    let middle = starts.get(2).copied().unwrap_or_default();
    rows.push(vec!["next start (median of 5)".to_owned(), seconds(middle), "≤ 1 s".to_owned()]);
    let server = Server::start(bench, &data, &[])?;
    sleep(Duration::from_secs(5));
    let before = usage::cpu_seconds(server.pid())?;
    let before_all = usage::cpu_seconds_of_tree(server.pid())?;
    sleep(Duration::from_secs(10));
    let idle = (usage::cpu_seconds(server.pid())? - before) / 10.0;
    let idle_all = (usage::cpu_seconds_of_tree(server.pid())? - before_all) / 10.0;
    rows.push(vec![
        "idle memory of the server".to_owned(),
        megabytes(usage::resident_bytes(server.pid())?),
        "≤ 60 MB".to_owned(),
    ]);
    rows.push(vec!["idle CPU of the server".to_owned(), format!("{:.1} % of a core", idle * 100.0), String::new()]);
    rows.push(vec![
        "idle CPU with its PostgreSQL".to_owned(),
        format!("{:.1} % of a core", idle_all * 100.0),
        String::new(),
    ]);
    report.table("Start and rest", &["", "measured", "target"], &rows);
    Ok(())
}

/// An empty folder for a scenario's data.
///
/// # Errors
/// When it cannot be made.
pub(crate) fn scratch(name: &str) -> Result<std::path::PathBuf> {
    let folder = workspace::target().join("bench").join(name);
    if Path::new(&folder).exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}

/// For people, in millions of bytes.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1} kB", bytes as f64 / 1e3)
}
