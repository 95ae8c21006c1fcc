//! What an institution is in Digiforma.

use db::{
    column,
    query::{self, Column, Condition, Listed, OrderKey, PageRequest, Value},
    rows,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::object::{RestCompany, RestInvoice, RestQuote};
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Signed},
};
use crm::{
    Context,
    operations::{digiforma, institution, scope},
};

/// Rows of an answer at most.
const MOST: i64 = 5_000;

/// The company of an institution, if there is one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DigiformaCompanyOfInstitution)]
pub(super) struct Company {
    company: Option<RestCompany>,
}

/// Quotes of an institution.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DigiformaQuotesOfInstitution)]
pub(super) struct Quotes {
    quotes: Vec<RestQuote>,
}

/// Invoices of an institution.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DigiformaInvoicesOfInstitution)]
pub(super) struct Invoices {
    invoices: Vec<RestInvoice>,
}

/// Show the company of Digiforma that an institution is linked to
///
/// The first by name, if there are several.
#[utoipa::path(
    get, path = "/api/digiforma/institutions/{id}/company", tag = "digiforma",
    operation_id = "getDigiformaCompanyOfInstitution",
    params(("id" = Uuid, Path, description = "The institution")),
    responses((status = 200, description = "The company, or null", body = Success<Company>)),
    security(("bearer" = []))
)]
pub(super) async fn company(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Company>> {
    let seen = scope::digiforma_companies(&ctx.viewer);
    let of = [column!(digiforma_companies.institution_id), column!(digiforma_companies.removed_at)];
    let order =
        vec![OrderKey::new("digiforma_companies.name", "text"), OrderKey::new("digiforma_companies.id", "uuid")];
    let found = rows_of::<rows::DigiformaCompany>(&ctx, id, of, seen, order).await?;
    Ok(Success::new(Company { company: found.into_iter().next().map(RestCompany::from) }))
}

/// List the quotes of Digiforma of an institution
///
/// The latest first.
#[utoipa::path(
    get, path = "/api/digiforma/institutions/{id}/quotes", tag = "digiforma",
    operation_id = "listDigiformaQuotesOfInstitution",
    params(("id" = Uuid, Path, description = "The institution")),
    responses((status = 200, description = "Its quotes", body = Success<Quotes>)),
    security(("bearer" = []))
)]
pub(super) async fn quotes(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Quotes>> {
    let seen = scope::digiforma_quotes(&ctx.viewer);
    let of = [column!(digiforma_quotes.institution_id), column!(digiforma_quotes.removed_at)];
    let keys = ["digiforma_quotes.created_date", "digiforma_quotes.id"];
    let found = rows_of::<rows::DigiformaQuote>(&ctx, id, of, seen, latest(keys)).await?;
    Ok(Success::new(Quotes { quotes: found.into_iter().map(RestQuote::from).collect() }))
}

/// List the invoices and credit notes of Digiforma of an institution
///
/// The latest first.
#[utoipa::path(
    get, path = "/api/digiforma/institutions/{id}/invoices", tag = "digiforma",
    operation_id = "listDigiformaInvoicesOfInstitution",
    params(("id" = Uuid, Path, description = "The institution")),
    responses((status = 200, description = "Its invoices", body = Success<Invoices>)),
    security(("bearer" = []))
)]
pub(super) async fn invoices(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Invoices>> {
    let seen = scope::digiforma_invoices(&ctx.viewer);
    let of = [column!(digiforma_invoices.institution_id), column!(digiforma_invoices.removed_at)];
    let keys = ["digiforma_invoices.issue_date", "digiforma_invoices.id"];
    let found = rows_of::<rows::DigiformaInvoice>(&ctx, id, of, seen, latest(keys)).await?;
    Ok(Success::new(Invoices { invoices: found.into_iter().map(RestInvoice::from).collect() }))
}

fn latest([day, id]: [&'static str; 2]) -> Vec<OrderKey> {
    [OrderKey::new(day, "timestamptz"), OrderKey::new(id, "uuid")].map(|key| key.descending(true)).into()
}

/// The rows of an institution that are there, as far as the caller sees it.
async fn rows_of<R: Listed>(
    ctx: &Context,
    institution_id: Uuid,
    [institution, removed_at]: [Column; 2],
    seen: Condition,
    order: Vec<OrderKey>,
) -> crm::Result<Vec<R>> {
    institution::may_read(&ctx.viewer)?;
    digiforma::may_read(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    institution::find(&mut conn, &ctx.viewer, institution_id).await?;
    let condition = Condition::eq(institution, Value::Id(institution_id)).and(Condition::IsNull(removed_at)).and(seen);
    let request =
        PageRequest { condition, order, after: None, backward: false, limit: MOST, cursors: false, foreign_key: None };
    Ok(query::load_at::<R>(&mut conn, &request, 0).await?)
}
