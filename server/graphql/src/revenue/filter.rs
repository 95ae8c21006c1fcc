//! Filters on entries of revenue.

use async_graphql::InputObject;
use db::{
    column,
    query::{Condition, Relation},
};

use crate::{
    filters::{
        Conditions, DateFilter, DateTimeFilter, DecimalFilter, IdFilter, RevenueEntryKindFilter, StringFilter, presence,
    },
    institution::InstitutionFilter,
};
use crm::{
    auth::Viewer,
    operations::{related, revenue, scope},
};

const INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = revenue_entries.institution_id" };

/// Filter on entries of revenue. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct RevenueEntryFilter {
    /// All of these hold.
    pub and: Option<Vec<RevenueEntryFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<RevenueEntryFilter>>,
    /// This does not hold.
    pub not: Option<Box<RevenueEntryFilter>>,
    /// Words of the label or the reference.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// What it is.
    pub label: Option<StringFilter>,
    /// Its kind.
    pub kind: Option<RevenueEntryKindFilter>,
    /// The day that it counts on.
    pub entry_date: Option<DateFilter>,
    /// In euros, before tax.
    pub net_amount: Option<DecimalFilter>,
    /// In euros, with tax.
    pub total_amount: Option<DecimalFilter>,
    /// What of it was paid, with tax.
    pub paid_amount: Option<DecimalFilter>,
    /// The day of the payment.
    pub paid_date: Option<DateFilter>,
    /// The institution that it is of.
    pub institution_id: Option<IdFilter>,
    /// Number of a document.
    pub reference: Option<StringFilter>,
    /// Who entered it.
    pub created_by_id: Option<IdFilter>,
    /// When it was entered.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// The institution that it is of.
    pub institution: Option<Box<InstitutionFilter>>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
}

impl RevenueEntryFilter {
    /// The rows of a list: what the viewer sees, present or deleted, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = revenue::may_change(viewer).is_ok();
        presence(filter.deleted, column!(revenue_entries.deleted_at), may_restore)
            .and(scope::revenue_entries(viewer))
            .and(filter.condition(viewer))
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self, viewer: &Viewer) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, |part| part.condition(viewer));
        all.add(self.search, |words| revenue::search(&words));
        all.column(self.id, column!(revenue_entries.id));
        all.column(self.label, column!(revenue_entries.label));
        all.column(self.kind, column!(revenue_entries.kind));
        all.column(self.entry_date, column!(revenue_entries.entry_date));
        all.column(self.net_amount, column!(revenue_entries.net_amount));
        all.column(self.total_amount, column!(revenue_entries.total_amount));
        all.column(self.paid_amount, column!(revenue_entries.paid_amount));
        all.column(self.paid_date, column!(revenue_entries.paid_date));
        all.column(self.institution_id, column!(revenue_entries.institution_id));
        all.column(self.reference, column!(revenue_entries.reference));
        all.column(self.created_by_id, column!(revenue_entries.created_by));
        all.column(self.created_at, column!(revenue_entries.created_at));
        all.column(self.updated_at, column!(revenue_entries.updated_at));
        all.add(self.institution, |filter| {
            let present = Condition::IsNull(column!(medical_institutions.deleted_at));
            let seen = present.and(related::institutions(viewer)).and(filter.condition(viewer));
            Condition::Exists(INSTITUTION, Box::new(seen))
        });
        all.all()
    }
}
