//! `render-worker`: renders documents for the server that started it, and initialises nothing else.

use std::time::Duration;

use documents::worker::{self, Limits};

use super::{arguments::RenderWorker, failure::Failure};

/// Answers requests until the standard input ends.
///
/// # Errors
/// When the streams fail or a limit cannot be set.
pub fn run(options: &RenderWorker) -> Result<(), Failure> {
    let limits = Limits { cpu: Duration::from_secs(options.cpu_seconds), memory: options.memory };
    worker::serve(limits).map_err(|error| Failure::Failed(format!("render-worker: {error}")))
}
