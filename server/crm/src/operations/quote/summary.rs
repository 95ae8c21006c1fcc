//! Numbers and amounts of quotes by status.

use std::collections::HashMap;

use db::{
    column,
    query::{self, AggregateRequest, Condition, Expression, Function, Measure, Value},
};
use diesel_async::AsyncPgConnection;
use domain::billing::QuoteStatus;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{Result, auth::Viewer, operations::scope};

/// How many quotes stand in each status, and what they amount to with tax.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary(HashMap<QuoteStatus, (i64, Decimal)>);

impl Summary {
    /// How many are in these statuses.
    #[must_use]
    pub fn count(&self, of: &[QuoteStatus]) -> i64 {
        of.iter().filter_map(|status| self.0.get(status)).map(|(count, _)| count).sum()
    }

    /// What those in these statuses amount to.
    #[must_use]
    pub fn amount(&self, of: &[QuoteStatus]) -> Decimal {
        of.iter().filter_map(|status| self.0.get(status)).map(|(_, amount)| amount).sum()
    }
}

/// Sums up the quotes that the viewer sees; those of one user with `assignee`.
///
/// # Errors
/// Those of the database.
pub async fn summary(conn: &mut AsyncPgConnection, viewer: &Viewer, assignee: Option<Uuid>) -> Result<Summary> {
    let mut condition = Condition::IsNull(column!(quotes.deleted_at)).and(scope::quotes(viewer));
    if let Some(id) = assignee {
        condition = condition.and(Condition::eq(column!(quotes.assigned_user_id), Value::Id(id)));
    }
    let request = AggregateRequest {
        table: "quotes",
        condition,
        groups: vec![Expression::text("quotes.status")],
        measures: vec![Measure { function: Function::Sum, of: Expression::number("quotes.total") }],
    };
    let mut found = HashMap::new();
    for group in query::aggregate(conn, &request).await? {
        let (Some(Some(Value::Text(status))), Some(sum)) = (group.keys.first(), group.measures.first()) else {
            continue;
        };
        let amount = match sum {
            Some(Value::Decimal(amount)) => *amount,
            _ => Decimal::ZERO,
        };
        if let Ok(status) = status.parse() {
            found.insert(status, (group.count, amount));
        }
    }
    Ok(Summary(found))
}
