//! A kept file on REST.

use chrono::{DateTime, Utc};
use domain::billing::DocumentType;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::wire;
use crm::operations::{billing::hash::hexadecimal, document::KeptDocument};

/// A file that was made of a quote or an invoice, kept as it was handed out.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DocumentVersion)]
pub(super) struct RestDocument {
    id: Uuid,
    /// The quote or invoice.
    document_id: Uuid,
    /// `quote_pdf`, `order_pdf`, `invoice_pdf`, `credit_note_pdf` or `reminder_pdf`.
    #[serde(serialize_with = "wire::name")]
    #[schema(value_type = String, example = "invoice_pdf")]
    document_type: DocumentType,
    template_id: Option<Uuid>,
    /// Name of the template and version of its source.
    template_snapshot: Option<Value>,
    /// Of a quote, the revision; of reminders, their count; otherwise 1.
    version: i32,
    #[schema(example = "INV2026110012.pdf")]
    file_name: String,
    /// Where it is.
    #[schema(example = "/api/documents/0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f")]
    file_path: String,
    /// In bytes.
    file_size: i32,
    #[schema(example = "application/pdf")]
    mime_type: &'static str,
    /// SHA-256 of its bytes, in hexadecimal digits.
    sha256: String,
    /// Who had it made.
    generated_by: Uuid,
    #[serde(serialize_with = "wire::timestamp")]
    generated_at: DateTime<Utc>,
    /// To whom it was mailed last.
    emailed_to: Option<Vec<String>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    emailed_at: Option<DateTime<Utc>>,
    email_subject: Option<String>,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
}

impl From<KeptDocument> for RestDocument {
    fn from(KeptDocument { row, byte_size, sha256 }: KeptDocument) -> Self {
        Self {
            id: row.id,
            document_id: row.quote_id.or(row.invoice_id).unwrap_or_default(),
            document_type: row.document_type,
            template_id: row.template_id,
            template_snapshot: row.template_snapshot,
            version: row.version,
            file_name: row.file_name,
            file_path: format!("/api/documents/{}", row.id),
            file_size: byte_size,
            mime_type: "application/pdf",
            sha256: hexadecimal(&sha256),
            generated_by: row.generated_by,
            generated_at: row.generated_at,
            emailed_to: row.emailed_to,
            emailed_at: row.emailed_at,
            email_subject: row.email_subject,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
