//! Filters on users.

use async_graphql::InputObject;
use db::{column, query::Condition};

use crate::{
    auth::Viewer,
    graphql::filters::{BooleanFilter, Conditions, DateTimeFilter, IdFilter, StringFilter, UserRoleFilter},
    operations::scope,
};

/// Filter on users. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct UserFilter {
    /// All of these hold.
    pub and: Option<Vec<UserFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<UserFilter>>,
    /// This does not hold.
    pub not: Option<Box<UserFilter>>,
    /// Id.
    pub id: Option<IdFilter>,
    /// E-mail address.
    pub email: Option<StringFilter>,
    /// First name.
    pub first_name: Option<StringFilter>,
    /// Last name.
    pub last_name: Option<StringFilter>,
    /// Role.
    pub role: Option<UserRoleFilter>,
    /// Team.
    pub team_id: Option<IdFilter>,
    /// May sign in.
    pub is_active: Option<BooleanFilter>,
    /// When the account was made.
    pub created_at: Option<DateTimeFilter>,
}

impl UserFilter {
    /// The rows of a list: what the viewer may list, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        scope::users(viewer).and(filter.unwrap_or_default().condition())
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.column(self.id, column!(users.id));
        all.column(self.email, column!(users.email));
        all.column(self.first_name, column!(users.first_name));
        all.column(self.last_name, column!(users.last_name));
        all.column(self.role, column!(users.role));
        all.column(self.team_id, column!(users.team_id));
        all.column(self.is_active, column!(users.is_active));
        all.column(self.created_at, column!(users.created_at));
        all.all()
    }
}
