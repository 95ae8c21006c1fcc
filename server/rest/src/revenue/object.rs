//! Revenue on the wire: plain numbers, in euros with tax.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire;
use crm::operations::revenue::{Amounts, BySource, Month};

/// What was invoiced and paid, by where it comes from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsolidatedRevenue)]
pub(super) struct RestRevenue {
    /// Invoices and credit notes of the firm.
    audit: SourceRevenue,
    /// Training invoices, mirrored from Digiforma.
    formation: SourceRevenue,
    /// Revenue that was entered by hand.
    other: SourceRevenue,
    /// All together.
    total: TotalRevenue,
}

/// The revenue of one source, in euros with tax.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SourceRevenue {
    /// What was invoiced, credit notes taken off.
    total_revenue: f64,
    /// What of it was paid until now.
    paid_revenue: f64,
    /// What of it was not.
    unpaid_revenue: f64,
    /// Number of documents that count, credit notes included.
    invoice_count: i64,
}

/// The revenue of all sources, in euros with tax.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TotalRevenue {
    total_revenue: f64,
    paid_revenue: f64,
    unpaid_revenue: f64,
}

impl From<Amounts> for SourceRevenue {
    fn from(amounts: Amounts) -> Self {
        Self {
            total_revenue: wire::number(amounts.invoiced),
            paid_revenue: wire::number(amounts.paid),
            unpaid_revenue: wire::number(amounts.unpaid()),
            invoice_count: amounts.count,
        }
    }
}

impl From<BySource> for RestRevenue {
    fn from(revenue: BySource) -> Self {
        let total = revenue.total();
        Self {
            audit: revenue.audit.into(),
            formation: revenue.formation.into(),
            other: revenue.other.into(),
            total: TotalRevenue {
                total_revenue: wire::number(total.invoiced),
                paid_revenue: wire::number(total.paid),
                unpaid_revenue: wire::number(total.unpaid()),
            },
        }
    }
}

/// Months, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RevenueEvolution)]
pub(super) struct RestEvolution {
    evolution: Vec<RestMonth>,
}

/// What was invoiced in a month, in euros with tax.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RevenueMonth)]
struct RestMonth {
    /// In France, such as `2026-11`.
    month: String,
    /// By invoices of the firm, credit notes taken off.
    audit: f64,
    /// By training invoices.
    formation: f64,
    /// By hand.
    other: f64,
    /// All together.
    total: f64,
}

impl From<Vec<Month>> for RestEvolution {
    fn from(months: Vec<Month>) -> Self {
        let name = |first: NaiveDate| first.format("%Y-%m").to_string();
        let month = |month: Month| RestMonth {
            month: name(month.first),
            audit: wire::number(month.revenue.audit.invoiced),
            formation: wire::number(month.revenue.formation.invoiced),
            other: wire::number(month.revenue.other.invoiced),
            total: wire::number(month.revenue.total().invoiced),
        };
        Self { evolution: months.into_iter().map(month).collect() }
    }
}
