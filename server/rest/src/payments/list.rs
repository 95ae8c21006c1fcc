//! Lists of payments.

use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Column, Comparison, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    Result,
    envelope::PagedList,
    extract::{Query, Signed},
    named::{PaymentMethodName, PaymentStatusName},
    paging::{MOST_OF_ALL, Numbered},
    payment::{RestPayment, all_whole},
    wire,
};
use crm::{
    Context,
    operations::{payment, scope},
};

/// Rows of a page when the query does not say.
const DEFAULT: i64 = 20;

/// Which payments. All conditions must hold. Unknown parameters do not matter, empty ones count as absent.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct Filters {
    /// Who recorded them.
    user_id: Option<Uuid>,
    invoice_id: Option<Uuid>,
    status: Option<PaymentStatusName>,
    payment_method: Option<PaymentMethodName>,
    /// Made then or later: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-01-01")]
    date_from: Option<DateTime<Utc>>,
    /// Made then or earlier: a date, which stands for its first moment, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-01-31T23:59:59Z")]
    date_to: Option<DateTime<Utc>>,
}

/// Which part of the list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct Page {
    /// Number of the page, from 1.
    page: Option<i64>,
    /// Rows of a page, 1 to 5 000, by default 20; −1 for all: at most 5 000, the rest on the next pages.
    limit: Option<i64>,
}

/// List payments
///
/// Those that the caller sees, the latest first; refunds of credit notes too.
#[utoipa::path(
    get, path = "/api/payments", tag = "payments", operation_id = "listPayments",
    params(Filters, Page),
    responses((status = 200, description = "A page of payments", body = PagedList<RestPayment>)),
    security(("bearer" = []))
)]
pub(super) async fn list(
    Signed(ctx): Signed,
    Query(filters): Query<Filters>,
    Query(page): Query<Page>,
) -> Result<PagedList<RestPayment>> {
    paged(&ctx, filters, &page).await
}

/// A page of the payments that the caller sees.
pub(crate) async fn paged(ctx: &Context, filters: Filters, page: &Page) -> Result<PagedList<RestPayment>> {
    payment::may_read(&ctx.viewer)?;
    let numbered = Numbered::sized(page.page, page.limit.unwrap_or(DEFAULT), MOST_OF_ALL)?;
    let request = PageRequest {
        condition: scope::payments(&ctx.viewer).and(filters.condition()),
        order: vec![
            OrderKey::new("payments.payment_date", "timestamptz").descending(true),
            OrderKey::new("payments.id", "uuid").descending(true),
        ],
        after: None,
        backward: false,
        limit: numbered.rows(),
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let total = query::count::<rows::Payment>(&mut conn, &request.condition).await.map_err(crm::Error::from)?;
    let rows =
        query::load_at::<rows::Payment>(&mut conn, &request, numbered.offset()).await.map_err(crm::Error::from)?;
    Ok(PagedList::new(all_whole(&mut conn, rows).await?, numbered.meta(total)))
}

impl Filters {
    /// The payments that the filters leave.
    pub(crate) fn condition(self) -> Condition {
        let mut all = Vec::new();
        let mut compare = |column: Column, how: Comparison, value: Option<Value>| {
            all.extend(value.map(|value| Condition::Compare(column, how, value)));
        };
        let status = self.status.map(|status| Value::Text(status.0.to_string()));
        let method = self.payment_method.map(|method| Value::Text(method.0.to_string()));
        compare(column!(payments.recorded_by), Comparison::Eq, self.user_id.map(Value::Id));
        compare(column!(payments.invoice_id), Comparison::Eq, self.invoice_id.map(Value::Id));
        compare(column!(payments.status), Comparison::Eq, status);
        compare(column!(payments.payment_method), Comparison::Eq, method);
        compare(column!(payments.payment_date), Comparison::Gte, self.date_from.map(Value::Time));
        compare(column!(payments.payment_date), Comparison::Lte, self.date_to.map(Value::Time));
        Condition::All(all)
    }
}
