//! Billing: a page of invoices, documents, and revenue over many invoices.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::graphql::ask;
use super::load::{self, Request};
use super::report::Report;
use super::server::Server;
use super::{Bench, pairs, product, usage};
use crate::progress::step;
use crate::run;

/// Connections that ask for pages at the same time.
const CONNECTIONS: usize = 16;

/// How long pages are asked for.
const TIME: Duration = Duration::from_secs(3);

/// Documents that are made one after the other.
const DOCUMENTS: usize = 100;

/// Institutions of the two load companies; about ten times as many invoices.
const SCALES: [(u32, &str); 2] = [(9_800, "100 000 invoices"), (98_000, "1 000 000 invoices")];

/// What the original's server takes of its CPU for a page of 50 invoices.
const ORIGINAL_CPU_MS: f64 = 27.0;

/// Pairs of each ratio, and requests of each measurement.
const PAIRS: usize = 7;
const REPEATS: usize = 10;

const PAGE: &str =
    "{ invoices(first: 50) { nodes { id invoiceNumber issueDate dueDate status title total remainingAmount
    lines { description quantity unitPrice taxRate total } payments { amount paymentDate paymentMethod status }
    institution { id name } } } }";

const REVENUE: &str = "{ invoiceAggregate(filter: { issued: true }, groupBy: [ISSUE_DATE_MONTH]) {
    key { issueDateMonth } count sum { revenue revenueBeforeTax } } }";

const FIGURES: &str = "audit { invoiced paid unpaid count } formation { invoiced paid unpaid count }
    other { invoiced paid unpaid count } total { invoiced paid unpaid count }";

const OF_ONE: &str = "query ($id: ID!) { invoices(first: 50, filter: { institutionId: { eq: $id } }) { nodes { id
    invoiceNumber issueDate dueDate status total remainingAmount lines { description total } payments { amount status } } } }";

/// Pages and documents of the demo company, revenue over load companies.
///
/// # Errors
/// When the server does not start or answers with errors.
pub(crate) fn measure(bench: &Bench, report: &mut Report) -> Result<()> {
    let data = product::scratch("billing")?;
    let server = Server::start(bench, &data, &["--demo"])?;
    let session = server.sign_in("admin@example.com")?;
    server.rest()?;
    let mut rows = page(&server, &session)?;
    rows.extend(documents(&server, &session)?);
    drop(server);
    rows.extend(revenue(bench)?);
    report.table("Billing", &["", "measured", "target"], &rows);
    report.note(&format!(
        "Pages: {CONNECTIONS} connections; CPU is of the server's process, per request. Revenue, by month and consolidated, and an institution's page: one \
         connection, the middle of {REPEATS} requests; the ratio is of {PAIRS} alternating pairs."
    ));
    Ok(())
}

fn graphql(query: &str, variables: &Value, session: &str) -> Request {
    Request::graphql(&json!({ "query": query, "variables": variables }), &[session])
}

/// A page of 50 invoices with lines, payments and client: statements and CPU.
fn page(server: &Server, session: &str) -> Result<Vec<Vec<String>>> {
    let request = graphql(PAGE, &json!({}), session);
    let answer = ask(server, &request)?;
    let nodes = answer.pointer("/data/invoices/nodes").and_then(Value::as_array).map_or(0, Vec::len);
    if nodes != 50 {
        bail!("the page has {nodes} invoices");
    }
    let statements = statements_of(server, &request)?;
    let cpu = usage::cpu_seconds(server.pid())?;
    let outcome = load::load(server.address, &request, CONNECTIONS, TIME)?;
    let requests = outcome.latencies.len().max(1) as f64;
    let cpu = (usage::cpu_seconds(server.pid())? - cpu) * 1e3 / requests;
    Ok(vec![
        vec![
            "50 invoices with lines, payments, client: statements".to_owned(),
            format!("{statements}"),
            "≤ 4".to_owned(),
        ],
        vec!["the same: server CPU".to_owned(), against_original(cpu, ORIGINAL_CPU_MS), "≤ 1/20".to_owned()],
    ])
}

/// Milliseconds of CPU beside those of the original.
pub(super) fn against_original(milliseconds: f64, original: f64) -> String {
    format!("{milliseconds:.2} ms, 1/{:.0} of the original's {original} ms", original / milliseconds)
}

/// SQL statements that the server sends for a request.
pub(super) fn statements_of(server: &Server, request: &Request) -> Result<u64> {
    let before = statements(server)?;
    ask(server, request)?;
    Ok(statements(server)? - before)
}

/// SQL statements that the server has sent for requests.
fn statements(server: &Server) -> Result<u64> {
    let answer = load::send(server.address, &Request::get("/metrics", &[]))?;
    let text = String::from_utf8_lossy(&answer.body);
    let values = text.lines().filter(|line| line.starts_with("sql_statements_total"));
    values.map(|line| line.rsplit(' ').next().unwrap_or_default().parse::<u64>().context("a counter")).sum()
}

/// PDFs with Factur-X, one after the other: time of each, memory at the beginning and at the end.
fn documents(server: &Server, session: &str) -> Result<Vec<Vec<String>>> {
    let query = "{ invoices(first: 100, filter: { issued: true }) { nodes { id institutionId issueDate } } }";
    let answer = ask(server, &graphql(query, &json!({}), session))?;
    let nodes = answer.pointer("/data/invoices/nodes").and_then(Value::as_array).context("no invoices")?;
    let text = |value: &Value| value.as_str().map(str::to_owned).context("an id");
    let mut ids = nodes.iter().map(|node| text(&node["id"])).collect::<Result<Vec<String>>>()?;
    // How many there are in the demo company depends on the day.
    let like = nodes.first().context("no invoice")?;
    while ids.len() < DOCUMENTS {
        ids.push(text(&issue(server, session, like)?)?);
    }
    let mut times = Vec::with_capacity(ids.len());
    let mut early = 0;
    for (n, id) in ids.iter().enumerate() {
        let begun = Instant::now();
        let request = Request::get(&format!("/api/invoices/{id}/pdf"), &[session]);
        let answer = load::send(server.address, &request)?;
        times.push(begun.elapsed());
        if !answer.body.starts_with(b"%PDF") {
            bail!("invoice {id} is no PDF");
        }
        if n == 9 {
            early = memory(server)?;
        }
    }
    let late = memory(server)?;
    let first = times.remove(0);
    times.sort_unstable();
    let (middle, last) = (times[times.len() / 2], times[times.len() - 1]);
    Ok(vec![
        vec!["PDF with Factur-X: the first".to_owned(), milliseconds(first), String::new()],
        vec![
            "each after it (median, longest)".to_owned(),
            format!("{}, {}", milliseconds(middle), milliseconds(last)),
            "≤ 250 ms".to_owned(),
        ],
        vec![
            format!("memory of server and renderers after 10, after {DOCUMENTS}"),
            format!("{:.1} MB, {:.1} MB", early as f64 / 1e6, late as f64 / 1e6),
            "does not grow".to_owned(),
        ],
    ])
}

/// Issues one more invoice, for the client and with the day of another; gives its id.
fn issue(server: &Server, session: &str, like: &Value) -> Result<Value> {
    let make = "mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } userErrors { message } } }";
    let input = json!({
        "institutionId": like["institutionId"], "title": "Audit", "serviceStart": like["issueDate"],
        "lines": [{ "description": "Audit", "quantity": "1", "unitPrice": "1150", "taxRate": "20" }],
    });
    let made = ask(server, &graphql(make, &json!({ "input": input }), session))?;
    let id = made.pointer("/data/createInvoice/invoice/id").cloned();
    let id = id.with_context(|| format!("no invoice was made: {made}"))?;
    let issue =
        "mutation ($id: ID!) { issueInvoice(input: { id: $id }) { invoice { id } userErrors { field message } } }";
    let issued = ask(server, &graphql(issue, &json!({ "id": id }), session))?;
    if issued.pointer("/data/issueInvoice/invoice/id").is_none() {
        bail!("the invoice was not issued: {issued}");
    }
    Ok(id)
}

/// Resident bytes of the server and of its processes that render documents.
fn memory(server: &Server) -> Result<u64> {
    let mut bytes = usage::resident_bytes(server.pid())?;
    for renderer in usage::descendants_with(server.pid(), "render-worker") {
        bytes += usage::resident_bytes(renderer).unwrap_or_default();
    }
    Ok(bytes)
}

/// Revenue by month over many invoices, and a page of one institution among them.
fn revenue(bench: &Bench) -> Result<Vec<Vec<String>>> {
    let mut rows = Vec::new();
    let mut companies = Vec::new();
    for (scale, name) in SCALES {
        let company = Company::start(bench, scale)?;
        let (invoices, time) = company.revenue()?;
        let target = if scale == SCALES[1].0 { "≤ 300 ms" } else { "" };
        rows.push(vec![
            format!("revenue by month over {name} ({invoices} of them)"),
            milliseconds(time),
            target.to_owned(),
        ]);
        rows.push(vec![
            format!("a page of one institution among {name}"),
            milliseconds(company.middle(&company.page()?)?),
            String::new(),
        ]);
        rows.extend(company.consolidated(name, scale == SCALES[1].0)?);
        companies.push(company);
    }
    let [few, many] = companies.as_slice() else { bail!("two companies were expected") };
    let (of_few, of_many) = (few.page()?, many.page()?);
    let seconds = |company: &Company, request: &Request| Ok(company.middle(request)?.as_secs_f64());
    let ratio = pairs::compare(PAIRS, || seconds(many, &of_many), || seconds(few, &of_few))?;
    rows.push(vec!["the second over the first".to_owned(), ratio.to_string(), "≤ 2".to_owned()]);
    Ok(rows)
}

/// A company with load data.
struct Company {
    server: Server,
    session: String,
}

impl Company {
    /// With so many institutions.
    fn start(bench: &Bench, scale: u32) -> Result<Self> {
        let data = product::scratch(&format!("billing-{scale}"))?;
        // The accounts of the demo company; its own rows are few.
        drop(Server::start(bench, &data, &["--demo"])?);
        seed(bench, &data, scale)?;
        let server = Server::start(bench, &data, &["--demo"])?;
        let session = server.sign_in("admin@example.com")?;
        Ok(Self { server, session })
    }

    /// The invoices that there are, and the time that their revenue takes.
    fn revenue(&self) -> Result<(u64, Duration)> {
        let request = graphql(REVENUE, &json!({}), &self.session);
        let answer = ask(&self.server, &request)?;
        let groups = answer.pointer("/data/invoiceAggregate").and_then(Value::as_array).context("no revenue")?;
        let invoices = groups.iter().filter_map(|group| group["count"].as_u64()).sum();
        Ok((invoices, self.middle(&request)?))
    }

    /// Consolidated revenue: of an institution, of the firm, and by month.
    fn consolidated(&self, name: &str, with_targets: bool) -> Result<Vec<Vec<String>>> {
        let id = self.institution()?;
        let of = |head: &str, root: &str, more: &str| {
            let document = format!("query {head} {{ {root} {{ {more} {FIGURES} }} }}");
            let request = graphql(&document, &json!({ "id": id }), &self.session);
            let begun = statements(&self.server)?;
            ask(&self.server, &request)?;
            anyhow::Ok((statements(&self.server)? - begun, self.middle(&request)?))
        };
        let target = |text: &str| if with_targets { text.to_owned() } else { String::new() };
        let row = |what: &str, (statements, time): (u64, Duration), target: String| {
            vec![format!("{what} {name}: statements, time"), format!("{statements}, {}", milliseconds(time)), target]
        };
        let one = of("($id: ID)", "consolidatedRevenue(institutionId: $id)", "institutionId")?;
        let months_of_one = of("($id: ID)", "revenueEvolution(months: 24, institutionId: $id)", "month")?;
        let firm = of("", "consolidatedRevenue", "to")?;
        let months = of("", "revenueEvolution(months: 24)", "month")?;
        Ok(vec![
            row("revenue of one institution among", one, target("≤ 2, ≤ 5 ms")),
            row("24 months of one institution among", months_of_one, String::new()),
            row("revenue of the firm with", firm, String::new()),
            row("24 months of the firm with", months, target("≤ 300 ms")),
        ])
    }

    /// The id of an institution that has invoices.
    fn institution(&self) -> Result<Value> {
        let query =
            "{ invoices(first: 1, orderBy: [{ field: CREATED_AT, direction: ASC }]) { nodes { institutionId } } }";
        let answer = ask(&self.server, &graphql(query, &json!({}), &self.session))?;
        answer.pointer("/data/invoices/nodes/0/institutionId").cloned().context("no invoice")
    }

    /// The page of an institution that has invoices.
    fn page(&self) -> Result<Request> {
        let request = graphql(OF_ONE, &json!({ "id": self.institution()? }), &self.session);
        ask(&self.server, &request)?;
        Ok(request)
    }

    /// The middle of some requests.
    fn middle(&self, request: &Request) -> Result<Duration> {
        let mut times = Vec::with_capacity(REPEATS);
        for _ in 0..REPEATS {
            let begun = Instant::now();
            ask(&self.server, request)?;
            times.push(begun.elapsed());
        }
        times.sort_unstable();
        Ok(times[REPEATS / 2])
    }
}

fn seed(bench: &Bench, data: &Path, scale: u32) -> Result<()> {
    step(format!("bench: a company of {scale} institutions"));
    let mut command = run::server(&bench.program, Some(bench.postgres.clone()));
    command.args(["seed", "--scale", &scale.to_string(), "--random-seed", "1", "--data-dir"]).arg(data);
    command.env_remove("DATABASE_URL").env("RUST_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null());
    let status = command.status().context("the seed")?;
    if !status.success() {
        bail!("the seed ended with {status}");
    }
    Ok(())
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
