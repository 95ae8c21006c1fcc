//! The figures, under each of their paths.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::object::{RestEvolution, RestRevenue};
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Query, Signed},
    wire,
};
use crm::{
    Context,
    operations::{billing::calendar, revenue},
};

/// Which days, by the day that documents bear. Unknown parameters do not matter, empty ones count as absent.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct Days {
    /// The first day: a date, or an instant, which stands for its day in France; by default there is none.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-01-01")]
    start_date: Option<DateTime<Utc>>,
    /// The last day, read alike.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-12-31")]
    end_date: Option<DateTime<Utc>>,
}

/// Whose revenue.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct Whose {
    /// Of this institution alone.
    institution_id: Option<Uuid>,
}

/// Which months.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct Months {
    /// The last ones, that of today included: 1 to 24, by default 12.
    #[param(minimum = 1, maximum = 24)]
    months: Option<i32>,
    /// Of this institution alone.
    institution_id: Option<Uuid>,
}

async fn of_days(ctx: &Context, institution_id: Option<Uuid>, days: Days) -> Result<Success<RestRevenue>> {
    let (from, to) = (days.start_date.map(calendar::day_of), days.end_date.map(calendar::day_of));
    let found = revenue::consolidated(ctx, institution_id, from, to).await?;
    Ok(Success::new(found.revenue.into()))
}

async fn of_months(ctx: &Context, months: Months) -> Result<Success<RestEvolution>> {
    Ok(Success::new(revenue::evolution(ctx, months.months, months.institution_id).await?.into()))
}

/// Consolidated revenue
///
/// Of an institution that the caller sees, or of the whole firm, for those with `canViewInstitutionAnalytics`.
#[utoipa::path(
    get, path = "/api/revenue/consolidated", tag = "revenue", operation_id = "consolidatedRevenue",
    params(Days, Whose),
    responses((status = 200, description = "The revenue", body = Success<RestRevenue>)),
    security(("bearer" = []))
)]
pub(super) async fn consolidated(
    Signed(ctx): Signed,
    Query(days): Query<Days>,
    Query(whose): Query<Whose>,
) -> Result<Success<RestRevenue>> {
    of_days(&ctx, whose.institution_id, days).await
}

/// Revenue month by month
///
/// Of an institution that the caller sees, or of the whole firm, for those with `canViewInstitutionAnalytics`.
#[utoipa::path(
    get, path = "/api/revenue/evolution", tag = "revenue", operation_id = "revenueEvolution",
    params(Months),
    responses((status = 200, description = "Each month, the oldest first", body = Success<RestEvolution>)),
    security(("bearer" = []))
)]
pub(super) async fn evolution(Signed(ctx): Signed, Query(months): Query<Months>) -> Result<Success<RestEvolution>> {
    of_months(&ctx, months).await
}

/// Consolidated revenue of an institution
#[utoipa::path(
    get, path = "/api/revenue/institutions/{id}", tag = "revenue", operation_id = "revenueOfInstitution",
    params(("id" = Uuid, Path, description = "The institution"), Days),
    responses((status = 200, description = "The revenue", body = Success<RestRevenue>)),
    security(("bearer" = []))
)]
pub(super) async fn of_institution(
    Signed(ctx): Signed,
    Id(id): Id,
    Query(days): Query<Days>,
) -> Result<Success<RestRevenue>> {
    of_days(&ctx, Some(id), days).await
}

/// Consolidated revenue of an institution
///
/// The same as `/api/revenue/institutions/{id}`.
#[utoipa::path(
    get, path = "/api/institutions/{id}/revenue/consolidated", tag = "revenue",
    operation_id = "institutionConsolidatedRevenue",
    params(("id" = Uuid, Path, description = "The institution"), Days),
    responses((status = 200, description = "The revenue", body = Success<RestRevenue>)),
    security(("bearer" = []))
)]
pub(super) async fn institution_consolidated(
    Signed(ctx): Signed,
    Id(id): Id,
    Query(days): Query<Days>,
) -> Result<Success<RestRevenue>> {
    of_days(&ctx, Some(id), days).await
}

/// Consolidated revenue of the firm
#[utoipa::path(
    get, path = "/api/dashboard/revenue/consolidated", tag = "revenue",
    operation_id = "dashboardConsolidatedRevenue",
    params(Days),
    responses((status = 200, description = "The revenue", body = Success<RestRevenue>)),
    security(("bearer" = []))
)]
pub(super) async fn dashboard_consolidated(
    Signed(ctx): Signed,
    Query(days): Query<Days>,
) -> Result<Success<RestRevenue>> {
    of_days(&ctx, None, days).await
}

/// Revenue month by month
///
/// The same as `/api/revenue/evolution`.
#[utoipa::path(
    get, path = "/api/dashboard/revenue/evolution", tag = "revenue", operation_id = "dashboardRevenueEvolution",
    params(Months),
    responses((status = 200, description = "Each month, the oldest first", body = Success<RestEvolution>)),
    security(("bearer" = []))
)]
pub(super) async fn dashboard_evolution(
    Signed(ctx): Signed,
    Query(months): Query<Months>,
) -> Result<Success<RestEvolution>> {
    of_months(&ctx, months).await
}
