//! Everything between the network and the two interfaces: routing, limits, headers, logs, metrics, the web app's files.

mod admission;
mod assets;
mod body;
mod client;
mod cors;
mod door;
mod encoding;
mod entry;
mod headers;
mod health;
mod metrics;
mod notes;
mod pages;
mod path;
mod problem;
mod rate_limit;
mod router;
mod serve;

pub use notes::Notes;
pub use problem::Problem;
pub use router::{ApiRoutes, router};
pub use serve::serve;
