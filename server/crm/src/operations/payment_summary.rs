//! Numbers and amounts of payments; what was paid back on credit notes does not count.

use chrono::NaiveDate;
use db::{
    column, period,
    query::{self, AggregateRequest, Condition, Expression, Function, Measure, Relation, Value},
};
use diesel_async::AsyncPgConnection;
use domain::billing::{InvoiceKind, PaymentMethod, PaymentStatus};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::Result;

/// Payments of one status, method and month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where they stand.
    pub status: PaymentStatus,
    /// How they were made.
    pub method: PaymentMethod,
    /// First day of the month, in France, in which they were made.
    pub month: NaiveDate,
    /// How many.
    pub count: i64,
    /// What they amount to.
    pub amount: Decimal,
}

/// The invoice of a payment.
const INVOICE: Relation = Relation { table: "invoices", on: "invoices.id = payments.invoice_id" };

/// Payments of the invoices on which a user works.
#[must_use]
pub fn of_invoices_of(user: Uuid) -> Condition {
    of(Condition::eq(column!(invoices.assigned_user_id), Value::Id(user)))
}

fn of(invoices: Condition) -> Condition {
    Condition::Exists(INVOICE, Box::new(invoices))
}

/// Sums up the payments that satisfy the condition, the viewer's scope included, by month.
///
/// # Errors
/// Those of the database.
pub async fn parts(conn: &mut AsyncPgConnection, condition: Condition) -> Result<Vec<Part>> {
    let kind = Value::Text(InvoiceKind::Invoice.name().to_owned());
    let request = AggregateRequest {
        table: "payments",
        condition: condition.and(of(Condition::eq(column!(invoices.kind), kind))),
        groups: vec![
            period!("payments.payment_date", "month"),
            Expression::text("payments.status"),
            Expression::text("payments.payment_method"),
        ],
        measures: vec![Measure { function: Function::Sum, of: Expression::number("payments.amount") }],
    };
    let found = query::aggregate(conn, &request).await?;
    let part = |group: &query::Aggregate| {
        let [Some(Value::Date(month)), Some(Value::Text(status)), Some(Value::Text(method))] = group.keys.as_slice()
        else {
            return None;
        };
        let Some(Some(Value::Decimal(amount))) = group.measures.first() else { return None };
        let (status, method) = (status.parse().ok()?, method.parse().ok()?);
        Some(Part { status, method, month: *month, count: group.count, amount: *amount })
    };
    Ok(found.iter().filter_map(part).collect())
}
