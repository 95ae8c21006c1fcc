//! Filters on users.

use async_graphql::InputObject;
use db::{
    column,
    query::{Condition, Pattern, Relation},
};

use crate::{
    filters::{BooleanFilter, Conditions, DateTimeFilter, IdFilter, StringFilter, UserRoleFilter},
    team::TeamFilter,
};
use crm::{
    auth::Viewer,
    operations::{related, scope},
};

const TEAM: Relation = Relation { table: "teams", on: "teams.id = users.team_id" };

/// Filter on users. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct UserFilter {
    /// All of these hold.
    pub and: Option<Vec<UserFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<UserFilter>>,
    /// This does not hold.
    pub not: Option<Box<UserFilter>>,
    /// All these words stand in the name or the e-mail address; case and accents do not matter.
    pub search: Option<String>,
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
    /// The team; of somebody without one, none holds.
    pub team: Option<TeamFilter>,
    /// May sign in.
    pub is_active: Option<BooleanFilter>,
    /// When the account was made.
    pub created_at: Option<DateTimeFilter>,
}

impl UserFilter {
    /// The rows of a list: what the viewer may list, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        scope::users(viewer).and(filter.unwrap_or_default().condition(viewer))
    }

    /// The rows of a list of a team's members: those whom the viewer meets there, and the filter.
    #[must_use]
    pub fn members(filter: Option<Self>, viewer: &Viewer) -> Condition {
        scope::members(viewer).and(filter.unwrap_or_default().condition(viewer))
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self, viewer: &Viewer) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, |part| part.condition(viewer));
        all.add(self.search, |words| Condition::All(words.split_whitespace().map(word).collect()));
        all.column(self.id, column!(users.id));
        all.column(self.email, column!(users.email));
        all.column(self.first_name, column!(users.first_name));
        all.column(self.last_name, column!(users.last_name));
        all.column(self.role, column!(users.role));
        all.column(self.team_id, column!(users.team_id));
        all.add(self.team, |filter| Condition::Exists(TEAM, Box::new(related::teams(viewer).and(filter.condition()))));
        all.column(self.is_active, column!(users.is_active));
        all.column(self.created_at, column!(users.created_at));
        all.all()
    }
}

/// A word that stands in one of the columns that people look for each other by.
fn word(word: &str) -> Condition {
    let columns = [column!(users.first_name), column!(users.last_name), column!(users.email)];
    Condition::Any(columns.map(|column| Condition::Contains(column, Pattern::literal(word))).into())
}
