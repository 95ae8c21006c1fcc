//! Numbers of quotes.

use domain::billing::QuoteStatus::{Accepted, Cancelled, Draft, Expired, Ordered, Rejected, Sent};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Result,
    envelope::Success,
    extract::{Query, Signed},
    wire,
};
use crm::operations::quote;

/// Whose quotes.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct Parameters {
    /// Who works on them; by default everybody.
    user_id: Option<Uuid>,
}

/// How many quotes there are, and what they amount to in euros with tax.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = QuoteStatistics)]
pub(super) struct Statistics {
    total_quotes: i64,
    draft_quotes: i64,
    sent_quotes: i64,
    /// Those that were ordered afterwards included.
    accepted_quotes: i64,
    rejected_quotes: i64,
    expired_quotes: i64,
    total_value: f64,
    accepted_value: f64,
    /// Accepted of those that left the firm, in percent, to two decimals.
    conversion_rate: f64,
}

/// Numbers of quotes
///
/// Of those that the caller sees.
#[utoipa::path(
    get, path = "/api/quotes/statistics", tag = "quotes", operation_id = "quoteStatistics",
    params(Parameters),
    responses((status = 200, description = "The numbers", body = Success<Statistics>)),
    security(("bearer" = []))
)]
pub(super) async fn statistics(
    Signed(ctx): Signed,
    Query(parameters): Query<Parameters>,
) -> Result<Success<Statistics>> {
    quote::may_read(&ctx.viewer)?;
    let found = quote::summary(&mut *ctx.db().await?, &ctx.viewer, parameters.user_id).await?;
    let all = [Draft, Sent, Accepted, Ordered, Rejected, Expired, Cancelled];
    let accepted = found.count(&[Accepted, Ordered]);
    let left = found.count(&[Sent, Accepted, Ordered, Rejected, Expired]);
    Ok(Success::new(Statistics {
        total_quotes: found.count(&all),
        draft_quotes: found.count(&[Draft]),
        sent_quotes: found.count(&[Sent]),
        accepted_quotes: accepted,
        rejected_quotes: found.count(&[Rejected]),
        expired_quotes: found.count(&[Expired]),
        total_value: wire::number(found.amount(&all)),
        accepted_value: wire::number(found.amount(&[Accepted, Ordered])),
        conversion_rate: wire::number(share(accepted, left)),
    }))
}

/// So many of so many, in percent.
fn share(part: i64, whole: i64) -> Decimal {
    let part = Decimal::from(part) * Decimal::ONE_HUNDRED;
    part.checked_div(Decimal::from(whole)).map_or(Decimal::ZERO, |share| share.round_dp(2))
}
