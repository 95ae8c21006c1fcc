//! The log: JSON lines for machines, coloured lines for a person at a terminal.

use std::io::{IsTerminal, stderr, stdout};

use tracing_subscriber::{EnvFilter, Layer, filter::Directive, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use super::Failure;
use crate::traces;
use crm::config::Environment;

/// What is logged when `RUST_LOG` says nothing.
const SERVER: &str = "info";
const COMMAND: &str = "warn";

/// The log of a server goes to the standard output, traces to their collector.
///
/// # Errors
/// When `RUST_LOG`, `LOG_FORMAT` or the collector's address cannot be understood.
pub fn of_server(environment: &Environment) -> Result<traces::Export, Failure> {
    let filter = filter(environment, SERVER)?;
    let json = match environment.get("LOG_FORMAT") {
        None => !stdout().is_terminal(),
        Some("json") => true,
        Some("text") => false,
        Some(other) => {
            return Err(Failure::Usage(format!("LOG_FORMAT is `{other}`; it must be `json` or `text`.")));
        }
    };
    let log = fmt::layer().with_target(true);
    let log = if json {
        log.json().flatten_event(true).with_span_list(false).boxed()
    } else {
        log.compact().with_ansi(stdout().is_terminal()).boxed()
    };
    // The spans that are exported say less than those of the log.
    let spans_of_traces = format!("{}=warn", traces::TARGET).parse::<Directive>();
    let filter = spans_of_traces.into_iter().fold(filter, EnvFilter::add_directive);
    let (export, exporting) = traces::Export::start(environment).map_err(Failure::Usage)?;
    tracing_subscriber::registry().with(log.with_filter(filter)).with(exporting).init();
    export.announce();
    Ok(export)
}

/// Other commands log to the standard error, and little.
///
/// # Errors
/// When `RUST_LOG` cannot be understood.
pub fn of_command(environment: &Environment) -> Result<(), Failure> {
    let filter = filter(environment, COMMAND)?;
    fmt().with_env_filter(filter).with_writer(stderr).with_ansi(stderr().is_terminal()).compact().init();
    Ok(())
}

fn filter(environment: &Environment, default: &str) -> Result<EnvFilter, Failure> {
    let directives = environment.get("RUST_LOG").unwrap_or(default);
    EnvFilter::try_new(directives).map_err(|error| {
        Failure::Usage(format!("RUST_LOG is `{directives}`, which cannot be understood: {error}. Try `info`."))
    })
}
