//! The state of the list, kept in the address: it can be read, shared, and typed by hand. What makes no sense
//! in an address is left out.

use domain::{CommercialStatus, ComplianceStatus, InstitutionType};

use crate::api::operations::{ListOrder, institutions as api};
use crate::router::query::Query;

/// Rows of a page.
pub const PAGE_SIZE: u32 = 20;

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// Words searched for.
    pub search: String,
    /// Kinds.
    pub types: Vec<InstitutionType>,
    /// Commercial statuses.
    pub commercial: Vec<CommercialStatus>,
    /// Compliance statuses.
    pub compliance: Vec<ComplianceStatus>,
    /// Towns.
    pub cities: Vec<String>,
    /// At least one of these tags.
    pub tags: Vec<String>,
    /// Who follows them.
    pub assignee: Option<Assignee>,
    /// Fewest beds.
    pub beds_min: Option<u32>,
    /// Most beds.
    pub beds_max: Option<u32>,
    /// Active or not; both when absent.
    pub active: Option<bool>,
    /// The deleted ones instead.
    pub trash: bool,
    /// The order.
    pub sort: Sort,
    /// Which page.
    pub position: Position,
}

/// Who follows an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assignee {
    /// The person at the screen.
    Me,
    /// Nobody.
    Nobody,
    /// Somebody, by id.
    User(String),
}

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortKey {
    /// Name.
    #[default]
    Name,
    /// Kind.
    Type,
    /// Town.
    City,
    /// Commercial status.
    Commercial,
    /// Beds.
    Beds,
    /// Last change.
    Updated,
    /// Creation.
    Created,
}

impl SortKey {
    /// Every key, in the order of the menu.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::City, Self::Type, Self::Commercial, Self::Beds, Self::Updated, Self::Created];

    const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Type => "type",
            Self::City => "city",
            Self::Commercial => "status",
            Self::Beds => "beds",
            Self::Updated => "updated",
            Self::Created => "created",
        }
    }

    const fn order_field(self) -> &'static str {
        match self {
            Self::Name => "NAME",
            Self::Type => "TYPE",
            Self::City => "CITY",
            Self::Commercial => "COMMERCIAL_STATUS",
            Self::Beds => "BED_CAPACITY",
            Self::Updated => "UPDATED_AT",
            Self::Created => "CREATED_AT",
        }
    }

    /// Whether the interesting end is the large one.
    const fn starts_descending(self) -> bool {
        matches!(self, Self::Beds | Self::Updated | Self::Created)
    }
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Large to small.
    pub descending: bool,
}

impl Sort {
    /// The order after a click on the header of `key`: that key, or the other direction.
    #[must_use]
    pub fn clicked(self, key: SortKey) -> Self {
        if self.key == key {
            Self { key, descending: !self.descending }
        } else {
            Self { key, descending: key.starts_descending() }
        }
    }

    fn parse(text: &str) -> Self {
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let key = SortKey::ALL.into_iter().find(|key| key.name() == name);
        key.map_or_else(Self::default, |key| Self { key, descending })
    }

    fn text(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.key.name())
    }
}

/// Which page of the list, by keyset cursors. `from` counts rows for the reader only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Position {
    /// The first page.
    #[default]
    First,
    /// What follows a cursor.
    After {
        /// The cursor.
        cursor: String,
        /// Number of the first row.
        from: u32,
    },
    /// What precedes a cursor.
    Before {
        /// The cursor.
        cursor: String,
        /// Number of the first row.
        from: u32,
    },
}

impl Position {
    /// Number of the first row.
    #[must_use]
    pub fn from(&self) -> u32 {
        match self {
            Self::First => 1,
            Self::After { from, .. } | Self::Before { from, .. } => *from,
        }
    }
}

impl ListState {
    /// Reads the query of an address; nonsense is left out.
    #[must_use]
    pub fn parse(query: &Query) -> Self {
        let from = query.get("from").and_then(|text| text.parse().ok()).unwrap_or(1);
        let position = match (query.get("after"), query.get("before")) {
            (Some(cursor), _) => Position::After { cursor: cursor.to_owned(), from },
            (None, Some(cursor)) => Position::Before { cursor: cursor.to_owned(), from },
            (None, None) => Position::First,
        };
        Self {
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            types: known(query, "type"),
            commercial: known(query, "status"),
            compliance: known(query, "compliance"),
            cities: words(query, "city"),
            tags: words(query, "tag"),
            assignee: query.get("assignee").and_then(|text| match text {
                "" => None,
                "me" => Some(Assignee::Me),
                "none" => Some(Assignee::Nobody),
                id => Some(Assignee::User(id.to_owned())),
            }),
            beds_min: query.get("beds_min").and_then(|text| text.parse().ok()),
            beds_max: query.get("beds_max").and_then(|text| text.parse().ok()),
            active: match query.get("active") {
                Some("yes") => Some(true),
                Some("no") => Some(false),
                _ => None,
            },
            trash: query.get("view") == Some("trash"),
            sort: query.get("sort").map(Sort::parse).unwrap_or_default(),
            position,
        }
    }

    /// Writes it for an address; what is as usual is left out.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::default();
        if self.trash {
            query.push("view", "trash");
        }
        query.push("q", &self.search);
        self.types.iter().for_each(|value| query.push("type", value.name()));
        self.commercial.iter().for_each(|value| query.push("status", value.name()));
        self.compliance.iter().for_each(|value| query.push("compliance", value.name()));
        self.cities.iter().for_each(|value| query.push("city", value));
        self.tags.iter().for_each(|value| query.push("tag", value));
        match &self.assignee {
            None => {}
            Some(Assignee::Me) => query.push("assignee", "me"),
            Some(Assignee::Nobody) => query.push("assignee", "none"),
            Some(Assignee::User(id)) => query.push("assignee", id),
        }
        if let Some(beds) = self.beds_min {
            query.push("beds_min", &beds.to_string());
        }
        if let Some(beds) = self.beds_max {
            query.push("beds_max", &beds.to_string());
        }
        if let Some(active) = self.active {
            query.push("active", if active { "yes" } else { "no" });
        }
        if self.sort != Sort::default() {
            query.push("sort", &self.sort.text());
        }
        match &self.position {
            Position::First => {}
            Position::After { cursor, from } => {
                query.push("after", cursor);
                query.push("from", &from.to_string());
            }
            Position::Before { cursor, from } => {
                query.push("before", cursor);
                query.push("from", &from.to_string());
            }
        }
        query
    }

    /// Without filters; order and view stay.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { trash: self.trash, sort: self.sort, ..Self::default() }
    }

    /// Whether anything narrows the list down.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        let bare = self.without_filters();
        Self { position: Position::First, ..self.clone() } != bare
    }

    /// The filter of the query; `me` is the id of the person at the screen.
    #[must_use]
    pub fn filter(&self, me: &str) -> api::InstitutionFilter {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let beds = (self.beds_min.is_some() || self.beds_max.is_some()).then(|| api::IntFilter {
            gte: self.beds_min.map(i64::from),
            lte: self.beds_max.map(i64::from),
            ..Default::default()
        });
        let compliance = list(&self.compliance)
            .map(|values| api::ComplianceStatusFilter { in_: Some(values), ..Default::default() });
        let profile = (beds.is_some() || compliance.is_some()).then(|| api::MedicalProfileFilter {
            bed_capacity: beds,
            compliance_status: compliance,
            ..Default::default()
        });
        let assigned = self.assignee.as_ref().map(|assignee| match assignee {
            Assignee::Me => api::IdFilter { eq: Some(me.to_owned()), ..Default::default() },
            Assignee::Nobody => api::IdFilter { is_null: Some(true), ..Default::default() },
            Assignee::User(id) => api::IdFilter { eq: Some(id.clone()), ..Default::default() },
        });
        api::InstitutionFilter {
            search: some(&self.search),
            type_: list(&self.types)
                .map(|values| api::InstitutionTypeFilter { in_: Some(values), ..Default::default() }),
            commercial_status: list(&self.commercial)
                .map(|values| api::CommercialStatusFilter { in_: Some(values), ..Default::default() }),
            city: list(&self.cities).map(|values| api::StringFilter { in_: Some(values), ..Default::default() }),
            tags: list(&self.tags).map(|values| api::StringListFilter { any: Some(values), ..Default::default() }),
            assigned_user_id: assigned,
            is_active: self.active.map(|active| api::BooleanFilter { eq: Some(active), ..Default::default() }),
            deleted: self.trash.then_some(true),
            medical_profile: profile.into(),
            ..Default::default()
        }
    }

    /// The variables of the query for its page.
    #[must_use]
    pub fn variables(&self, me: &str) -> api::Variables {
        let size = i64::from(PAGE_SIZE);
        let mut variables = api::Variables {
            order_by: Some(vec![ListOrder {
                field: self.sort.key.order_field(),
                direction: if self.sort.descending { "DESC" } else { "ASC" },
            }]),
            filter: Some(self.filter(me)),
            ..Default::default()
        };
        match &self.position {
            Position::First => variables.first = Some(size),
            Position::After { cursor, .. } => {
                variables.first = Some(size);
                variables.after = Some(cursor.clone());
            }
            Position::Before { cursor, .. } => {
                variables.last = Some(size);
                variables.before = Some(cursor.clone());
            }
        }
        variables
    }
}

/// Values of `name` that are known, each once.
fn known<T: std::str::FromStr + PartialEq>(query: &Query, name: &str) -> Vec<T> {
    let mut values = Vec::new();
    for value in query.all(name).filter_map(|text| text.parse().ok()) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// Values of `name` that are not blank, each once.
fn words(query: &Query, name: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for word in query.all(name).map(str::trim).filter(|word| !word.is_empty()) {
        if !values.iter().any(|value| value == word) {
            values.push(word.to_owned());
        }
    }
    values
}

fn list<T: Clone>(values: &[T]) -> Option<Vec<T>> {
    (!values.is_empty()).then(|| values.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> ListState {
        ListState::parse(&Query::parse(text))
    }

    #[test]
    fn nonsense_in_an_address_is_left_out() {
        assert_eq!(
            parse("type=spaceship&status=&beds_min=many&active=perhaps&sort=colour&from=x"),
            ListState::default()
        );
        let mixed = parse("type=clinic&type=clinic&type=spaceship&city=%20&city=Nantes");
        assert_eq!(
            (mixed.types.as_slice(), mixed.cities.as_slice()),
            (&[InstitutionType::Clinic][..], &["Nantes".to_owned()][..])
        );
    }

    #[test]
    fn an_order_is_not_a_filter() {
        assert!(!parse("sort=-updated&after=x&from=21&view=trash").is_filtered());
        assert!(parse("assignee=me").is_filtered());
    }

    #[test]
    fn a_second_click_turns_the_order_round() {
        let once = Sort::default().clicked(SortKey::Updated);
        assert_eq!(once, Sort { key: SortKey::Updated, descending: true });
        assert!(!once.clicked(SortKey::Updated).descending);
    }

    #[test]
    fn filters_reach_the_server() {
        let state = parse("q=nantes&type=clinic&beds_min=100&assignee=me&tag=bloc&compliance=expired&view=trash");
        let filter = serde_json::to_value(state.filter("u1")).unwrap();
        assert_eq!(
            filter,
            serde_json::json!({
                "search": "nantes",
                "type": {"in": ["CLINIC"]},
                "assignedUserId": {"eq": "u1"},
                "tags": {"any": ["bloc"]},
                "deleted": true,
                "medicalProfile": {"bedCapacity": {"gte": 100}, "complianceStatus": {"in": ["EXPIRED"]}},
            })
        );
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "([a-z_]{1,10}=[^&]{0,10}&){0,8}") {
            let state = parse(&text);
            prop_assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        }
    }
}
