//! The dashboard: how things stand for the caller.

mod attention;
mod counts;
mod object;
mod query;

pub use attention::InstitutionAttention;
pub use query::DashboardQuery;
