//! `dev`: serve, and build and start again what a changed file concerns. The open page loads itself anew.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::progress::step;
use crate::{postgres, process, run, web, workspace};

/// How often files are looked at.
const INTERVAL: Duration = Duration::from_millis(400);

/// Folders and files that the web app is made of.
const WEB: [&str; 5] = ["web", "domain", "server/assets", "schema.graphql", "Cargo.toml"];

/// Folders and files that the server is made of.
const SERVER: [&str; 7] = ["server", "domain", "db", "digiforma", "documents", "migrations", "Cargo.toml"];

/// Serves until the person has enough.
///
/// # Errors
/// When the first build fails or the server cannot be started; later failures are shown and waited out.
pub(crate) fn dev(arguments: &[String]) -> Result<()> {
    run::require_compiler()?;
    let postgres = if run::has_database_url() { None } else { Some(postgres::ensure()?) };
    let mut web_files = times(&WEB);
    let mut server_files = times(&SERVER);
    web::build(web::Mode::Dev)?;
    let program = run::build_server("dev")?;
    let start = || -> Result<Child> {
        let mut command = run::server(&program, postgres.clone());
        command.arg("serve").args(arguments).spawn().context("the server")
    };
    let mut server = start()?;
    loop {
        sleep(INTERVAL);
        let web_now = times(&WEB);
        if web_now != web_files {
            web_files = web_now;
            show(&web::build(web::Mode::Dev));
        }
        let server_now = times(&SERVER);
        let changed = server_now != server_files;
        server_files = server_now;
        if changed && show(&run::build_server("dev").map(|_| ())) {
            stop(&mut server)?;
            server = start()?;
        } else if let Some(status) = server.try_wait()? {
            anyhow::bail!("the server ended ({status})");
        }
    }
}

fn show(result: &Result<()>) -> bool {
    if let Err(error) = result {
        step(format!("{error:#}; waiting for the next change"));
    }
    result.is_ok()
}

/// Asks the server to stop, so that it closes its database, and waits for it.
fn stop(server: &mut Child) -> Result<()> {
    step("server: restarting");
    process::signal(server.id(), "TERM")?;
    server.wait().context("the server")?;
    Ok(())
}

/// When each of these files, and of those in these folders, was changed last.
fn times(sources: &[&str]) -> HashMap<PathBuf, SystemTime> {
    let mut times = HashMap::new();
    for source in sources {
        let path = workspace::path(source);
        if let Ok(time) = fs::metadata(&path).and_then(|metadata| metadata.modified()) {
            if path.is_file() {
                times.insert(path, time);
            } else {
                collect(&path, &mut times);
            }
        }
    }
    times
}

fn collect(folder: &Path, times: &mut HashMap<PathBuf, SystemTime>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(metadata) = entry.metadata() else { continue };
        if metadata.is_dir() {
            let made = path.ends_with("web/dist") || path.ends_with("web/dist.new") || path.ends_with("web/dist.old");
            if !made && !path.ends_with("tests") {
                collect(&path, times);
            }
        } else if let Ok(time) = metadata.modified() {
            times.insert(path, time);
        }
    }
}
