//! Numbers and amounts of invoices by status; credit notes do not count.

use std::collections::HashMap;

use db::{
    column,
    query::{self, AggregateRequest, Condition, Expression, Function, Measure, Value},
};
use diesel_async::AsyncPgConnection;
use domain::billing::{InvoiceKind, InvoiceStatus};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{Result, auth::Viewer, operations::scope};

/// What the invoices of a status amount to, in euros with tax.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amounts {
    /// How many.
    pub count: i64,
    /// What they say.
    pub total: Decimal,
    /// What was paid of it.
    pub paid: Decimal,
    /// What is left to pay.
    pub remaining: Decimal,
}

/// Sums up the invoices that the viewer sees by status; those of one user with `assignee`.
///
/// # Errors
/// Those of the database.
pub async fn summary(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    assignee: Option<Uuid>,
) -> Result<HashMap<InvoiceStatus, Amounts>> {
    let kind = Value::Text(InvoiceKind::Invoice.name().to_owned());
    let mut condition = Condition::IsNull(column!(invoices.deleted_at))
        .and(Condition::eq(column!(invoices.kind), kind))
        .and(scope::invoices(viewer));
    if let Some(id) = assignee {
        condition = condition.and(Condition::eq(column!(invoices.assigned_user_id), Value::Id(id)));
    }
    let sum = |sql| Measure { function: Function::Sum, of: Expression::number(sql) };
    let request = AggregateRequest {
        table: "invoices",
        condition,
        groups: vec![Expression::text("invoices.status")],
        measures: vec![sum("invoices.total"), sum("invoices.paid_amount"), sum("invoices.remaining_amount")],
    };
    let mut found = HashMap::new();
    for group in query::aggregate(conn, &request).await? {
        let Some(Some(Value::Text(status))) = group.keys.first() else { continue };
        let amount = |n: usize| match group.measures.get(n) {
            Some(Some(Value::Decimal(amount))) => *amount,
            _ => Decimal::ZERO,
        };
        if let Ok(status) = status.parse() {
            let amounts = Amounts { count: group.count, total: amount(0), paid: amount(1), remaining: amount(2) };
            found.insert(status, amounts);
        }
    }
    Ok(found)
}
