//! Talking to the server: typed GraphQL operations over `fetch`, with silent renewal of the session.

pub mod back_office;
pub mod client;
mod declare;
pub mod digiforma;
pub mod documents;
pub mod error;
pub mod file;
pub mod filters;
mod json;
pub mod live;
pub mod operations;
pub mod renewal;
pub mod revenue;
pub mod segments;
pub mod submission;
pub mod user_error;
pub mod webhooks;

pub use client::send;
pub use error::ApiError;
