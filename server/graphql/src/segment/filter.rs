//! Filters on segments.

use async_graphql::InputObject;
use db::{column, query::Condition};
use domain::Permission;

use crate::filters::{
    BooleanFilter, Conditions, DateTimeFilter, IdFilter, SegmentTypeFilter, SegmentVisibilityFilter, StringFilter,
    presence,
};
use crm::{
    auth::Viewer,
    operations::{scope, segment},
};

/// Filter on segments. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct SegmentFilter {
    /// All of these hold.
    pub and: Option<Vec<SegmentFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<SegmentFilter>>,
    /// This does not hold.
    pub not: Option<Box<SegmentFilter>>,
    /// Words of the name or the description.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Name.
    pub name: Option<StringFilter>,
    /// What it is made of.
    #[graphql(name = "type")]
    pub kind: Option<SegmentTypeFilter>,
    /// Who sees it.
    pub visibility: Option<SegmentVisibilityFilter>,
    /// Whose it is.
    pub owner_id: Option<IdFilter>,
    /// The team that sees it.
    pub team_id: Option<IdFilter>,
    /// Whether it is in use.
    pub is_active: Option<BooleanFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
}

impl SegmentFilter {
    /// The rows of a list: what the viewer sees, present or deleted, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = viewer.can(Permission::ManageSegments);
        presence(filter.deleted, column!(segments.deleted_at), may_restore)
            .and(scope::segments(viewer))
            .and(filter.condition())
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.add(self.search, |words| segment::search(&words));
        all.column(self.id, column!(segments.id));
        all.column(self.name, column!(segments.name));
        all.column(self.kind, column!(segments.type_));
        all.column(self.visibility, column!(segments.visibility));
        all.column(self.owner_id, column!(segments.owner_id));
        all.column(self.team_id, column!(segments.team_id));
        all.column(self.is_active, column!(segments.is_active));
        all.column(self.created_at, column!(segments.created_at));
        all.column(self.updated_at, column!(segments.updated_at));
        all.all()
    }
}
