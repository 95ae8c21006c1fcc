//! The Medical CRM server: operations of the firm behind GraphQL and REST, with the web app on one origin.
//!
//! Arrows run one way: `graphql`, `rest`, `jobs` → `operations` → `db`, `domain`.

pub mod app;
pub mod auth;
pub mod config;
pub mod context;
pub mod error;
pub mod operations;

pub use app::App;
pub use context::{Context, RequestInfo};
pub use error::{Error, FieldError, Result};
