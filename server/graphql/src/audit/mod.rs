//! The audit log.

mod filter;
mod object;
mod query;

pub use filter::AuditEventFilter;
pub use object::AuditEvent;
pub use query::AuditEventQuery;
