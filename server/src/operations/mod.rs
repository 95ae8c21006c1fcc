//! What the firm does: the only place that writes.
//!
//! Each operation checks the right, validates, and in one transaction writes the rows, the audit event and the
//! outbox event. Reading goes through [`scope`], which says in SQL what a viewer may see.

pub mod audit;
pub mod constraints;
pub mod contact;
pub mod idempotency;
pub mod institution;
pub mod medical_profile;
pub mod outbox;
pub mod scope;
pub mod task;
mod validate;
pub mod write;
