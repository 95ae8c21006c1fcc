//! The object `DocumentVersion`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use domain::billing::DocumentType;
use uuid::Uuid;

use crate::{
    Id, columns, context,
    rows::{Alone, Loading, One, Relation, Row, alone},
    user::{User, users_by_id},
};
use crm::operations::{billing::hash::hexadecimal, document};

/// A file that was made of a quote or an invoice, kept as it was handed out.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DocumentVersion {
    /// Id.
    pub id: Id,
    /// What it is.
    pub document_type: DocumentType,
    /// Of a quote, the revision; of reminders, their count; otherwise 1.
    pub version: i32,
    /// Name of the file.
    pub file_name: String,
    /// Size in bytes.
    pub byte_size: i32,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Where it is, from the origin of this server on; asks for the same sign-in.
    pub url: String,
    /// Id of who had it made.
    pub generated_by_id: Id,
    /// When it was made.
    pub generated_at: DateTime<Utc>,
    /// To whom it was mailed last.
    pub emailed_to: Vec<String>,
    /// When it was mailed last.
    pub emailed_at: Option<DateTime<Utc>>,
    /// Subject of that mail.
    pub email_subject: Option<String>,
    #[graphql(skip)]
    of: Uuid,
}

impl From<document::KeptDocument> for DocumentVersion {
    fn from(document::KeptDocument { row, byte_size, sha256 }: document::KeptDocument) -> Self {
        Self {
            id: row.id.into(),
            document_type: row.document_type,
            version: row.version,
            file_name: row.file_name,
            byte_size,
            sha256: hexadecimal(&sha256),
            url: format!("/api/documents/{}", row.id),
            generated_by_id: row.generated_by.into(),
            generated_at: row.generated_at,
            emailed_to: row.emailed_to.unwrap_or_default(),
            emailed_at: row.emailed_at,
            email_subject: row.email_subject,
            of: row.quote_id.or(row.invoice_id).unwrap_or_default(),
        }
    }
}

impl DocumentVersion {
    /// The quote or invoice that it is of.
    #[must_use]
    pub fn of(&self) -> Uuid {
        self.of
    }
}

impl Row for DocumentVersion {
    columns!(
        id,
        document_type,
        version,
        file_name,
        byte_size,
        sha256,
        url,
        generated_by_id,
        generated_at,
        emailed_to,
        emailed_at,
        email_subject,
    );
    const RELATIONS: &'static [&'static str] = &["generatedBy"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        if field.name() != "generatedBy" {
            return None;
        }
        let ids = field.distinct_keys(|row| Some(Uuid::from(row.generated_by_id)));
        let load = users_by_id(field.context(), ids);
        Some(field.one(load, |row| Some(row.generated_by_id), |user| user.id))
    }
}

#[ComplexObject]
impl DocumentVersion {
    /// Who had it made.
    async fn generated_by(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}

/// The kept files of these quotes, the latest first.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn documents_of_quotes(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<DocumentVersion>> {
    let mut conn = context(ctx)?.db().await?;
    Ok(document::of_quotes(&mut conn, &ids).await?.into_iter().map(DocumentVersion::from).collect())
}

/// The kept files of these invoices, the latest first.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn documents_of_invoices(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<DocumentVersion>> {
    let mut conn = context(ctx)?.db().await?;
    Ok(document::of_invoices(&mut conn, &ids).await?.into_iter().map(DocumentVersion::from).collect())
}
