//! Numbers of invoices.

use std::collections::BTreeMap;

use db::{
    column,
    query::{Condition, Value},
};
use domain::billing::{
    InvoiceStatus::{Issued, Overdue, Paid, PartiallyPaid},
    PaymentMethod, PaymentStatus,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Result,
    envelope::Success,
    extract::{Query, Signed},
    named::{Names as _, SentStatus},
    wire,
};
use crm::operations::{invoice, payment, payment_summary, scope};

/// Whose invoices.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct Parameters {
    /// Who works on them; by default everybody.
    user_id: Option<Uuid>,
}

/// How many invoices there are, and what they amount to in euros with tax. Credit notes do not count; amounts are those
/// of invoices that were issued and not cancelled.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InvoiceStatistics)]
pub(super) struct Statistics {
    total_invoices: i64,
    total_amount: f64,
    /// Confirmed payments.
    paid_amount: f64,
    /// What is left to pay.
    pending_amount: f64,
    /// What is left to pay of those that are late.
    overdue_amount: f64,
    /// How many stand in each status.
    status_breakdown: BTreeMap<String, i64>,
    /// What was paid by each method.
    payment_method_breakdown: BTreeMap<String, f64>,
}

/// Numbers of invoices
///
/// Of those that the caller sees.
#[utoipa::path(
    get, path = "/api/invoices/statistics", tag = "invoices", operation_id = "invoiceStatistics",
    params(Parameters),
    responses((status = 200, description = "The numbers", body = Success<Statistics>)),
    security(("bearer" = []))
)]
pub(super) async fn statistics(
    Signed(ctx): Signed,
    Query(parameters): Query<Parameters>,
) -> Result<Success<Statistics>> {
    invoice::may_read(&ctx.viewer)?;
    payment::may_read(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    let found = invoice::summary(&mut conn, &ctx.viewer, parameters.user_id).await?;
    let mut paid = scope::payments(&ctx.viewer)
        .and(Condition::eq(column!(payments.status), Value::Text(PaymentStatus::Confirmed.name().to_owned())));
    if let Some(user) = parameters.user_id {
        paid = paid.and(payment_summary::of_invoices_of(user));
    }
    let payments = payment_summary::parts(&mut conn, paid).await?;
    let live = [Issued, PartiallyPaid, Paid, Overdue];
    let sum = |of: fn(&invoice::Amounts) -> Decimal| {
        wire::number(live.iter().filter_map(|status| found.get(status)).map(of).sum())
    };
    let count = |status: &SentStatus| (status.to_string(), found.get(&status.0).map_or(0, |amounts| amounts.count));
    let by_method = |method: &PaymentMethod| {
        let amount = payments.iter().filter(|part| part.method == *method).map(|part| part.amount).sum();
        (method.name().to_owned(), wire::number(amount))
    };
    Ok(Success::new(Statistics {
        total_invoices: found.values().map(|amounts| amounts.count).sum(),
        total_amount: sum(|amounts| amounts.total),
        paid_amount: sum(|amounts| amounts.paid),
        pending_amount: sum(|amounts| amounts.remaining),
        overdue_amount: wire::number(found.get(&Overdue).map_or(Decimal::ZERO, |amounts| amounts.remaining)),
        status_breakdown: SentStatus::ALL.iter().map(count).collect(),
        payment_method_breakdown: PaymentMethod::ALL.iter().map(by_method).collect(),
    }))
}
