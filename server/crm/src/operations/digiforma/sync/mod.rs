//! Readings of Digiforma into the mirror.
//!
//! A reading is a row of `digiforma_syncs`: asked for by [`start`], carried out by a worker ([`run`]) that shows with a
//! heartbeat that it lives. There is one at a time on all servers of a database. A worker that dies loses its lease; the
//! next one goes on with the kinds of records that were not read completely. Nothing that was written is ever in the way:
//! rows are compared and only what differs is written.

mod counters;
mod finish;
mod lease;
mod phases;
mod rows;
mod run;
mod start;
mod sweep;
pub mod upstream;
mod watch;
mod write;

pub use counters::{Counters, Problem, Tally};
pub use run::{Run, run};
pub use start::{cancel, recover, start, start_unattended};
pub use watch::watch;

use chrono::Duration;

/// Without a heartbeat for so long, whoever worked on a reading has died.
const LEASE: Duration = Duration::seconds(60);
