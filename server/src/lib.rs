//! The Medical CRM server: operations of the firm behind GraphQL and REST, with the web app on one origin.
//!
//! Arrows run one way: `graphql`, `rest`, `jobs` → `operations` → `db`, `domain`.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]

pub mod api;
pub mod app;
pub mod auth;
pub mod avatar;
pub mod cli;
pub mod config;
pub mod context;
pub mod demo;
pub mod error;
pub mod events;
pub mod graphql;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod mirror;
pub mod operations;
pub mod render;
pub mod replica;
pub mod rest;
pub mod seed;
pub mod shutdown;
pub mod traces;

pub use app::App;
pub use context::{Context, RequestInfo};
pub use error::{Error, FieldError, Result};
