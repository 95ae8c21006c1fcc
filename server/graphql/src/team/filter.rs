//! Filters on teams.

use async_graphql::InputObject;
use db::{column, query::Condition};

use crate::filters::{BooleanFilter, Conditions, DateTimeFilter, IdFilter, StringFilter};
use crm::{auth::Viewer, operations::scope};

/// Filter on teams. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct TeamFilter {
    /// All of these hold.
    pub and: Option<Vec<TeamFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<TeamFilter>>,
    /// This does not hold.
    pub not: Option<Box<TeamFilter>>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Name.
    pub name: Option<StringFilter>,
    /// Whether it still works.
    pub is_active: Option<BooleanFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
}

impl TeamFilter {
    /// The rows of a list: what the viewer may list, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        scope::teams(viewer).and(filter.unwrap_or_default().condition())
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.column(self.id, column!(teams.id));
        all.column(self.name, column!(teams.name));
        all.column(self.is_active, column!(teams.is_active));
        all.column(self.created_at, column!(teams.created_at));
        all.all()
    }
}
