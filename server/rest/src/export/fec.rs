//! The journals for the accountant.

use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::file::answer;
use crate::{
    Result,
    errors::invalid_value,
    extract::{Query, Signed},
};
use crm::operations::export::{self, Period};

/// Which days.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PeriodQuery {
    /// First day.
    #[param(required = true)]
    from: Option<NaiveDate>,
    /// Last day, in the same accounting year.
    #[param(required = true)]
    to: Option<NaiveDate>,
}

/// Export the journals of sales and of the bank
///
/// In the layout of the accounting file (FEC, LPF A47 A-1), named `<SIREN>FEC<last day of the accounting year>.txt`:
/// issued invoices and credit notes in the journal `VE`, confirmed payments and refunds in the journal `BQ`, numbered
/// within the accounting year. It is an export of two journals, no ledger.
#[utoipa::path(
    get, path = "/api/export/fec", tag = "export", operation_id = "exportFec",
    params(PeriodQuery),
    responses((status = 200, description = "The file", body = String, content_type = "text/plain")),
    security(("bearer" = []))
)]
pub(super) async fn fec(Signed(ctx): Signed, Query(query): Query<PeriodQuery>) -> Result<Response> {
    let from =
        query.from.ok_or_else(|| invalid_value("from", "`from` is required: the first day, such as 2026-01-01."))?;
    let to = query.to.ok_or_else(|| invalid_value("to", "`to` is required: the last day, such as 2026-12-31."))?;
    Ok(answer(export::fec(&ctx, Period { from, to }).await?))
}
