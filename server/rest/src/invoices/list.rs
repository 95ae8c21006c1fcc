//! Lists of invoices.

use axum::extract::Path;
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Column, Comparison, Condition, OrderKey, PageRequest, Value},
    rows,
};
use domain::billing::InvoiceKind;
use rust_decimal::Decimal;
use serde::Deserialize;
use uuid::Uuid;

use super::object::{RestInvoice, all_whole};
use crate::{
    Result,
    envelope::{PagedList, Success},
    extract::{Id, Query, Signed},
    named::{InvoiceKindName, InvoiceStatusName, SentStatus},
    paging::{MOST_OF_ALL, Numbered},
    wire,
};
use crm::{
    Context, Error,
    operations::{invoice, scope},
};

/// Rows of a page when the query does not say.
const DEFAULT: i64 = 20;

/// Which invoices. All conditions must hold. Unknown parameters do not matter, empty ones count as absent.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    institution_id: Option<Uuid>,
    assigned_user_id: Option<Uuid>,
    status: Option<InvoiceStatusName>,
    /// By default `invoice`: credit notes are a list of their own.
    kind: Option<InvoiceKindName>,
    /// Made then or later: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-01-01")]
    date_from: Option<DateTime<Utc>>,
    /// Made then or earlier: a date, which stands for its first moment, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-01-31T23:59:59Z")]
    date_to: Option<DateTime<Utc>>,
    /// Total with tax, at least.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[param(value_type = Option<f64>)]
    amount_min: Option<Decimal>,
    /// Total with tax, at most.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[param(value_type = Option<f64>)]
    amount_max: Option<Decimal>,
    /// Words that all stand in the number, the title or the description, whatever their case and accents.
    search: Option<String>,
    /// Number of the page, from 1.
    page: Option<i64>,
    /// Rows of a page, 1 to 5 000, by default 20; −1 for all: at most 5 000, the rest on the next pages.
    limit: Option<i64>,
}

/// List invoices
///
/// Those that the caller sees, the latest first; archived ones are left out.
#[utoipa::path(
    get, path = "/api/invoices", tag = "invoices", operation_id = "listInvoices",
    params(ListQuery),
    responses((status = 200, description = "A page of invoices", body = PagedList<RestInvoice>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<PagedList<RestInvoice>> {
    let numbered = Numbered::sized(query.page, query.limit.unwrap_or(DEFAULT), MOST_OF_ALL)?;
    let (invoices, total) = page(&ctx, query.condition(), numbered).await?;
    Ok(PagedList::new(invoices, numbered.meta(total)))
}

/// List the invoices of an institution
///
/// At most 5 000, the latest first; archived ones and credit notes are left out.
#[utoipa::path(
    get, path = "/api/invoices/institution/{institutionId}", tag = "invoices",
    operation_id = "listInvoicesOfInstitution",
    params(("institutionId" = Uuid, Path, description = "Whose they are")),
    responses((status = 200, description = "The invoices", body = Success<Vec<RestInvoice>>)),
    security(("bearer" = []))
)]
pub(super) async fn of_institution(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestInvoice>>> {
    whole_list(&ctx, Condition::eq(column!(invoices.institution_id), Value::Id(id))).await
}

/// List the invoices of a user
///
/// Those that the caller sees of what the user works on, at most 5 000, the latest first; archived ones and credit notes
/// are left out.
#[utoipa::path(
    get, path = "/api/invoices/user/{userId}", tag = "invoices", operation_id = "listInvoicesOfUser",
    params(("userId" = Uuid, Path, description = "Who works on them")),
    responses((status = 200, description = "The invoices", body = Success<Vec<RestInvoice>>)),
    security(("bearer" = []))
)]
pub(super) async fn of_user(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestInvoice>>> {
    whole_list(&ctx, Condition::eq(column!(invoices.assigned_user_id), Value::Id(id))).await
}

/// List the invoices of a status
///
/// At most 5 000, the latest first; archived ones and credit notes are left out.
#[utoipa::path(
    get, path = "/api/invoices/status/{status}", tag = "invoices", operation_id = "listInvoicesOfStatus",
    params(("status" = InvoiceStatusName, Path, description = "Where they stand")),
    responses((status = 200, description = "The invoices", body = Success<Vec<RestInvoice>>)),
    security(("bearer" = []))
)]
pub(super) async fn of_status(Signed(ctx): Signed, Path(status): Path<String>) -> Result<Success<Vec<RestInvoice>>> {
    let unknown = |_| Error::invalid("status", "INVALID_STATUS", format!("`{status}` is no status of invoices."));
    let status: SentStatus = status.parse().map_err(unknown)?;
    whole_list(&ctx, of(status)).await
}

fn of(status: SentStatus) -> Condition {
    Condition::eq(column!(invoices.status), Value::Text(status.0.name().to_owned()))
}

fn of_kind(kind: InvoiceKind) -> Condition {
    Condition::eq(column!(invoices.kind), Value::Text(kind.name().to_owned()))
}

async fn whole_list(ctx: &Context, condition: Condition) -> Result<Success<Vec<RestInvoice>>> {
    let all = Numbered::sized(None, -1, MOST_OF_ALL)?;
    Ok(Success::new(page(ctx, condition.and(of_kind(InvoiceKind::Invoice)), all).await?.0))
}

async fn page(ctx: &Context, condition: Condition, numbered: Numbered) -> crm::Result<(Vec<RestInvoice>, i64)> {
    invoice::may_read(&ctx.viewer)?;
    let there = Condition::IsNull(column!(invoices.deleted_at))
        .and(Condition::eq(column!(invoices.archived), Value::Bool(false)));
    let request = PageRequest {
        condition: there.and(scope::invoices(&ctx.viewer)).and(condition),
        order: vec![
            OrderKey::new("invoices.created_at", "timestamptz").descending(true),
            OrderKey::new("invoices.id", "uuid").descending(true),
        ],
        after: None,
        backward: false,
        limit: numbered.rows(),
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let total = query::count::<rows::Invoice>(&mut conn, &request.condition).await?;
    let rows = query::load_at::<rows::Invoice>(&mut conn, &request, numbered.offset()).await?;
    Ok((all_whole(&mut conn, &ctx.viewer, rows).await?, total))
}

impl ListQuery {
    /// The rows that the query leaves.
    pub(crate) fn condition(self) -> Condition {
        let mut all = vec![of_kind(self.kind.map_or(InvoiceKind::Invoice, |kind| kind.0))];
        all.extend(self.status.map(|status| of(status.0)));
        let mut compare = |column: Column, how: Comparison, value: Option<Value>| {
            all.extend(value.map(|value| Condition::Compare(column, how, value)));
        };
        compare(column!(invoices.institution_id), Comparison::Eq, self.institution_id.map(Value::Id));
        compare(column!(invoices.assigned_user_id), Comparison::Eq, self.assigned_user_id.map(Value::Id));
        compare(column!(invoices.created_at), Comparison::Gte, self.date_from.map(Value::Time));
        compare(column!(invoices.created_at), Comparison::Lte, self.date_to.map(Value::Time));
        compare(column!(invoices.total), Comparison::Gte, self.amount_min.map(Value::Decimal));
        compare(column!(invoices.total), Comparison::Lte, self.amount_max.map(Value::Decimal));
        all.extend(self.search.map(|words| Condition::search(column!(invoices.search_text), &words)));
        Condition::All(all)
    }
}
