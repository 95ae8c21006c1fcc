//! The object `ConsolidatedRevenue`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::RevenueAmounts;
use crate::{
    Date, Id, columns, context,
    rows::{Alone, Loading, One, Relation, Row, alone},
};
use crm::operations::revenue::{self, BySource, Consolidated, Mirror};

/// What was invoiced and paid in a period, by where it comes from.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ConsolidatedRevenue {
    /// Id of the institution; absent for the whole firm.
    pub institution_id: Option<Id>,
    /// First day; absent where the period has no beginning.
    pub from: Option<Date>,
    /// Last day; absent where the period has no end.
    pub to: Option<Date>,
    #[graphql(skip)]
    revenue: BySource,
}

impl From<Consolidated> for ConsolidatedRevenue {
    fn from(found: Consolidated) -> Self {
        Self {
            institution_id: found.institution_id.map(Id),
            from: found.from.map(Date),
            to: found.to.map(Date),
            revenue: found.revenue,
        }
    }
}

impl ConsolidatedRevenue {
    /// Of each of these institutions that the caller sees, in one statement.
    ///
    /// # Errors
    /// Nobody is signed in or has no right, the period is none, or the database does not answer.
    pub async fn of_institutions(
        ctx: &Context<'_>,
        ids: Vec<Uuid>,
        from: crm::Result<Option<Date>>,
        to: crm::Result<Option<Date>>,
    ) -> crm::Result<Vec<Self>> {
        let (from, to) = (from?.map(|day| day.0), to?.map(|day| day.0));
        let found = revenue::of_institutions(context(ctx)?, ids, from, to).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }
}

impl Row for ConsolidatedRevenue {
    columns!(institution_id, from, to);
    const RELATIONS: &'static [&'static str] = &["audit", "formation", "other", "total", "formationSource"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "audit" => field.embedded(|row| Some(RevenueAmounts::from(row.revenue.audit))),
            "formation" => field.embedded(|row| Some(RevenueAmounts::from(row.revenue.formation))),
            "other" => field.embedded(|row| Some(RevenueAmounts::from(row.revenue.other))),
            "total" => field.embedded(|row| Some(RevenueAmounts::from(row.revenue.total()))),
            "formationSource" => field.one(formation_source(ctx), |_| Some(()), |_| ()),
            _ => return None,
        })
    }
}

/// The one that all revenue has.
async fn formation_source(ctx: &Context<'_>) -> crm::Result<Vec<FormationSource>> {
    Ok(vec![revenue::mirror(context(ctx)?).await?.into()])
}

/// Parts, for the schema; their making is [`Row::relation`]'s.
#[ComplexObject]
impl ConsolidatedRevenue {
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

    /// Where training invoices come from, and how fresh they are.
    async fn formation_source(&self, ctx: &Context<'_>) -> Result<Alone<One<FormationSource>>> {
        alone(self, ctx).await
    }
}

/// Where training invoices come from.
#[derive(Debug, Clone, SimpleObject)]
pub struct FormationSource {
    /// Digiforma has an API token here and is switched on; without, training brings nothing.
    pub is_configured: bool,
    /// When it was last read.
    pub last_sync_at: Option<DateTime<Utc>>,
}

impl From<Mirror> for FormationSource {
    fn from(mirror: Mirror) -> Self {
        Self { is_configured: mirror.is_configured, last_sync_at: mirror.last_sync_at }
    }
}

impl Row for FormationSource {
    columns!(is_configured, last_sync_at);
}
