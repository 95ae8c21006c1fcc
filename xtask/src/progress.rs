//! What a person sees while they wait: one line a step, with the seconds since the command started.

use std::fmt::Display;
use std::sync::OnceLock;
use std::time::Instant;

static START: OnceLock<Instant> = OnceLock::new();

/// Says on standard error what begins now.
pub(crate) fn step(what: impl Display) {
    let seconds = START.get_or_init(Instant::now).elapsed().as_secs_f64();
    eprintln!("[{seconds:6.1} s] {what}");
}
