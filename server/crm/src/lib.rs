//! What the firm does, and what that takes: operations, sign-in, mail, jobs, events, rendering.
//!
//! `operations` is the only place that writes. GraphQL, REST and the command line are crates of their own over it.

pub mod answer;
pub mod app;
pub mod auth;
pub mod config;
pub mod context;
pub mod error;
pub mod events;
pub mod jobs;
pub mod mail;
pub mod operations;
pub mod render;
pub mod replica;
pub mod shutdown;

pub use app::App;
pub use context::{Context, RequestInfo};
pub use error::{Error, FieldError, Result};
