//! The object `RevenueMonth`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};

use super::RevenueAmounts;
use crate::{
    Date, Id, columns, context,
    rows::{Alone, Loading, One, Relation, Row, Rows, alone},
};
use crm::operations::revenue::{self, BySource, Month};

/// What was invoiced in a month of France, and paid of it until now, by where it comes from.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RevenueMonth {
    /// Its first day.
    pub month: Date,
    #[graphql(skip)]
    revenue: BySource,
}

impl From<Month> for RevenueMonth {
    fn from(month: Month) -> Self {
        Self { month: Date(month.first), revenue: month.revenue }
    }
}

impl Row for RevenueMonth {
    columns!(month);
    const RELATIONS: &'static [&'static str] = &["audit", "formation", "other", "total"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        Some(match field.name() {
            "audit" => field.embedded(|row| Some(RevenueAmounts::from(row.revenue.audit))),
            "formation" => field.embedded(|row| Some(RevenueAmounts::from(row.revenue.formation))),
            "other" => field.embedded(|row| Some(RevenueAmounts::from(row.revenue.other))),
            "total" => field.embedded(|row| Some(RevenueAmounts::from(row.revenue.total()))),
            _ => return None,
        })
    }
}

/// The last months, the oldest first.
///
/// # Errors
/// As [`revenue::evolution`].
pub async fn evolution(
    ctx: &Context<'_>,
    months: Option<i32>,
    institution_id: Option<Id>,
) -> crm::Result<Rows<RevenueMonth>> {
    let found = revenue::evolution(context(ctx)?, months, institution_id.map(Into::into)).await?;
    Ok(found.into_iter().map(RevenueMonth::from).collect::<Vec<_>>().into())
}

/// Parts, for the schema; their making is [`Row::relation`]'s.
#[ComplexObject]
impl RevenueMonth {
    /// Invoices and credit notes of the firm.
    async fn audit(&self, ctx: &Context<'_>) -> Result<Alone<One<RevenueAmounts>>> {
        alone(self, ctx).await
    }

    /// Training invoices, mirrored from Digiforma.
    async fn formation(&self, ctx: &Context<'_>) -> Result<Alone<One<RevenueAmounts>>> {
        alone(self, ctx).await
    }

    /// Revenue that was entered by hand.
    async fn other(&self, ctx: &Context<'_>) -> Result<Alone<One<RevenueAmounts>>> {
        alone(self, ctx).await
    }

    /// All together.
    async fn total(&self, ctx: &Context<'_>) -> Result<Alone<One<RevenueAmounts>>> {
        alone(self, ctx).await
    }
}
