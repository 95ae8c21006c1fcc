//! Institutions from a file.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Result,
    envelope::Success,
    extract::{Query, Signed},
    upload::{self, Upload},
};
use crm::operations::import::{self, Criteria, Duplicate, Import, LARGEST, LookedRow, MatchKind, RowError};

/// The file of a form.
const FILE: Upload = Upload { field: "file", most: LARGEST, too_large: "The file has more than 10 MB. Split it." };

/// A form with a file.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document")]
pub(super) struct ImportForm {
    #[schema(value_type = String, format = Binary, content_media_type = "text/csv")]
    file: Vec<u8>,
}

/// What is wrong with a row.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportError {
    /// Its number in the file; the line of names is 1.
    row: usize,
    /// The column, as the template names it.
    field: String,
    message: String,
}

impl From<RowError> for ImportError {
    fn from(RowError { row, field, message }: RowError) -> Self {
        Self { row, field, message }
    }
}

/// Whether a file is fit to be imported.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Validation {
    is_valid: bool,
    total_rows: usize,
    errors: Vec<ImportError>,
    duplicates_found: usize,
}

/// A file row by row.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Preview {
    total_rows: usize,
    valid_rows: usize,
    invalid_rows: usize,
    preview: Vec<PreviewRow>,
    errors: Vec<ImportError>,
}

/// One row of it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PreviewRow {
    row_number: usize,
    name: String,
    accounting_number: Option<String>,
    city: String,
    match_status: MatchStatus,
    /// 0 to 100.
    match_confidence: u8,
    /// `accountingNumber`, `nameAndAddress` or `name`.
    match_type: Option<&'static str>,
    existing_institution_id: Option<Uuid>,
    existing_institution_name: Option<String>,
    sage_status: SageStatus,
    has_errors: bool,
    errors: Vec<String>,
}

/// Whether the institution of a row is there.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum MatchStatus {
    Exact,
    Fuzzy,
    None,
}

/// Whether the institution that is there has a number in the accounts.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum SageStatus {
    Linked,
    NotLinked,
}

impl From<LookedRow> for PreviewRow {
    fn from(row: LookedRow) -> Self {
        let found = row.duplicate.as_ref();
        Self {
            row_number: row.number,
            name: row.name,
            accounting_number: row.accounting_number,
            city: row.city,
            match_status: match found.map(|found| found.kind) {
                Some(MatchKind::Exact) => MatchStatus::Exact,
                Some(MatchKind::Fuzzy) => MatchStatus::Fuzzy,
                None => MatchStatus::None,
            },
            match_confidence: found.map_or(0, |found| found.confidence),
            match_type: found.map(|found| found.criterion),
            existing_institution_id: found.map(|found| found.id),
            existing_institution_name: found.map(|found| found.name.clone()),
            sage_status: if found.is_some_and(|found| found.is_in_accounts) {
                SageStatus::Linked
            } else {
                SageStatus::NotLinked
            },
            has_errors: !row.errors.is_empty(),
            errors: row.errors.into_iter().map(|error| format!("{}: {}", error.field, error.message)).collect(),
        }
    }
}

/// How to import.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct ImportQuery {
    /// Leave out rows of institutions that are there, but add their contacts. By default true; false makes them anew.
    skip_duplicates: Option<bool>,
    /// Fill what is empty in institutions that are there. Nothing is overwritten.
    merge_duplicates: Option<bool>,
    /// What institutions are compared by, with commas: `accountingNumber`, `name`. By default both.
    duplicate_check_fields: Option<String>,
    /// Only say what would happen.
    validate_only: Option<bool>,
}

impl ImportQuery {
    fn into_import(self) -> Import {
        let named = |name: &str| {
            let fields = self.duplicate_check_fields.as_deref().filter(|fields| !fields.trim().is_empty());
            fields.is_none_or(|fields| fields.split(',').any(|field| field.trim() == name))
        };
        Import {
            skip_duplicates: self.skip_duplicates.unwrap_or(true),
            merge_duplicates: self.merge_duplicates.unwrap_or_default(),
            criteria: Criteria { accounting_number: named("accountingNumber"), name: named("name") },
            validate_only: self.validate_only.unwrap_or_default(),
        }
    }
}

/// What became of a file.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImportResult {
    /// Whether every row was fit.
    success: bool,
    total_rows: usize,
    successful_imports: usize,
    failed_imports: usize,
    duplicates_found: usize,
    duplicates_merged: usize,
    /// The new institutions.
    imported_institutions: Vec<Uuid>,
    errors: Vec<ImportError>,
}

/// A file to fill in
///
/// CSV with the names of all columns and an example.
#[utoipa::path(
    get, path = "/api/institutions/import/template", tag = "institutions", operation_id = "getImportTemplate",
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")),
    security(("bearer" = []))
)]
pub(super) async fn import_template(Signed(ctx): Signed) -> Result<Response> {
    import::may_import(&ctx.viewer)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"institutions-template.csv\""),
    ];
    Ok((headers, import::template()).into_response())
}

/// Check a file
#[utoipa::path(
    post, path = "/api/institutions/import/validate", tag = "institutions", operation_id = "validateImport",
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What is wrong with it", body = Success<Validation>)),
    security(("bearer" = []))
)]
pub(super) async fn validate_import(Signed(ctx): Signed, form: upload::Form) -> Result<Success<Validation>> {
    import::may_import(&ctx.viewer)?;
    let looked = import::look(&ctx, &upload::file(form, &FILE).await?).await?;
    let duplicates_found =
        looked.rows.iter().filter_map(|row| row.duplicate.as_ref()).filter(|d| Duplicate::is_certain(d));
    Ok(Success::new(Validation {
        is_valid: looked.rows.iter().all(|row| row.errors.is_empty()),
        total_rows: looked.rows.len(),
        duplicates_found: duplicates_found.count(),
        errors: looked.rows.into_iter().flat_map(|row| row.errors).map(ImportError::from).collect(),
    }))
}

/// Look a file through
///
/// Each row, what is wrong with it, and the institution that it seems to stand for.
#[utoipa::path(
    post, path = "/api/institutions/import/preview", tag = "institutions", operation_id = "previewImport",
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "Its rows", body = Success<Preview>)),
    security(("bearer" = []))
)]
pub(super) async fn preview_import(Signed(ctx): Signed, form: upload::Form) -> Result<Success<Preview>> {
    import::may_import(&ctx.viewer)?;
    let looked = import::look(&ctx, &upload::file(form, &FILE).await?).await?;
    let invalid_rows = looked.rows.iter().filter(|row| !row.errors.is_empty()).count();
    Ok(Success::new(Preview {
        total_rows: looked.rows.len(),
        valid_rows: looked.rows.len() - invalid_rows,
        invalid_rows,
        errors: looked.rows.iter().flat_map(|row| row.errors.clone()).map(ImportError::from).collect(),
        preview: looked.rows.into_iter().map(PreviewRow::from).collect(),
    }))
}

/// Import a file
///
/// Row by row: what is wrong with one does not keep the others out.
#[utoipa::path(
    post, path = "/api/institutions/import", tag = "institutions", operation_id = "importInstitutions",
    params(ImportQuery),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What became of it", body = Success<ImportResult>)),
    security(("bearer" = []))
)]
pub(super) async fn import(
    Signed(ctx): Signed,
    Query(query): Query<ImportQuery>,
    form: upload::Form,
) -> Result<Success<ImportResult>> {
    import::may_import(&ctx.viewer)?;
    let outcome = import::run(&ctx, &upload::file(form, &FILE).await?, query.into_import()).await?;
    let message = if outcome.failed == 0 { "Import completed successfully" } else { "Import completed with errors" };
    let data = ImportResult {
        success: outcome.failed == 0,
        total_rows: outcome.total,
        successful_imports: outcome.written,
        failed_imports: outcome.failed,
        duplicates_found: outcome.duplicates,
        duplicates_merged: outcome.merged,
        imported_institutions: outcome.created,
        errors: outcome.errors.into_iter().map(ImportError::from).collect(),
    };
    Ok(Success::with_message(data, message))
}
