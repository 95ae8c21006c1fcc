//! One of the documents.

use serde::Serialize;
use uuid::Uuid;

/// A quote or an invoice, and the version that the caller has seen.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Which {
    /// The document.
    pub id: Uuid,
    /// Another one is a conflict.
    pub expected_version: Option<i32>,
}
