//! `bench`: measures the product against its targets and writes docs/PERFORMANCE.md.
//!
//! Figures of one machine are of no use on another: what is judged are ratios of two things measured in alternating
//! pairs in one run, and counts. A scenario is a function that fills a [`report::Report`]; add new ones to [`SCENARIOS`].

mod baseline;
mod billing;
mod cold;
mod graphql;
mod load;
mod mirror;
mod pairs;
mod product;
mod report;
mod server;
mod usage;
mod web;

use anyhow::{Result, bail};

use crate::progress::step;
use crate::{postgres, run};

/// What a scenario works with.
pub(crate) struct Bench {
    /// The release build of the server.
    pub(crate) program: std::path::PathBuf,
    /// The folder of PostgreSQL's programs.
    pub(crate) postgres: std::path::PathBuf,
}

type Scenario = fn(&Bench, &mut report::Report) -> Result<()>;

/// Scenarios in the order of the report.
const SCENARIOS: [(&str, Scenario); 8] = [
    ("size", product::size),
    ("start", product::start),
    ("graphql", graphql::requests),
    ("baseline", baseline::compare),
    ("billing", billing::measure),
    ("mirror", mirror::measure),
    ("web", web::measure),
    ("cold", cold::run),
];

/// Runs all scenarios and writes the report, or runs the named ones, prints theirs and puts them into it.
///
/// # Errors
/// When a build fails, a scenario fails, or there is no such scenario.
pub(crate) fn bench(names: &[String]) -> Result<()> {
    let known: Vec<&str> = SCENARIOS.iter().map(|(name, _)| *name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("there is no scenario `{unknown}`; there are {}", known.join(", "));
    }
    run::require_compiler()?;
    let postgres = postgres::ensure()?;
    crate::web::build(crate::web::Mode::Release)?;
    let bench = Bench { program: run::build_server("release")?, postgres };
    let mut report = report::Report::begin()?;
    let mut failed = Vec::new();
    for (name, scenario) in SCENARIOS {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            step(format!("bench: {name}"));
            if let Err(reason) = scenario(&bench, &mut report) {
                step(format!("bench: {name} failed: {reason:#}"));
                failed.push(name);
            }
            // What was measured is kept, whatever becomes of the rest.
            if names.is_empty() {
                report.write()?;
            }
        }
    }
    if !names.is_empty() {
        print!("{}", report.text());
        report.renew()?;
    }
    if !failed.is_empty() {
        bail!("not measured: {}", failed.join(", "));
    }
    Ok(())
}
