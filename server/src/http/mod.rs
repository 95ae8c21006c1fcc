//! Everything between the network and the two interfaces: routing, limits, headers, logs, metrics, the web app's files.

mod admission;
mod assets;
mod body;
mod client;
mod cors;
mod encoding;
mod entry;
mod headers;
mod health;
mod metrics;
mod pages;
mod path;
mod rate_limit;
mod router;
mod serve;

pub use router::{ApiRoutes, router};
pub use serve::serve;
