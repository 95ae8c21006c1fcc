//! What GraphQL requests cost the server, and how many of them it answers in a second.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::billing::{against_original, statements_of};
use super::load::{self, Request};
use super::report::Report;
use super::server::Server;
use super::{Bench, pairs, product, usage};

/// Connections that ask at the same time.
const CONNECTIONS: usize = 16;

/// How long each measurement lasts.
const TIME: Duration = Duration::from_secs(3);

/// Pairs of each ratio.
const PAIRS: usize = 5;

/// What the original's server takes of its CPU for a page of 50 institutions.
const ORIGINAL_CPU_MS: f64 = 25.0;

pub(super) const ONE: &str =
    "query ($id: ID!) { institution(id: $id) { id name type address { city zipCode } commercialStatus } }";

/// The document that is set beside the original.
const OF_PAGE: &str = "50 institutions with profile";

const PAGE: &str = "{ institutions(first: 50) { nodes { id name type address { street city zipCode } commercialStatus
    medicalProfile { bedCapacity surgicalRooms specialties complianceStatus } } } }";

pub(super) const NESTED: &str = "{ institutions(first: 50) { nodes { id name type address { street city zipCode } commercialStatus
    medicalProfile { bedCapacity surgicalRooms specialties complianceStatus }
    contacts(first: 10) { nodes { id fullName email phone title isPrimary } }
    tasks(first: 10, filter: { status: { in: [TODO, IN_PROGRESS] } }) { nodes { id title priority status dueDate } } } } }";

/// Rates, times and CPU of some documents over the demo company, and their rates beside a request without any query.
///
/// # Errors
/// When the server does not start or answers with errors.
pub(crate) fn requests(bench: &Bench, report: &mut Report) -> Result<()> {
    let server = Server::start(bench, &product::scratch("graphql")?, &["--demo"])?;
    let session = server.sign_in("admin@example.com")?;
    server.rest()?;
    let request = |query: &str, variables: Value| {
        Request::graphql(&json!({ "query": query, "variables": variables }), &[&session])
    };
    let first = ask(&server, &request("{ institutions(first: 1) { nodes { id } } }", json!({})))?;
    let id = first.pointer("/data/institutions/nodes/0/id").context("the demo company has no institution")?.clone();
    let documents = [
        ("who am I", request("{ me { id } }", json!({}))),
        ("one institution by id", request(ONE, json!({ "id": id }))),
        (OF_PAGE, request(PAGE, json!({}))),
        ("the same with contacts and open tasks", request(NESTED, json!({}))),
    ];
    let idle = Request::get("/health/live", &[]);
    let rate = |request: &Request| Ok(load::load(server.address, request, CONNECTIONS, TIME)?.rate());
    let mut rows = Vec::new();
    let mut beside = Vec::new();
    for (name, request) in &documents {
        // The first request may fill caches; what it costs is counted afterwards.
        ask(&server, request)?;
        let statements = statements_of(&server, request)?;
        let (cpu, cost) = cost(&server, request)?;
        let ratio = pairs::compare(PAIRS, || rate(request), || rate(&idle))?;
        rows.push([vec![(*name).to_owned(), statements.to_string()], cost, vec![ratio.to_string()]].concat());
        if *name == OF_PAGE {
            let name = format!("{name}: server CPU");
            beside.push(vec![name, against_original(cpu, ORIGINAL_CPU_MS), "≤ 1/20".to_owned()]);
        }
    }
    let head = [
        "document",
        "SQL statements",
        "per second",
        "p50 ms",
        "p99 ms",
        "server CPU ms",
        "with PostgreSQL",
        "kB",
        "rate / rate of /health/live",
    ];
    report.table("GraphQL", &head, &rows);
    report.note(&format!("{CONNECTIONS} connections, the load generator on the same machine; CPU is per request."));
    report.table("GraphQL beside the original", &["", "measured", "target"], &beside);
    Ok(())
}

/// The columns that one load gives, and before them the milliseconds of the server's CPU for a request.
fn cost(server: &Server, request: &Request) -> Result<(f64, Vec<String>)> {
    let cpu = || Ok::<_, anyhow::Error>((usage::cpu_seconds(server.pid())?, usage::cpu_seconds_of_tree(server.pid())?));
    let (server_before, all_before) = cpu()?;
    let outcome = load::load(server.address, request, CONNECTIONS, TIME)?;
    let (server_after, all_after) = cpu()?;
    let requests = outcome.latencies.len().max(1) as f64;
    let milliseconds = |share| outcome.percentile(share).as_secs_f64() * 1e3;
    let cpu = (server_after - server_before) * 1e3 / requests;
    let columns = vec![
        format!("{:.0}", outcome.rate()),
        format!("{:.2}", milliseconds(0.5)),
        format!("{:.2}", milliseconds(0.99)),
        format!("{cpu:.3}"),
        format!("{:.3}", (all_after - all_before) * 1e3 / requests),
        format!("{:.1}", outcome.bytes as f64 / requests / 1e3),
    ];
    Ok((cpu, columns))
}

/// Sends a request once; errors in the answer are errors, since a load of refusals says nothing.
pub(super) fn ask(server: &Server, request: &Request) -> Result<Value> {
    let answer: Value = serde_json::from_slice(&load::send(server.address, request)?.body)?;
    match answer.get("errors") {
        Some(errors) => bail!("the server answers with errors: {errors}"),
        None => Ok(answer),
    }
}
