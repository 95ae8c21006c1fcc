//! Rows of `document_versions`: files that were made of quotes and invoices, kept as they were handed out.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::billing::DocumentType;
use uuid::Uuid;

use crate::schema::document_versions;

/// A kept file of a quote or invoice; its bytes are in `stored_files`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = document_versions, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct DocumentVersion {
    pub id: Uuid,
    pub document_type: DocumentType,
    pub quote_id: Option<Uuid>,
    pub invoice_id: Option<Uuid>,
    pub template_id: Option<Uuid>,
    pub template_snapshot: Option<serde_json::Value>,
    pub version: i32,
    pub file_id: Uuid,
    pub file_name: String,
    pub generated_by: Uuid,
    pub generated_at: DateTime<Utc>,
    pub emailed_to: Option<Vec<String>>,
    pub emailed_at: Option<DateTime<Utc>>,
    pub email_subject: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}
