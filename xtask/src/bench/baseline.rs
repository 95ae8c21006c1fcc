//! GraphQL beside the same SELECTs behind bare axum handlers (`db/examples/baseline.rs`), in pairs.

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::graphql::{NESTED, ONE, ask};
use super::load::{self, Request};
use super::report::Report;
use super::server::{Server, free_address};
use super::{Bench, pairs, product, usage};
use crate::{process, workspace};

/// Connections that ask at the same time.
const CONNECTIONS: usize = 16;

/// How long each measurement lasts.
const TIME: Duration = Duration::from_secs(3);

/// Pairs of each ratio.
const PAIRS: usize = 7;

/// Rates of GraphQL over those of the bare handlers, and the CPU of both.
///
/// # Errors
/// When a server does not start or answers with errors.
pub(crate) fn compare(bench: &Bench, report: &mut Report) -> Result<()> {
    let data = product::scratch("baseline")?;
    let server = Server::start(bench, &data, &["--demo"])?;
    let bare = Bare::start(bench, &data)?;
    let session = server.sign_in("admin@example.com")?;
    let graphql =
        |query: &str, variables| Request::graphql(&json!({ "query": query, "variables": variables }), &[&session]);
    let first = ask(&server, &graphql("{ institutions(first: 1) { nodes { id } } }", json!({})))?;
    let id = first.pointer("/data/institutions/nodes/0/id").and_then(|id| id.as_str()).context("no institution")?;
    let cases = [
        ("one institution by id", graphql(ONE, json!({ "id": id })), format!("/one/{id}"), "≥ 0.60"),
        ("50 with profile, contacts, open tasks", graphql(NESTED, json!({})), "/page".to_owned(), "≥ 0.80"),
    ];
    let mut rows = Vec::new();
    for (name, ours, path, target) in cases {
        let theirs = Request::get(&path, &[]);
        ask(&server, &ours)?;
        let answer = load::send(bare.address, &theirs)?;
        if answer.body.len() < 100 {
            bail!("the bare handler of {path} answers only {} bytes", answer.body.len());
        }
        let ratio = pairs::compare(
            PAIRS,
            || Ok(load::load(server.address, &ours, CONNECTIONS, TIME)?.rate()),
            || Ok(load::load(bare.address, &theirs, CONNECTIONS, TIME)?.rate()),
        )?;
        rows.push(vec![
            name.to_owned(),
            ratio.to_string(),
            target.to_owned(),
            cpu(server.address, server.pid(), &ours)?,
            cpu(bare.address, bare.child.id(), &theirs)?,
        ]);
    }
    let head = ["request", "GraphQL / bare handler (rate)", "target", "GraphQL CPU ms", "bare CPU ms"];
    report.table("Beside bare handlers", &head, &rows);
    report.note(&format!(
        "{CONNECTIONS} connections, {PAIRS} pairs of {} s each; the bare handlers run the same SELECTs without sign-in, rights, limits, logs or GraphQL.",
        TIME.as_secs()
    ));
    Ok(())
}

/// CPU of the process for one request, in milliseconds.
fn cpu(address: SocketAddr, pid: u32, request: &Request) -> Result<String> {
    let before = usage::cpu_seconds(pid)?;
    let outcome = load::load(address, request, CONNECTIONS, TIME)?;
    let used = usage::cpu_seconds(pid)? - before;
    Ok(format!("{:.3}", used * 1e3 / outcome.latencies.len().max(1) as f64))
}

/// The bare handlers; dropped, they are stopped.
struct Bare {
    child: Child,
    address: SocketAddr,
}

impl Bare {
    fn start(bench: &Bench, data: &std::path::Path) -> Result<Self> {
        let build = ["build", "--release", "-p", "db", "--example", "baseline"];
        process::run(workspace::cargo().args(build))?;
        let address = free_address()?;
        let mut command = Command::new(workspace::target().join("release/examples/baseline"));
        command.arg(data).arg(address.port().to_string()).env("PG_BIN_DIR", &bench.postgres).stdin(Stdio::null());
        let child = command.spawn().context("the bare handlers")?;
        let bare = Self { child, address };
        let begin = Instant::now();
        while load::send(bare.address, &Request::get("/health/ready", &[])).is_err() {
            if begin.elapsed() > Duration::from_secs(20) {
                bail!("the bare handlers were not ready after 20 s");
            }
            sleep(Duration::from_millis(10));
        }
        Ok(bare)
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _ended = self.child.wait();
    }
}
