//! Numbers of payments.

use std::collections::BTreeMap;

use domain::billing::{
    PaymentMethod,
    PaymentStatus::{self, Cancelled, Confirmed, Pending},
};
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::list::Filters;
use crate::{
    Result,
    envelope::Success,
    extract::{Query, Signed},
    wire,
};
use crm::{
    Context,
    operations::{
        payment,
        payment_summary::{self, Part},
        scope,
    },
};

/// How many payments there are, and what they amount to in euros. Refunds of credit notes do not count.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PaymentSummary)]
pub(crate) struct Summary {
    total_payments: i64,
    /// Whatever their status.
    total_amount: f64,
    confirmed_amount: f64,
    pending_amount: f64,
    cancelled_amount: f64,
    average_payment_amount: f64,
    /// By the method.
    payment_method_breakdown: BTreeMap<String, NumberAndAmount>,
    /// By the status.
    status_breakdown: BTreeMap<String, NumberAndAmount>,
    /// Confirmed payments of each month in which there were any, the earliest first.
    monthly_trends: Vec<Month>,
}

/// Of so many payments, so much.
#[derive(Debug, Serialize, ToSchema)]
struct NumberAndAmount {
    count: i64,
    amount: f64,
}

/// What came in in a month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PaymentMonth)]
struct Month {
    /// In France, such as `2026-11`.
    month: String,
    count: i64,
    amount: f64,
}

/// Numbers of payments
///
/// Of those that the caller sees.
#[utoipa::path(
    get, path = "/api/payments/summary", tag = "payments", operation_id = "paymentSummary",
    params(Filters),
    responses((status = 200, description = "The numbers", body = Success<Summary>)),
    security(("bearer" = []))
)]
pub(super) async fn summary(Signed(ctx): Signed, Query(filters): Query<Filters>) -> Result<Success<Summary>> {
    Ok(Success::new(of(&ctx, filters).await?))
}

/// The numbers of the payments that the caller sees and the filters leave.
pub(crate) async fn of(ctx: &Context, filters: Filters) -> Result<Summary> {
    payment::may_read(&ctx.viewer)?;
    let condition = scope::payments(&ctx.viewer).and(filters.condition());
    let parts = payment_summary::parts(&mut *ctx.db().await?, condition).await?;
    Ok(summed(&parts))
}

fn summed(parts: &[Part]) -> Summary {
    let of_status = |status: PaymentStatus| sum(parts, |part| part.status == status);
    let all = sum(parts, |_| true);
    let mut months: BTreeMap<chrono::NaiveDate, (i64, Decimal)> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.status == Confirmed) {
        let month = months.entry(part.month).or_default();
        *month = (month.0 + part.count, month.1 + part.amount);
    }
    let average = all.1.checked_div(Decimal::from(all.0)).map_or(Decimal::ZERO, |average| average.round_dp(2));
    Summary {
        total_payments: all.0,
        total_amount: wire::number(all.1),
        confirmed_amount: wire::number(of_status(Confirmed).1),
        pending_amount: wire::number(of_status(Pending).1),
        cancelled_amount: wire::number(of_status(Cancelled).1),
        average_payment_amount: wire::number(average),
        payment_method_breakdown: PaymentMethod::ALL
            .iter()
            .map(|method| (method.name().to_owned(), shown(sum(parts, |part| part.method == *method))))
            .collect(),
        status_breakdown: PaymentStatus::ALL
            .iter()
            .map(|status| (status.name().to_owned(), shown(of_status(*status))))
            .collect(),
        monthly_trends: months
            .into_iter()
            .map(|(month, (count, amount))| Month {
                month: month.format("%Y-%m").to_string(),
                count,
                amount: wire::number(amount),
            })
            .collect(),
    }
}

fn sum(parts: &[Part], which: impl Fn(&Part) -> bool) -> (i64, Decimal) {
    let of = parts.iter().filter(|part| which(part));
    of.fold((0, Decimal::ZERO), |(count, amount), part| (count + part.count, amount + part.amount))
}

fn shown((count, amount): (i64, Decimal)) -> NumberAndAmount {
    NumberAndAmount { count, amount: wire::number(amount) }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn payments_are_summed_up() {
        let part = |status, method, month, count, amount: i64| Part {
            status,
            method,
            month: NaiveDate::from_ymd_opt(2026, month, 1).unwrap(),
            count,
            amount: amount.into(),
        };
        let summary = summed(&[
            part(Confirmed, PaymentMethod::Check, 11, 2, 100),
            part(Confirmed, PaymentMethod::BankTransfer, 10, 1, 50),
            part(Confirmed, PaymentMethod::BankTransfer, 11, 1, 25),
            part(Pending, PaymentMethod::Check, 11, 2, 25),
        ]);
        assert_eq!((summary.total_payments, summary.total_amount, summary.average_payment_amount), (6, 200.0, 33.33));
        assert_eq!((summary.confirmed_amount, summary.pending_amount, summary.cancelled_amount), (175.0, 25.0, 0.0));
        let months: Vec<_> = summary.monthly_trends.iter().map(|of| (of.month.as_str(), of.count, of.amount)).collect();
        assert_eq!(months, [("2026-10", 1, 50.0), ("2026-11", 3, 125.0)]);
        assert_eq!(summary.payment_method_breakdown["check"].amount, 125.0);
        assert_eq!(summary.status_breakdown["failed"].count, 0);
        assert_eq!(summed(&[]).average_payment_amount, 0.0);
    }
}
