//! `/metrics`: what a Prometheus server collects.

use std::{sync::OnceLock, time::Duration};

use axum::{
    extract::State,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use sha2::{Digest, Sha256};

use crm::{App, answer::Problem};

/// Bounds of the histogram of durations, in seconds.
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// How often collected durations are moved into their histograms.
const UPKEEP: Duration = Duration::from_secs(5);

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts collecting; once for the process. `None` when another recorder was there first.
fn recorder() -> Option<&'static PrometheusHandle> {
    RECORDER
        .get_or_init(|| {
            let durations = Matcher::Suffix("_duration_seconds".to_owned());
            let recorder = PrometheusBuilder::new().set_buckets_for_metric(durations, &BUCKETS).ok()?.build_recorder();
            let handle = recorder.handle();
            metrics::set_global_recorder(recorder).ok()?;
            describe();
            Some(handle)
        })
        .as_ref()
}

fn describe() {
    describe_counter!("http_requests_total", "Requests answered, by method, route and status.");
    describe_histogram!("http_request_duration_seconds", "Time from the request's head to its answer, by route.");
    describe_counter!("sql_statements_total", "SQL statements sent for requests.");
    describe_gauge!("db_pool_connections", "Connections to the database, by state.");
    describe_gauge!("db_pool_waiting", "Requests that wait for a database connection.");
    describe_gauge!("process_resident_memory_bytes", "Memory of the process.");
    describe_counter!("process_cpu_milliseconds_total", "CPU time of the process.");
    describe_gauge!("medical_crm_build_info", "1, labelled with the version.");
    gauge!("medical_crm_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
}

/// Starts collecting, and the regular upkeep.
pub fn start(app: &App) {
    let Some(handle) = recorder() else { return };
    let shutdown = app.shutdown.clone();
    tokio::spawn(async move {
        while tokio::time::timeout(UPKEEP, shutdown.wait()).await.is_err() {
            handle.run_upkeep();
        }
    });
}

/// Counts one request.
pub fn request(method: &Method, route: Option<&str>, status: u16, elapsed: Duration, statements: u32) {
    let method = match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    };
    let route = route.unwrap_or("none").to_owned();
    counter!("http_requests_total", "method" => method, "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    histogram!("http_request_duration_seconds", "route" => route).record(elapsed);
    counter!("sql_statements_total").increment(u64::from(statements));
}

/// The handler.
pub async fn show(State(app): State<App>, headers: HeaderMap) -> Response {
    if let Some(token) = &app.config.metrics_token
        && !bears(&headers, token)
    {
        return Problem::new(
            StatusCode::UNAUTHORIZED,
            "TOKEN_REQUIRED",
            "Send `Authorization: Bearer <METRICS_TOKEN>`.",
        )
        .into_response();
    }
    let Some(handle) = recorder() else { return StatusCode::NOT_FOUND.into_response() };
    let pool = app.pool.status();
    #[expect(clippy::cast_precision_loss, reason = "numbers of connections")]
    {
        gauge!("db_pool_connections", "state" => "idle").set(pool.available as f64);
        gauge!("db_pool_connections", "state" => "used").set(pool.size.saturating_sub(pool.available) as f64);
        gauge!("db_pool_connections", "state" => "allowed").set(pool.max_size as f64);
        gauge!("db_pool_waiting").set(pool.waiting as f64);
        if let Some(usage) = usage_of_process() {
            gauge!("process_resident_memory_bytes").set(usage.memory_bytes as f64);
            counter!("process_cpu_milliseconds_total").absolute(usage.cpu_milliseconds);
        }
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render()).into_response()
}

/// Compares digests, so that the time it takes tells nothing about the token.
fn bears(headers: &HeaderMap, token: &str) -> bool {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Sha256::digest(sent.strip_prefix("Bearer ").unwrap_or_default()) == Sha256::digest(token)
}

struct Usage {
    memory_bytes: u64,
    cpu_milliseconds: u64,
}

/// From `/proc` (Linux; elsewhere these two are left out). CPU time is counted there in ticks of 10 ms.
fn usage_of_process() -> Option<Usage> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = resident.split_whitespace().next()?.parse().ok()?;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Usage { memory_bytes: kilobytes * 1024, cpu_milliseconds: (user + system) * 10 })
}
