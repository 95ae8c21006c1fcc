//! Lists of quotes.

use axum::extract::Path;
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Column, Comparison, Condition, OrderKey, PageRequest, Value},
    rows,
};
use domain::billing::QuoteStatus;
use rust_decimal::Decimal;
use serde::Deserialize;
use uuid::Uuid;

use super::object::{Lines, RestQuote, all_whole};
use crate::{
    Result,
    envelope::{PagedList, Success},
    extract::{Id, Query, Signed},
    named::QuoteStatusName,
    paging::{MOST_OF_ALL, Numbered},
    wire,
};
use crm::{
    Context, Error,
    operations::{quote, scope},
};

/// Rows of a page when the query does not say.
const DEFAULT: i64 = 20;

/// Which quotes. All conditions must hold. Unknown parameters do not matter, empty ones count as absent.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    institution_id: Option<Uuid>,
    assigned_user_id: Option<Uuid>,
    status: Option<QuoteStatusName>,
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
    /// Words that all stand in the number, the number of the order, the title or the description, whatever their case and
    /// accents.
    search: Option<String>,
    /// Number of the page, from 1.
    page: Option<i64>,
    /// Rows of a page, 1 to 5 000, by default 20; −1 for all: at most 5 000, the rest on the next pages.
    limit: Option<i64>,
}

/// List quotes
///
/// Those that the caller sees, the latest first, without their lines.
#[utoipa::path(
    get, path = "/api/quotes", tag = "quotes", operation_id = "listQuotes",
    params(ListQuery),
    responses((status = 200, description = "A page of quotes", body = PagedList<RestQuote>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<PagedList<RestQuote>> {
    let numbered = Numbered::sized(query.page, query.limit.unwrap_or(DEFAULT), MOST_OF_ALL)?;
    let (quotes, total) = page(&ctx, query.condition(), numbered, Lines::LeftOut).await?;
    Ok(PagedList::new(quotes, numbered.meta(total)))
}

/// List the quotes of an institution
///
/// With their lines, at most 5 000, the latest first.
#[utoipa::path(
    get, path = "/api/quotes/institution/{institutionId}", tag = "quotes", operation_id = "listQuotesOfInstitution",
    params(("institutionId" = Uuid, Path, description = "To whom they are offered")),
    responses((status = 200, description = "The quotes", body = Success<Vec<RestQuote>>)),
    security(("bearer" = []))
)]
pub(super) async fn of_institution(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestQuote>>> {
    whole_list(&ctx, Condition::eq(column!(quotes.institution_id), Value::Id(id))).await
}

/// List the quotes of a user
///
/// Those that the caller sees of what the user works on, with their lines, at most 5 000, the latest first.
#[utoipa::path(
    get, path = "/api/quotes/user/{userId}", tag = "quotes", operation_id = "listQuotesOfUser",
    params(("userId" = Uuid, Path, description = "Who works on them")),
    responses((status = 200, description = "The quotes", body = Success<Vec<RestQuote>>)),
    security(("bearer" = []))
)]
pub(super) async fn of_user(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Vec<RestQuote>>> {
    whole_list(&ctx, Condition::eq(column!(quotes.assigned_user_id), Value::Id(id))).await
}

/// List the quotes of a status
///
/// With their lines, at most 5 000, the latest first.
#[utoipa::path(
    get, path = "/api/quotes/status/{status}", tag = "quotes", operation_id = "listQuotesOfStatus",
    params(("status" = QuoteStatusName, Path, description = "Where they stand")),
    responses((status = 200, description = "The quotes", body = Success<Vec<RestQuote>>)),
    security(("bearer" = []))
)]
pub(super) async fn of_status(Signed(ctx): Signed, Path(status): Path<String>) -> Result<Success<Vec<RestQuote>>> {
    let unknown = |_| Error::invalid("status", "INVALID_STATUS", format!("`{status}` is no status of quotes."));
    let status: QuoteStatus = status.parse().map_err(unknown)?;
    whole_list(&ctx, Condition::eq(column!(quotes.status), Value::Text(status.name().to_owned()))).await
}

async fn whole_list(ctx: &Context, condition: Condition) -> Result<Success<Vec<RestQuote>>> {
    let all = Numbered::sized(None, -1, MOST_OF_ALL)?;
    Ok(Success::new(page(ctx, condition, all, Lines::Shown).await?.0))
}

async fn page(
    ctx: &Context,
    condition: Condition,
    numbered: Numbered,
    lines: Lines,
) -> crm::Result<(Vec<RestQuote>, i64)> {
    quote::may_read(&ctx.viewer)?;
    let present = Condition::IsNull(column!(quotes.deleted_at));
    let request = PageRequest {
        condition: present.and(scope::quotes(&ctx.viewer)).and(condition),
        order: vec![
            OrderKey::new("quotes.created_at", "timestamptz").descending(true),
            OrderKey::new("quotes.id", "uuid").descending(true),
        ],
        after: None,
        backward: false,
        limit: numbered.rows(),
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let total = query::count::<rows::Quote>(&mut conn, &request.condition).await?;
    let rows = query::load_at::<rows::Quote>(&mut conn, &request, numbered.offset()).await?;
    Ok((all_whole(&mut conn, &ctx.viewer, rows, lines).await?, total))
}

impl ListQuery {
    /// The rows that the query leaves.
    pub(crate) fn condition(self) -> Condition {
        let mut all = Vec::new();
        let mut compare = |column: Column, how: Comparison, value: Option<Value>| {
            all.extend(value.map(|value| Condition::Compare(column, how, value)));
        };
        compare(column!(quotes.institution_id), Comparison::Eq, self.institution_id.map(Value::Id));
        compare(column!(quotes.assigned_user_id), Comparison::Eq, self.assigned_user_id.map(Value::Id));
        let status = self.status.map(|status| Value::Text(status.0.to_string()));
        compare(column!(quotes.status), Comparison::Eq, status);
        compare(column!(quotes.created_at), Comparison::Gte, self.date_from.map(Value::Time));
        compare(column!(quotes.created_at), Comparison::Lte, self.date_to.map(Value::Time));
        compare(column!(quotes.total), Comparison::Gte, self.amount_min.map(Value::Decimal));
        compare(column!(quotes.total), Comparison::Lte, self.amount_max.map(Value::Decimal));
        all.extend(self.search.map(|words| Condition::search(column!(quotes.search_text), &words)));
        Condition::All(all)
    }
}
