//! What the firm does: the only place that writes.
//!
//! Each operation checks the right, validates, and in one transaction writes the rows, the audit event and the
//! outbox event.

pub mod constraints;
