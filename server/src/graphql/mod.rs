//! The GraphQL API: types, execution, transport.

pub mod rows;
pub mod scalars;

pub use scalars::{Id, Instant};
