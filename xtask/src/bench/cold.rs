//! From a clone to the first page: everything compiled from nothing, as a newcomer's machine does it.

use std::net::SocketAddr;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::load::{self, Request};
use super::report::Report;
use super::{Bench, product, server, usage};
use crate::{process, workspace};

/// How long it may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(40 * 60);

/// Clones the commit that is checked out, runs `cargo xtask run --demo` in the clone and waits for the first page.
///
/// # Errors
/// When the clone does not build or does not serve.
pub(crate) fn run(_bench: &Bench, report: &mut Report) -> Result<()> {
    let clone = product::scratch("cold")?;
    let mut git = std::process::Command::new("git");
    process::run(git.args(["clone", "--quiet", "--no-hardlinks"]).arg(workspace::root()).arg(&clone))?;
    let address = server::free_address()?;
    let begin = Instant::now();
    let mut command = workspace::cargo();
    command.args(["xtask", "run", "--demo", "--port", &address.port().to_string()]).current_dir(&clone);
    command.env_remove("CARGO_TARGET_DIR").env_remove("DATABASE_URL").stdin(Stdio::null()).stdout(Stdio::null());
    // Each step becomes the next one, so this process is the server in the end.
    let mut served = Served(command.spawn().context("cargo")?);
    wait_for_page(&mut served.0, address, begin)?;
    let elapsed = begin.elapsed();
    let cpu = usage::cpu_seconds_with_ended_children(served.0.id())?;
    drop(served);
    std::fs::remove_dir_all(&clone)?;
    let rows = [
        vec!["clone to first page".to_owned(), format!("{:.0} s", elapsed.as_secs_f64()), "≤ 360 s".to_owned()],
        vec!["CPU of all compilers and tools".to_owned(), format!("{cpu:.0} s"), String::new()],
    ];
    report.table("A newcomer's first run", &["", "measured", "target"], &rows);
    report.note("`cargo xtask run --demo` in a fresh clone: tool, web app, server and database. Crates may be in cargo's cache already.");
    Ok(())
}

fn wait_for_page(child: &mut Child, address: SocketAddr, begin: Instant) -> Result<()> {
    loop {
        if load::send(address, &Request::get("/", &[])).is_ok() {
            return Ok(());
        }
        if let Some(status) = child.try_wait()? {
            bail!("the first run ended ({status})");
        }
        if begin.elapsed() > PATIENCE {
            bail!("there was no page after {} s", PATIENCE.as_secs());
        }
        sleep(Duration::from_millis(200));
    }
}

/// The first run; dropped, it is stopped and waited for.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        if process::signal(self.0.id(), "TERM").is_err() {
            let _gone = self.0.kill();
        }
        let _ended = self.0.wait();
    }
}
