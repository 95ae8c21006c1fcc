//! The operations of consolidated revenue, checked against the schema when the app is compiled; and the parts of the
//! schema's filter on entries that they use.

use super::declare::{enums::*, lists, operations};
use super::filters::{Between, Is, OneOf, filters};
use super::operations::{Date, DateTime, ListOrder};

/// `1234.50`: exact, as text.
pub type Decimal = String;

operations! {
    ConsolidatedRevenue in "graphql/consolidated_revenue.graphql",
    RevenueEvolution in "graphql/revenue_evolution.graphql",
    DashboardRevenue in "graphql/dashboard_revenue.graphql",
    CreateRevenueEntry in "graphql/create_revenue_entry.graphql",
    UpdateRevenueEntry in "graphql/update_revenue_entry.graphql",
    DeleteRevenueEntry in "graphql/delete_revenue_entry.graphql",
    RestoreRevenueEntry in "graphql/restore_revenue_entry.graphql",
}

lists! {
    RevenueEntries in "graphql/revenue_entries.graphql" with "ListOrder", "crate::api::revenue::EntryFilter";
    RevenueEntryCount in "graphql/revenue_entry_count.graphql" with "crate::api::revenue::EntryFilter";
}

filters! {
    /// `RevenueEntryFilter` of the schema.
    EntryFilter {
        id: Is<String>,
        search: String,
        kind: OneOf<RevenueEntryKind>,
        entry_date: Between,
        institution_id: Is<String>,
        deleted: bool,
    }
}
