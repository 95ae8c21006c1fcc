//! What the members of a segment have in common.

use chrono::{DateTime, Utc};
use db::{
    column,
    query::{Column, Comparison, Condition, Pattern, Relation, Value, Values},
};
use domain::{CommercialStatus, InstitutionType, SegmentType};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Result,
    auth::Viewer,
    operations::{contact, related, validate::Checks},
};

/// The medical profile of an institution.
const PROFILE: Relation =
    Relation { table: "medical_profiles", on: "medical_profiles.institution_id = medical_institutions.id" };
/// The contacts of an institution.
const CONTACTS: Relation =
    Relation { table: "contact_persons", on: "contact_persons.institution_id = medical_institutions.id" };
/// The institution of a contact.
const INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = contact_persons.institution_id" };

/// The most beds or operating rooms that a bound may name.
const MOST: i32 = 100_000;

/// All of it must hold; of a list, one entry is enough. Inactive institutions and contacts are never members.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Criteria {
    /// Of the institutions; of a segment of contacts, those that they work at.
    #[serde(skip_serializing_if = "is_default")]
    pub institution_filters: InstitutionCriteria,
    /// Of the contacts; of a segment of institutions, one of their contacts.
    #[serde(skip_serializing_if = "is_default")]
    pub contact_filters: ContactCriteria,
    /// Of the members themselves.
    #[serde(skip_serializing_if = "is_default")]
    pub combined_filters: CombinedCriteria,
}

/// What institutions have in common. Texts are looked for wherever they stand; case and accents do not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct InstitutionCriteria {
    #[serde(skip_serializing_if = "is_default")]
    pub name: Option<String>,
    #[serde(rename = "type", with = "names", skip_serializing_if = "is_default")]
    pub kinds: Vec<InstitutionType>,
    #[serde(with = "names", skip_serializing_if = "is_default")]
    pub commercial_status: Vec<CommercialStatus>,
    #[serde(skip_serializing_if = "is_default")]
    pub city: Option<String>,
    /// Department or region.
    #[serde(skip_serializing_if = "is_default")]
    pub state: Option<String>,
    /// What the post code begins with.
    #[serde(skip_serializing_if = "is_default")]
    pub zip_code: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub assigned_user_id: Option<Uuid>,
    /// One of these is in charge.
    #[serde(skip_serializing_if = "is_default")]
    pub team_member_ids: Vec<Uuid>,
    #[serde(skip_serializing_if = "is_default")]
    pub specialties: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub min_bed_capacity: Option<i32>,
    #[serde(skip_serializing_if = "is_default")]
    pub max_bed_capacity: Option<i32>,
    #[serde(skip_serializing_if = "is_default")]
    pub min_surgical_rooms: Option<i32>,
    #[serde(skip_serializing_if = "is_default")]
    pub max_surgical_rooms: Option<i32>,
    #[serde(skip_serializing_if = "is_default")]
    pub tags: Vec<String>,
}

/// What contacts have in common. Texts are looked for wherever they stand; case and accents do not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct ContactCriteria {
    #[serde(skip_serializing_if = "is_default")]
    pub title: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub department: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub is_primary: Option<bool>,
    #[serde(skip_serializing_if = "is_default")]
    pub has_phone: Option<bool>,
    #[serde(skip_serializing_if = "is_default")]
    pub has_email: Option<bool>,
}

/// What members have in common, whatever they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CombinedCriteria {
    /// The institution has somebody to talk to.
    #[serde(skip_serializing_if = "is_default")]
    pub has_active_contacts: Option<bool>,
    /// The institution has a medical profile.
    #[serde(skip_serializing_if = "is_default")]
    pub has_medical_profile: Option<bool>,
    /// When the member was made.
    #[serde(skip_serializing_if = "is_default")]
    pub created_date_range: Option<DateRange>,
    /// When the member was last changed.
    #[serde(skip_serializing_if = "is_default")]
    pub updated_date_range: Option<DateRange>,
}

/// From one instant to another, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateRange {
    /// Absent: since ever.
    #[serde(skip_serializing_if = "is_default")]
    pub start: Option<DateTime<Utc>>,
    /// Absent: for ever.
    #[serde(skip_serializing_if = "is_default")]
    pub end: Option<DateTime<Utc>>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Criteria {
    /// As it was kept.
    ///
    /// # Errors
    /// [`Error::Internal`]: it was not written by this program.
    pub fn read(kept: &serde_json::Value) -> Result<Self> {
        Self::deserialize(kept).map_err(|error| Error::Internal(error.into()))
    }

    /// As it is kept: only what is set.
    ///
    /// # Errors
    /// [`Error::Internal`]: it does not serialise.
    pub fn to_json(&self) -> Result<serde_json::Value> {
        serde_json::to_value(self).map_err(|error| Error::Internal(error.into()))
    }

    /// How many things are asked for.
    ///
    /// # Errors
    /// [`Error::Internal`]: it does not serialise.
    pub fn count(&self) -> Result<usize> {
        let groups = self.to_json()?;
        Ok(groups.as_object().into_iter().flatten().filter_map(|(_, group)| group.as_object()).map(|it| it.len()).sum())
    }

    /// As it is to be kept: texts trimmed, labels in lower case.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn valid(&self) -> Result<Self> {
        let mut checks = Checks::default();
        let criteria = self.checked(&mut checks);
        checks.finish()?;
        Ok(criteria)
    }

    /// As it is to be kept: texts trimmed, labels in lower case.
    pub(super) fn checked(&self, checks: &mut Checks) -> Self {
        const INSTITUTION: &str = "criteria.institutionFilters";
        const CONTACT: &str = "criteria.contactFilters";
        let institution = &self.institution_filters;
        let mut text =
            |group: &str, field: &str, value: Option<&str>| checks.optional(&format!("{group}.{field}"), value, 255);
        let mut result = self.clone();
        let filters = &mut result.institution_filters;
        filters.name = text(INSTITUTION, "name", institution.name.as_deref());
        filters.city = text(INSTITUTION, "city", institution.city.as_deref());
        filters.state = text(INSTITUTION, "state", institution.state.as_deref());
        filters.zip_code = text(INSTITUTION, "zipCode", institution.zip_code.as_deref());
        filters.specialties = checks.labels(&format!("{INSTITUTION}.specialties"), &institution.specialties, 100);
        filters.tags = checks.labels(&format!("{INSTITUTION}.tags"), &institution.tags, 50);
        if institution.team_member_ids.len() > 100 {
            checks.refuse(&format!("{INSTITUTION}.teamMemberIds"), "TOO_MANY", "At most 100 entries.");
        }
        let beds = (institution.min_bed_capacity, institution.max_bed_capacity);
        bounds(checks, INSTITUTION, ("minBedCapacity", "maxBedCapacity"), beds);
        let rooms = (institution.min_surgical_rooms, institution.max_surgical_rooms);
        bounds(checks, INSTITUTION, ("minSurgicalRooms", "maxSurgicalRooms"), rooms);
        let contact = &self.contact_filters;
        result.contact_filters.title = texts(checks, &format!("{CONTACT}.title"), &contact.title);
        result.contact_filters.department = texts(checks, &format!("{CONTACT}.department"), &contact.department);
        let combined = &self.combined_filters;
        let ranges =
            [("createdDateRange", combined.created_date_range), ("updatedDateRange", combined.updated_date_range)];
        for (field, range) in ranges {
            let range = range.unwrap_or_default();
            if let (Some(start), Some(end)) = (range.start, range.end)
                && end < start
            {
                let field = format!("criteria.combinedFilters.{field}.end");
                checks.refuse(&field, "BEFORE_START", "The end is before the beginning.");
            }
        }
        result
    }

    /// The members that the viewer sees: rows of `medical_institutions` or `contact_persons`.
    #[must_use]
    pub fn members(&self, kind: SegmentType, viewer: &Viewer) -> Condition {
        match kind {
            SegmentType::Institution => {
                let mut all = vec![
                    Condition::IsNull(column!(medical_institutions.deleted_at)),
                    related::institutions(viewer),
                    self.of_institution(viewer),
                ];
                if !is_default(&self.contact_filters) {
                    all.push(contact_exists(viewer, self.contact_filters.condition()));
                }
                let combined = &self.combined_filters;
                within(&mut all, column!(medical_institutions.created_at), combined.created_date_range);
                within(&mut all, column!(medical_institutions.updated_at), combined.updated_date_range);
                Condition::All(all)
            }
            SegmentType::Contact => {
                let mut all = vec![
                    Condition::IsNull(column!(contact_persons.deleted_at)),
                    flag(column!(contact_persons.is_active), true),
                    related::contacts(viewer),
                    self.contact_filters.condition(),
                    Condition::Exists(INSTITUTION, Box::new(self.of_institution(viewer))),
                ];
                let combined = &self.combined_filters;
                within(&mut all, column!(contact_persons.created_at), combined.created_date_range);
                within(&mut all, column!(contact_persons.updated_at), combined.updated_date_range);
                Condition::All(all)
            }
        }
    }

    /// What an institution must be, whether it is a member or the place of one.
    fn of_institution(&self, viewer: &Viewer) -> Condition {
        let mut all = vec![flag(column!(medical_institutions.is_active), true), self.institution_filters.condition()];
        if let Some(wanted) = self.combined_filters.has_active_contacts {
            all.push(is(wanted, contact_exists(viewer, Condition::TRUE)));
        }
        if let Some(wanted) = self.combined_filters.has_medical_profile {
            all.push(is(wanted, Condition::Exists(PROFILE, Box::new(Condition::TRUE))));
        }
        Condition::All(all)
    }
}

impl InstitutionCriteria {
    fn condition(&self) -> Condition {
        let mut all = Vec::new();
        contains(&mut all, column!(medical_institutions.name), self.name.as_deref());
        contains(&mut all, column!(medical_institutions.address_city), self.city.as_deref());
        contains(&mut all, column!(medical_institutions.address_state), self.state.as_deref());
        if let Some(start) = &self.zip_code {
            all.push(Condition::StartsWith(column!(medical_institutions.address_zip_code), Pattern::literal(start)));
        }
        one_of(&mut all, column!(medical_institutions.type_), self.kinds.iter().map(|kind| kind.name()));
        let statuses = self.commercial_status.iter().map(|status| status.name());
        one_of(&mut all, column!(medical_institutions.commercial_status), statuses);
        if let Some(id) = self.assigned_user_id {
            all.push(Condition::eq(column!(medical_institutions.assigned_user_id), Value::Id(id)));
        }
        if !self.team_member_ids.is_empty() {
            let ids = Values::Ids(self.team_member_ids.clone());
            all.push(Condition::OneOf(column!(medical_institutions.assigned_user_id), ids));
        }
        if !self.tags.is_empty() {
            all.push(Condition::HasAny(column!(medical_institutions.tags), self.tags.clone()));
        }
        let profile = self.profile();
        if !profile.is_empty() {
            all.push(Condition::Exists(PROFILE, Box::new(Condition::All(profile))));
        }
        Condition::All(all)
    }

    fn profile(&self) -> Vec<Condition> {
        let mut all = Vec::new();
        if !self.specialties.is_empty() {
            all.push(Condition::HasAny(column!(medical_profiles.specialties), self.specialties.clone()));
        }
        let bounds = [
            (column!(medical_profiles.bed_capacity), Comparison::Gte, self.min_bed_capacity),
            (column!(medical_profiles.bed_capacity), Comparison::Lte, self.max_bed_capacity),
            (column!(medical_profiles.surgical_rooms), Comparison::Gte, self.min_surgical_rooms),
            (column!(medical_profiles.surgical_rooms), Comparison::Lte, self.max_surgical_rooms),
        ];
        let bound = |(column, comparison, bound): (Column, Comparison, Option<i32>)| {
            Some(Condition::Compare(column, comparison, Value::Int(bound?)))
        };
        all.extend(bounds.into_iter().filter_map(bound));
        all
    }
}

impl ContactCriteria {
    fn condition(&self) -> Condition {
        let mut all = Vec::new();
        for (column, texts) in
            [(column!(contact_persons.title), &self.title), (column!(contact_persons.department), &self.department)]
        {
            if !texts.is_empty() {
                let any = texts.iter().map(|text| Condition::Contains(column, Pattern::literal(text)));
                all.push(Condition::Any(any.collect()));
            }
        }
        if let Some(wanted) = self.is_primary {
            all.push(flag(column!(contact_persons.is_primary), wanted));
        }
        for (column, wanted) in
            [(column!(contact_persons.phone), self.has_phone), (column!(contact_persons.email), self.has_email)]
        {
            all.extend(wanted.map(|wanted| is(!wanted, Condition::IsNull(column))));
        }
        Condition::All(all)
    }
}

/// An active contact that satisfies the condition; none where the viewer does not reach contacts.
fn contact_exists(viewer: &Viewer, condition: Condition) -> Condition {
    let there = vec![
        Condition::IsNull(column!(contact_persons.deleted_at)),
        flag(column!(contact_persons.is_active), true),
        related::reached(&contact::may_read(viewer)),
        condition,
    ];
    Condition::Exists(CONTACTS, Box::new(Condition::All(there)))
}

fn flag(column: Column, value: bool) -> Condition {
    Condition::eq(column, Value::Bool(value))
}

fn is(wanted: bool, condition: Condition) -> Condition {
    if wanted { condition } else { Condition::Not(Box::new(condition)) }
}

fn contains(all: &mut Vec<Condition>, column: Column, text: Option<&str>) {
    all.extend(text.map(|text| Condition::Contains(column, Pattern::literal(text))));
}

fn one_of(all: &mut Vec<Condition>, column: Column, names: impl Iterator<Item = &'static str>) {
    let names: Vec<String> = names.map(str::to_owned).collect();
    if !names.is_empty() {
        all.push(Condition::OneOf(column, Values::Text(names)));
    }
}

fn within(all: &mut Vec<Condition>, column: Column, range: Option<DateRange>) {
    let range = range.unwrap_or_default();
    all.extend(range.start.map(|start| Condition::Compare(column, Comparison::Gte, Value::Time(start))));
    all.extend(range.end.map(|end| Condition::Compare(column, Comparison::Lte, Value::Time(end))));
}

fn texts(checks: &mut Checks, field: &str, values: &[String]) -> Vec<String> {
    if values.len() > 100 {
        checks.refuse(field, "TOO_MANY", "At most 100 entries.");
    }
    values.iter().filter_map(|value| checks.optional(field, Some(value), 255)).collect()
}

fn bounds(checks: &mut Checks, group: &str, (min, max): (&str, &str), (least, most): (Option<i32>, Option<i32>)) {
    checks.range(&format!("{group}.{min}"), least, 0, MOST);
    checks.range(&format!("{group}.{max}"), most, 0, MOST);
    if let (Some(least), Some(most)) = (least, most)
        && most < least
    {
        checks.refuse(&format!("{group}.{max}"), "OUT_OF_RANGE", "The greatest number is less than the least.");
    }
}

/// Enumerations by their lower-case names: one by itself, several in a list.
mod names {
    use std::{fmt::Display, str::FromStr};

    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Names {
        One(String),
        Several(Vec<String>),
    }

    pub(super) fn serialize<T: Display, S: Serializer>(values: &[T], serializer: S) -> Result<S::Ok, S::Error> {
        match values {
            [one] => Names::One(one.to_string()),
            several => Names::Several(several.iter().map(T::to_string).collect()),
        }
        .serialize(serializer)
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let names = match Option::<Names>::deserialize(deserializer)? {
            None => Vec::new(),
            Some(Names::One(name)) => vec![name],
            Some(Names::Several(names)) => names,
        };
        names.iter().filter(|name| !name.is_empty()).map(|name| name.parse().map_err(D::Error::custom)).collect()
    }
}
