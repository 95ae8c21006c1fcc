//! What a segment asks for, in words.

use domain::SegmentType;
use sycamore::prelude::*;

use super::Segment;
use crate::api::segments::segments as api;
use crate::i18n::Words;
use crate::i18n::format;
use crate::i18n::text::{contacts, institution_form as form, institutions, segments as t, words};
use crate::pages::institutions::people;
use crate::pages::listing::filters::yes_or_no;
use crate::pages::listing::values::Days;
use crate::ui::status::commercial;

/// A question as the server keeps it.
pub type Kept = api::SegmentRowCriteria;
/// What it asks of institutions.
pub type OfInstitutions = api::SegmentRowCriteriaInstitutionFilters;
/// What it asks of contacts.
pub type OfContacts = api::SegmentRowCriteriaContactFilters;
/// What it asks of both.
pub type OfBoth = api::SegmentRowCriteriaCombinedFilters;
/// Days from and to.
pub type Range = api::SegmentRange;

/// Something that is asked for: its label, and its value in words.
type Fact = (Words, String);

/// The section with everything that a segment asks for.
#[must_use]
pub fn section(segment: &Segment) -> View {
    let kind = segment.type_;
    let kept = segment.criteria.clone();
    let of = kept.as_ref().and_then(|kept| kept.institution_filters.as_ref());
    let person = people::follow_name(*create_signal(of.and_then(|of| of.assigned_user_id.clone())));
    let lines = move || {
        let facts = kept.as_ref().map(|kept| facts(kept, person.get_clone())).unwrap_or_default();
        if facts.is_empty() {
            let everything = match kind {
                SegmentType::Institution => t::EVERY_INSTITUTION,
                SegmentType::Contact => t::EVERY_CONTACT,
            };
            return view! { p(class="soft") { (everything) } };
        }
        let lines: Vec<View> = facts.into_iter().map(line).collect();
        view! { dl(class="facts") { (lines) } }
    };
    view! {
        section(class="section stack-tight", "aria-labelledby"="segment-question") {
            h3(id="segment-question") { (t::QUESTION) }
            (lines())
        }
    }
}

fn line((label, value): Fact) -> View {
    view! {
        dt { (label) }
        dd { (value) }
    }
}

/// Everything that is asked for; `person` is the name of who is in charge, as soon as it is known. Tracked.
fn facts(kept: &Kept, person: Option<String>) -> Vec<Fact> {
    let mut all = Vec::new();
    if let Some(of) = &kept.institution_filters {
        of_institutions(of, person, &mut all);
    }
    if let Some(of) = &kept.contact_filters {
        of_contacts(of, &mut all);
    }
    if let Some(of) = &kept.combined_filters {
        of_both(of, &mut all);
    }
    all
}

fn of_institutions(of: &OfInstitutions, person: Option<String>, all: &mut Vec<Fact>) {
    let kinds: Vec<String> = of.type_.iter().map(|kind| words::institution_type(*kind).now().to_owned()).collect();
    let statuses: Vec<String> =
        of.commercial_status.iter().map(|status| commercial(*status).word.now().to_owned()).collect();
    let person = of.assigned_user_id.is_some().then(|| person.unwrap_or_else(|| t::A_PERSON.now().to_owned()));
    let team = Some(of.team_member_ids.len() as u64).filter(|count| *count > 0).map(t::people);
    let facts = [
        (t::INSTITUTION_NAME, of.name.clone()),
        (form::KIND, any(&kinds)),
        (form::COMMERCIAL_STATUS, any(&statuses)),
        (form::CITY, of.city.clone()),
        (t::STATE, of.state.clone()),
        (form::ZIP_CODE, of.zip_code.as_deref().map(t::begins_with)),
        (form::ASSIGNEE, person),
        (t::OF_TEAM, team),
        (form::SPECIALTIES, any(&of.specialties)),
        (form::TAGS, any(&of.tags)),
        (form::BED_CAPACITY, bounds(of.min_bed_capacity, of.max_bed_capacity)),
        (form::SURGICAL_ROOMS, bounds(of.min_surgical_rooms, of.max_surgical_rooms)),
    ];
    add(all, facts);
}

fn of_contacts(of: &OfContacts, all: &mut Vec<Fact>) {
    let facts = [
        (form::JOB_TITLE, any(&of.title)),
        (contacts::DEPARTMENT, any(&of.department)),
        (contacts::IS_PRIMARY, answer(of.is_primary)),
        (t::HAS_PHONE, answer(of.has_phone)),
        (t::HAS_EMAIL, answer(of.has_email)),
    ];
    add(all, facts);
}

fn of_both(of: &OfBoth, all: &mut Vec<Fact>) {
    let facts = [
        (t::HAS_CONTACTS, answer(of.has_active_contacts)),
        (t::HAS_PROFILE, answer(of.has_medical_profile)),
        (t::CREATED, of.created_date_range.as_ref().and_then(days)),
        (t::CHANGED, of.updated_date_range.as_ref().and_then(days)),
    ];
    add(all, facts);
}

/// Adds what is asked for; the rest is left out.
fn add<const N: usize>(all: &mut Vec<Fact>, facts: [(Words, Option<String>); N]) {
    all.extend(facts.into_iter().filter_map(|(label, value)| Some((label, value?))));
}

/// « Clinique ou Hôpital »: one of them is enough.
fn any(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(t::OR.now()))
}

fn answer(wanted: Option<bool>) -> Option<String> {
    wanted.map(|wanted| yes_or_no(wanted).now().to_owned())
}

fn bounds(least: Option<i64>, most: Option<i64>) -> Option<String> {
    let number = |number: i64| format::integer(u64::try_from(number).unwrap_or_default());
    match (least.map(number), most.map(number)) {
        (Some(least), Some(most)) => Some(institutions::beds_between(&least, &most)),
        (Some(least), None) => Some(institutions::beds_from(&least)),
        (None, Some(most)) => Some(institutions::beds_to(&most)),
        (None, None) => None,
    }
}

fn days(range: &Range) -> Option<String> {
    let day = |iso: &Option<String>| iso.as_deref().and_then(format::local_day);
    Some(Days { from: day(&range.start), to: day(&range.end) }.words()).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn kept(institution: &serde_json::Value, combined: &serde_json::Value) -> Kept {
        let mut all = json!({
            "institutionFilters": { "name": null, "type": [], "commercialStatus": [], "city": null, "state": null,
                "zipCode": null, "assignedUserId": null, "teamMemberIds": [], "specialties": [],
                "minBedCapacity": null, "maxBedCapacity": null, "minSurgicalRooms": null, "maxSurgicalRooms": null,
                "tags": [] },
            "contactFilters": { "title": [], "department": [], "isPrimary": null, "hasPhone": null, "hasEmail": null },
            "combinedFilters": { "hasActiveContacts": null, "hasMedicalProfile": null, "createdDateRange": null,
                "updatedDateRange": null },
        });
        for (group, set) in [("institutionFilters", institution), ("combinedFilters", combined)] {
            for (name, value) in set.as_object().unwrap() {
                all[group][name] = value.clone();
            }
        }
        serde_json::from_value(all).unwrap()
    }

    #[test]
    fn what_is_asked_for_is_told_and_nothing_else() {
        let institution = json!({ "type": ["CLINIC", "HOSPITAL"], "zipCode": "35", "minBedCapacity": 100,
            "assignedUserId": "u1", "teamMemberIds": ["u1", "u2"] });
        let combined = json!({ "hasMedicalProfile": false, "createdDateRange": {
            "start": "2026-01-01T00:00:00Z", "end": null } });
        let told = facts(&kept(&institution, &combined), None);
        let expected = [
            (form::KIND, "Clinique ou Hôpital"),
            (form::ZIP_CODE, "commence par 35"),
            (form::ASSIGNEE, "une autre personne"),
            (t::OF_TEAM, "2 personnes"),
            (form::BED_CAPACITY, "au moins 100"),
            (t::HAS_PROFILE, "Non"),
            (t::CREATED, "à partir du 2026-01-01"),
        ];
        assert_eq!(told, expected.map(|(label, value)| (label, value.to_owned())));
        assert!(facts(&kept(&json!({}), &json!({})), None).is_empty());
    }
}
