//! How the firm's claims stand: totals by status, who owes what, and how long it takes to be paid.

use chrono::NaiveDate;
use db::{
    billing::{self, Aged, AgedRequest, Delays, DelaysRequest},
    column,
    query::{self, AggregateRequest, Condition, Expression, Function, Measure, Value},
};
use domain::billing::{InvoiceKind, InvoiceStatus};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::calendar;
use crate::{
    Context, Error, Result,
    operations::{invoice, scope},
};

/// Invoices of one status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusTotal {
    /// The status.
    pub status: InvoiceStatus,
    /// Their number.
    pub count: i64,
    /// With tax, in euros.
    pub total: Decimal,
    /// What of it was paid.
    pub paid: Decimal,
    /// What of it remains.
    pub remaining: Decimal,
}

/// Totals of invoices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// By status, in the order of an invoice's life; those without invoices too.
    pub statuses: Vec<StatusTotal>,
    /// Number of those of which something remains after the due date.
    pub overdue_count: i64,
    /// What remains of them.
    pub overdue_amount: Decimal,
}

/// Totals of the invoices that satisfy the condition, which has the viewer's scope in it; credit notes apart.
///
/// # Errors
/// Those of the database.
pub async fn summary(ctx: &Context, condition: Condition) -> Result<Summary> {
    let invoices = Condition::eq(column!(invoices.kind), Value::Text(InvoiceKind::Invoice.name().to_owned()));
    let condition = condition.and(invoices);
    let sum = |sql| Measure { function: Function::Sum, of: Expression::number(sql) };
    let by_status = AggregateRequest {
        table: "invoices",
        condition: condition.clone(),
        groups: vec![Expression::text("invoices.status")],
        measures: vec![sum("invoices.total"), sum("invoices.paid_amount"), sum("invoices.remaining_amount")],
    };
    let late = AggregateRequest {
        table: "invoices",
        condition: condition.and(invoice::overdue(calendar::today())),
        groups: Vec::new(),
        measures: vec![sum("invoices.remaining_amount")],
    };
    let mut conn = ctx.db().await?;
    let found = query::aggregate(&mut conn, &by_status).await?;
    let late = query::aggregate(&mut conn, &late).await?;
    let statuses = InvoiceStatus::ALL.iter().map(|status| {
        let group = found
            .iter()
            .find(|group| matches!(group.keys.first(), Some(Some(Value::Text(name))) if name == status.name()));
        let amount = |n: usize| group.and_then(|group| decimal(group.measures.get(n)?.as_ref())).unwrap_or_default();
        StatusTotal {
            status: *status,
            count: group.map_or(0, |group| group.count),
            total: amount(0),
            paid: amount(1),
            remaining: amount(2),
        }
    });
    Ok(Summary {
        statuses: statuses.collect(),
        overdue_count: late.first().map_or(0, |group| group.count),
        overdue_amount: late.first().and_then(|group| decimal(group.measures.first()?.as_ref())).unwrap_or_default(),
    })
}

fn decimal(value: Option<&Value>) -> Option<Decimal> {
    match value {
        Some(Value::Decimal(amount)) => Some(*amount),
        _ => None,
    }
}

/// What is owed on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgedBalance {
    /// The day.
    pub as_of: NaiveDate,
    /// Of all institutions together.
    pub total: Option<Aged>,
    /// Of those that owe most.
    pub institutions: Vec<Aged>,
}

/// Whose claims are looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Whose {
    /// Of one institution alone.
    pub institution_id: Option<Uuid>,
    /// Of one person's invoices alone.
    pub assigned_user_id: Option<Uuid>,
}

impl Whose {
    fn condition(self, ctx: &Context) -> Condition {
        let mut all = vec![scope::invoices(&ctx.viewer), Condition::IsNull(column!(invoices.deleted_at))];
        all.extend(self.institution_id.map(|id| Condition::eq(column!(invoices.institution_id), Value::Id(id))));
        all.extend(self.assigned_user_id.map(|id| Condition::eq(column!(invoices.assigned_user_id), Value::Id(id))));
        Condition::All(all)
    }
}

/// What is owed on a day that is not in the future, at most by `most` institutions.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach invoices; a day in the future; those of the database.
pub async fn aged_balance(ctx: &Context, as_of: Option<NaiveDate>, whose: Whose, most: i64) -> Result<AgedBalance> {
    invoice::may_read(&ctx.viewer)?;
    let today = calendar::today();
    let as_of = as_of.unwrap_or(today);
    if as_of > today {
        return Err(Error::BadInput("`asOf` is today or an earlier day.".into()));
    }
    let request = AgedRequest { invoices: whose.condition(ctx), as_of, is_today: as_of == today, limit: most + 1 };
    let mut found = billing::aged_balance(&mut *ctx.db().await?, &request).await?;
    let institutions = found.split_off(found.len().min(1));
    Ok(AgedBalance { as_of, total: found.pop(), institutions })
}

/// How long invoices took to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentDelays {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What was found.
    pub delays: Delays,
    /// What was owed at the end of the last day.
    pub outstanding: Decimal,
    /// Days of sales outstanding: what is owed, in days of what is invoiced; absent where nothing was.
    pub days_of_sales: Option<Decimal>,
}

/// Delays of the invoices that were paid in a period, and the days of sales that are outstanding at its end.
///
/// # Errors
/// As [`aged_balance`]; a period that ends before it begins.
pub async fn payment_delays(ctx: &Context, from: NaiveDate, to: NaiveDate, whose: Whose) -> Result<PaymentDelays> {
    if to < from {
        return Err(Error::BadInput("The period ends before it begins.".into()));
    }
    let owed = aged_balance(ctx, Some(to), whose, 0).await?;
    let request = DelaysRequest { invoices: whose.condition(ctx), from, to };
    let delays = billing::payment_delays(&mut *ctx.db().await?, &request).await?;
    let outstanding = owed.total.map(|total| total.total).unwrap_or_default();
    let days = Decimal::from((to - from).num_days() + 1);
    let days_of_sales = (delays.invoiced > Decimal::ZERO)
        .then(|| outstanding.checked_mul(days)?.checked_div(delays.invoiced))
        .flatten()
        .map(|days| {
            let mut days = days.round_dp(1);
            days.rescale(1);
            days
        });
    Ok(PaymentDelays { from, to, delays, outstanding, days_of_sales })
}
