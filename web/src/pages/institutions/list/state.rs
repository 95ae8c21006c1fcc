//! The state of the list, kept in the address: it can be read, shared, and typed by hand. What makes no sense
//! in an address is left out.

use domain::{CommercialStatus, ComplianceStatus, InstitutionType};

use crate::api::filters::{AnyOf, Bounds, InstitutionFilter, Is, Known, MedicalProfileFilter, is, one_of, words};
use crate::api::operations::institutions as api;
use crate::fields_of_a_list;
use crate::i18n::text::{exports, institutions as t, list};
use crate::pages::exports::ListFile;
use crate::pages::listing::Listed;
use crate::router::query::Query;
use crate::ui::pager::{Position, Slice};
use crate::ui::sort::{Sort, SortKey, SortKeys};

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

/// What the list can be sorted by.
pub static SORT_KEYS: [SortKey; 7] = [
    SortKey::new("name", "NAME", t::SORT_NAME),
    SortKey::new("city", "CITY", t::FILTER_CITY),
    SortKey::new("type", "TYPE", t::FILTER_TYPE),
    SortKey::new("status", "COMMERCIAL_STATUS", t::COLUMN_STATUS),
    SortKey::new("beds", "BED_CAPACITY", t::BEDS).descending(),
    SortKey::new("updated", "UPDATED_AT", t::SORT_UPDATED).descending(),
    SortKey::new("created", "CREATED_AT", t::SORT_CREATED).descending(),
];

impl Listed for ListState {
    const SORT_KEYS: SortKeys = &SORT_KEYS;

    fn parse(query: &Query) -> Self {
        Self {
            search: query.get("q").unwrap_or_default().trim().to_owned(),
            types: query.known("type"),
            commercial: query.known("status"),
            compliance: query.known("compliance"),
            cities: query.words("city"),
            tags: query.words("tag"),
            assignee: query.get("assignee").and_then(|text| match text {
                "" => None,
                "me" => Some(Assignee::Me),
                "none" => Some(Assignee::Nobody),
                id => Some(Assignee::User(id.to_owned())),
            }),
            beds_min: query.get("beds_min").and_then(|text| text.parse().ok()),
            beds_max: query.get("beds_max").and_then(|text| text.parse().ok()),
            active: query.answer("active"),
            trash: query.get("view") == Some("trash"),
            sort: Sort::parse(&SORT_KEYS, query.get("sort").unwrap_or_default()),
            position: Position::parse(query),
        }
    }

    fn query(&self) -> Query {
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
        query.push_answer("active", self.active);
        query.push("sort", &self.sort.text());
        self.position.write(&mut query);
        query
    }

    fn without_filters(&self) -> Self {
        Self { trash: self.trash, sort: self.sort, ..Self::default() }
    }

    fields_of_a_list!();
}

impl ListState {
    /// The filter of the query; `me` is the id of the person at the screen.
    #[must_use]
    pub fn filter(&self, me: &str) -> InstitutionFilter {
        let beds = (self.beds_min.is_some() || self.beds_max.is_some())
            .then_some(Bounds { gte: self.beds_min, lte: self.beds_max });
        let compliance = one_of(&self.compliance);
        let profile = (beds.is_some() || compliance.is_some())
            .then_some(MedicalProfileFilter { bed_capacity: beds, compliance_status: compliance });
        let assigned = self.assignee.as_ref().map(|assignee| match assignee {
            Assignee::Me => Known::This(Is { eq: me.to_owned() }),
            Assignee::Nobody => Known::Nobody { is_null: true },
            Assignee::User(id) => Known::This(Is { eq: id.clone() }),
        });
        InstitutionFilter {
            search: words(&self.search),
            institution_type: one_of(&self.types),
            commercial_status: one_of(&self.commercial),
            city: one_of(&self.cities),
            tags: (!self.tags.is_empty()).then(|| AnyOf { any: self.tags.clone() }),
            assigned_user_id: assigned,
            is_active: is(self.active),
            deleted: self.trash.then_some(true),
            medical_profile: profile,
        }
    }

    /// The list as a file; none of deleted ones. `me` is the id of the person at the screen.
    #[must_use]
    pub fn file(&self, me: &str) -> Option<ListFile> {
        if self.trash {
            return None;
        }
        let beds = |beds: Option<u32>| beds.map(|beds| beds.to_string());
        let assigned = match &self.assignee {
            Some(Assignee::Me) => Some(me),
            Some(Assignee::User(id)) => Some(id.as_str()),
            Some(Assignee::Nobody) | None => None,
        };
        let file = ListFile::new(exports::INSTITUTIONS, "/api/export/institutions")
            .without(list::SEARCH_FILTER, !self.search.is_empty())
            .with_one("type", t::FILTER_TYPE, &self.types, InstitutionType::name)
            .with_one("commercialStatus", t::FILTER_COMMERCIAL, &self.commercial, CommercialStatus::name)
            .with_one("complianceStatus", t::COMPLIANCE, &self.compliance, ComplianceStatus::name)
            // The route looks for a part of the name of a town, which finds others too.
            .without(t::FILTER_CITY, !self.cities.is_empty())
            .with_some("assignedUserId", assigned)
            .without(t::ASSIGNEE, self.assignee == Some(Assignee::Nobody))
            .with_some("minBedCapacity", beds(self.beds_min).as_deref())
            .with_some("maxBedCapacity", beds(self.beds_max).as_deref())
            .with_some("isActive", self.active.map(|active| if active { "true" } else { "false" }));
        Some(self.tags.iter().fold(file, |file, tag| file.with("tags", tag)))
    }

    /// The variables of the query for its page.
    #[must_use]
    pub fn variables(&self, me: &str) -> api::Variables {
        let Slice { first, after, last, before } = self.position.slice();
        let order_by = Some(self.sort.order(&SORT_KEYS));
        api::Variables { order_by, filter: Some(self.filter(me)), first, after, last, before }
    }
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

    #[test]
    fn a_file_follows_what_its_route_takes() {
        let file =
            parse("type=clinic&assignee=me&tag=bloc&tag=iso&beds_min=100&active=no&q=nantes&city=Nantes").file("u1");
        let expected = ListFile::new(exports::INSTITUTIONS, "/api/export/institutions")
            .without(list::SEARCH_FILTER, true)
            .with("type", "clinic")
            .without(t::FILTER_CITY, true)
            .with("assignedUserId", "u1")
            .with("minBedCapacity", "100")
            .with("isActive", "false")
            .with("tags", "bloc")
            .with("tags", "iso");
        assert_eq!(file, Some(expected));
        assert_eq!(parse("view=trash").file("u1"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "([a-z_]{1,10}=[^&]{0,10}&){0,8}") {
            let state = parse(&text);
            prop_assert_eq!(ListState::parse(&Query::parse(&state.query().to_string())), state);
        }
    }
}
