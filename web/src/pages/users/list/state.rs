//! What the list shows, read from the address and written to it.

use domain::UserRole;

use crate::api::operations::{In, Is, PeopleFilter, users as api};
use crate::pages::listing::Listed;
use crate::router::query::Query;
use crate::router::{Address, Page, Panel};
use crate::ui::pager::Position;
use crate::ui::sort::SortKeys;

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Words of a name or an address.
    pub search: String,
    /// With one of these roles; none: whatever they are.
    pub roles: Vec<UserRole>,
    /// Deactivated accounts instead of active ones.
    pub deactivated: bool,
    /// Which page.
    pub position: Position,
}

impl Listed for ListState {
    const SORT_KEYS: SortKeys = &[];

    fn parse(query: &Query) -> Self {
        Self {
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            roles: query.all("role").filter_map(|name| name.parse().ok()).collect(),
            deactivated: query.get("view") == Some("deactivated"),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::default();
        if self.deactivated {
            query.push("view", "deactivated");
        }
        query.push("q", &self.search);
        self.roles.iter().for_each(|role| query.push("role", role.name()));
        self.position.write(&mut query);
        query
    }

    fn without_filters(&self) -> Self {
        Self { deactivated: self.deactivated, ..Self::default() }
    }

    fn search(&mut self) -> &mut String {
        &mut self.search
    }

    fn position(&mut self) -> &mut Position {
        &mut self.position
    }
}

impl ListState {
    /// What the server is asked for.
    pub fn variables(&self) -> api::Variables {
        let slice = self.position.slice();
        let filter = PeopleFilter {
            search: Some(self.search.clone()).filter(|words| !words.is_empty()),
            is_active: Some(Is { eq: !self.deactivated }),
            role: Some(In { values: self.roles.clone() }).filter(|role| !role.values.is_empty()),
            name: None,
        };
        api::Variables {
            filter: Some(filter),
            first: slice.first,
            after: slice.after,
            last: slice.last,
            before: slice.before,
        }
    }

    /// The address of the list, with a panel.
    pub fn url(&self, panel: Panel) -> String {
        Address { page: Page::Users(panel), query: self.query() }.url()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_from_its_address_as_it_was_written() {
        let state = ListState {
            search: "inès".into(),
            roles: vec![UserRole::Admin, UserRole::Viewer],
            deactivated: true,
            position: Position::First,
        };
        assert_eq!(ListState::parse(&state.query()), state);
        assert_eq!(ListState::parse(&Query::parse("role=emperor&view=x")), ListState::default());
        let written = serde_json::to_value(state.variables()).unwrap();
        assert_eq!(
            written["filter"],
            serde_json::json!({"search": "inès", "isActive": {"eq": false}, "role": {"in": ["ADMIN", "VIEWER"]}})
        );
    }
}
