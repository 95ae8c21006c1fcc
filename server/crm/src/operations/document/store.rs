//! The rows of kept documents.

use chrono::Utc;
use db::{rows::DocumentVersion, schema::document_versions};
use diesel::{dsl::max, prelude::*};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::DocumentType;
use uuid::Uuid;

use super::Paper;
use crate::{Error, Result, operations::stored_file};

/// What a document is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::operations) enum Of {
    Quote(Uuid),
    Invoice(Uuid),
}

impl Of {
    const fn ids(self) -> (Option<Uuid>, Option<Uuid>) {
        match self {
            Self::Quote(id) => (Some(id), None),
            Self::Invoice(id) => (None, Some(id)),
        }
    }
}

/// The kept file of this kind and version.
pub(super) async fn find(
    conn: &mut AsyncPgConnection,
    of: Of,
    document_type: DocumentType,
    version: i32,
) -> Result<Option<DocumentVersion>> {
    let this = document_versions::table
        .filter(document_versions::document_type.eq(document_type))
        .filter(document_versions::version.eq(version))
        .select(DocumentVersion::as_select())
        .into_boxed();
    let this = match of {
        Of::Quote(id) => this.filter(document_versions::quote_id.eq(id)),
        Of::Invoice(id) => this.filter(document_versions::invoice_id.eq(id)),
    };
    Ok(this.first(conn).await.optional()?)
}

/// The highest version of this kind; 0 when there is none.
///
/// # Errors
/// Those of the database.
pub(in crate::operations) async fn latest(
    conn: &mut AsyncPgConnection,
    of: Of,
    document_type: DocumentType,
) -> Result<i32> {
    let versions = document_versions::table
        .filter(document_versions::document_type.eq(document_type))
        .select(max(document_versions::version))
        .into_boxed();
    let versions = match of {
        Of::Quote(id) => versions.filter(document_versions::quote_id.eq(id)),
        Of::Invoice(id) => versions.filter(document_versions::invoice_id.eq(id)),
    };
    let last: Option<i32> = versions.first(conn).await?;
    Ok(last.unwrap_or(0))
}

/// Keeps a file as this version; one that is there already stays.
///
/// # Errors
/// The file is too large; those of the database.
pub(in crate::operations) async fn insert(
    conn: &mut AsyncPgConnection,
    paper: &Paper,
    of: Of,
    version: i32,
    by: Uuid,
    pdf: &[u8],
) -> Result<DocumentVersion> {
    if pdf.len() > stored_file::LARGEST {
        let message = "The document has more than 20 MB. Use a smaller logo or a simpler template.";
        return Err(Error::invalid("templateId", "TEMPLATE_TOO_LARGE", message));
    }
    let file_id = stored_file::keep(conn, "application/pdf", pdf).await?;
    let (quote_id, invoice_id) = of.ids();
    let inserted = diesel::insert_into(document_versions::table)
        .values((
            document_versions::id.eq(Uuid::now_v7()),
            document_versions::document_type.eq(paper.document_type),
            document_versions::quote_id.eq(quote_id),
            document_versions::invoice_id.eq(invoice_id),
            document_versions::template_id.eq(paper.template_id),
            document_versions::template_snapshot.eq(&paper.template_snapshot),
            document_versions::version.eq(version),
            document_versions::file_id.eq(file_id),
            document_versions::file_name.eq(&paper.file_name),
            document_versions::generated_by.eq(by),
            document_versions::generated_at.eq(Utc::now()),
        ))
        .on_conflict_do_nothing()
        .returning(DocumentVersion::as_returning())
        .get_result(conn)
        .await
        .optional()?;
    match inserted {
        Some(row) => Ok(row),
        None => find(conn, of, paper.document_type, version)
            .await?
            .ok_or_else(|| Error::Internal(anyhow::anyhow!("a document that was just kept is not there"))),
    }
}
