//! The fields of a question: what the members of a segment have in common.

use chrono::NaiveDate;
use domain::{CommercialStatus, InstitutionType};
use sycamore::prelude::*;

use super::{answer, several};
use crate::api::segments::{CombinedCriteria, ContactCriteria, Criteria, DateRange, InstitutionCriteria};
use crate::i18n::format;
use crate::i18n::text::{contacts, institution_form as form, refusals, segments as t, words};
use crate::pages::checks;
use crate::pages::segments::question::{Kept, OfInstitutions, Range};
use crate::ui::date_field::{day_of, local_state};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};
use crate::ui::message::Message;
use crate::ui::status::commercial;

/// The most beds or operating rooms that can be asked for.
const MOST: u32 = 100_000;

/// Words, and the field in which they are typed.
#[derive(Clone, Copy)]
pub struct Labels {
    /// What is being typed.
    pub typed: FieldState,
    /// Those that are there.
    pub words: Signal<Vec<String>>,
}

impl Labels {
    fn new(words: Option<&[String]>) -> Self {
        Self { typed: FieldState::free(""), words: create_signal(words.map(<[String]>::to_vec).unwrap_or_default()) }
    }

    /// Those that are there, if any; tracked.
    fn get(self) -> Option<Vec<String>> {
        some(self.words.get_clone())
    }
}

/// What is kept and has no field: it goes back as it came.
#[derive(Clone, Default)]
struct Unseen {
    assigned_user_id: Option<String>,
    team_member_ids: Vec<String>,
    created: DateRange,
    updated: DateRange,
}

impl Unseen {
    fn of(kept: &Kept) -> Self {
        let range = |range: Option<&Range>| {
            range.map(|range| DateRange { start: range.start.clone(), end: range.end.clone() }).unwrap_or_default()
        };
        let institution = kept.institution_filters.as_ref();
        let combined = kept.combined_filters.as_ref();
        Self {
            assigned_user_id: institution.and_then(|of| of.assigned_user_id.clone()),
            team_member_ids: institution.map(|of| of.team_member_ids.clone()).unwrap_or_default(),
            created: range(combined.and_then(|of| of.created_date_range.as_ref())),
            updated: range(combined.and_then(|of| of.updated_date_range.as_ref())),
        }
    }
}

/// The fields, each with its control.
#[derive(Clone, Copy)]
pub struct QuestionFields {
    /// A part of the institution's name.
    pub name: FieldState,
    /// Kinds of institution.
    pub kinds: FieldState,
    /// Commercial statuses.
    pub commercial: FieldState,
    /// A part of the name of the town.
    pub city: FieldState,
    /// A part of the name of the region.
    pub state: FieldState,
    /// The beginning of the post code.
    pub zip_code: FieldState,
    /// Of the medical profile.
    pub specialties: Labels,
    /// Of the institution.
    pub tags: Labels,
    /// Beds, at least and at most.
    pub beds: (FieldState, FieldState),
    /// Operating rooms, at least and at most.
    pub rooms: (FieldState, FieldState),
    /// Parts of what contacts are.
    pub title: Labels,
    /// Parts of where they work.
    pub department: Labels,
    /// The first one to talk to.
    pub is_primary: FieldState,
    /// There is a phone number.
    pub has_phone: FieldState,
    /// There is an e-mail address.
    pub has_email: FieldState,
    /// The institution has somebody to talk to.
    pub has_contacts: FieldState,
    /// The institution has a medical profile.
    pub has_profile: FieldState,
    /// Days of the record's making, from and to.
    pub created: (FieldState, FieldState),
    unseen: Signal<Unseen>,
}

impl QuestionFields {
    /// The fields of a new question, or of one that is kept.
    #[must_use]
    pub fn new(kept: Option<&Kept>) -> Self {
        let institution = kept.and_then(|kept| kept.institution_filters.as_ref());
        let contact = kept.and_then(|kept| kept.contact_filters.as_ref());
        let combined = kept.and_then(|kept| kept.combined_filters.as_ref());
        let text = |value: fn(&OfInstitutions) -> &Option<String>| {
            FieldState::new(institution.and_then(|of| value(of).as_deref()).unwrap_or(""), checks::at_most(255))
        };
        let number = |value: fn(&OfInstitutions) -> Option<i64>| {
            let text = institution.and_then(value).map(|number| number.to_string()).unwrap_or_default();
            FieldState::new(&text, checks::number(MOST))
        };
        let bounds = |least: FieldState, most: FieldState| (least, most.also(not_below(least)));
        let kinds: Vec<&str> = institution.into_iter().flat_map(|of| &of.type_).map(|kind| kind.name()).collect();
        let statuses: Vec<&str> =
            institution.into_iter().flat_map(|of| &of.commercial_status).map(|status| status.name()).collect();
        let created = combined.and_then(|of| of.created_date_range.as_ref());
        let from = local_state(created.and_then(|range| range.start.as_deref()));
        let to = local_state(created.and_then(|range| range.end.as_deref()));
        Self {
            name: text(|of| &of.name),
            kinds: several::state(&kinds),
            commercial: several::state(&statuses),
            city: text(|of| &of.city),
            state: text(|of| &of.state),
            zip_code: text(|of| &of.zip_code),
            specialties: Labels::new(institution.map(|of| of.specialties.as_slice())),
            tags: Labels::new(institution.map(|of| of.tags.as_slice())),
            beds: bounds(number(|of| of.min_bed_capacity), number(|of| of.max_bed_capacity)),
            rooms: bounds(number(|of| of.min_surgical_rooms), number(|of| of.max_surgical_rooms)),
            title: Labels::new(contact.map(|of| of.title.as_slice())),
            department: Labels::new(contact.map(|of| of.department.as_slice())),
            is_primary: answer::state(contact.and_then(|of| of.is_primary)),
            has_phone: answer::state(contact.and_then(|of| of.has_phone)),
            has_email: answer::state(contact.and_then(|of| of.has_email)),
            has_contacts: answer::state(combined.and_then(|of| of.has_active_contacts)),
            has_profile: answer::state(combined.and_then(|of| of.has_medical_profile)),
            created: (from, to.also(move |_| untrack(|| order_problem(day_of(from), day_of(to))))),
            unseen: create_signal(kept.map(Unseen::of).unwrap_or_default()),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        let text = Control::Text;
        let labels = |labels: Labels| Control::Words(labels.typed, labels.words);
        let answer = |state: FieldState| Control::Choice(state, answer::words);
        let entry = Entry::new;
        vec![
            entry("criteria.institutionFilters.name", t::INSTITUTION_NAME, text(self.name)),
            entry("criteria.institutionFilters.type", t::KINDS, Control::Choice(self.kinds, kind_words)),
            entry(
                "criteria.institutionFilters.commercialStatus",
                form::COMMERCIAL_STATUS,
                Control::Choice(self.commercial, commercial_words),
            ),
            entry("criteria.institutionFilters.city", form::CITY, text(self.city)),
            entry("criteria.institutionFilters.state", t::STATE, text(self.state)),
            entry("criteria.institutionFilters.zipCode", t::ZIP_CODE, text(self.zip_code)),
            entry("criteria.institutionFilters.specialties", form::SPECIALTIES, labels(self.specialties)),
            entry("criteria.institutionFilters.tags", form::TAGS, labels(self.tags)),
            entry("criteria.institutionFilters.minBedCapacity", t::BEDS_MIN, text(self.beds.0)),
            entry("criteria.institutionFilters.maxBedCapacity", t::BEDS_MAX, text(self.beds.1)),
            entry("criteria.institutionFilters.minSurgicalRooms", t::ROOMS_MIN, text(self.rooms.0)),
            entry("criteria.institutionFilters.maxSurgicalRooms", t::ROOMS_MAX, text(self.rooms.1)),
            entry("criteria.contactFilters.title", form::JOB_TITLE, labels(self.title)),
            entry("criteria.contactFilters.department", contacts::DEPARTMENT, labels(self.department)),
            entry("criteria.contactFilters.isPrimary", contacts::IS_PRIMARY, answer(self.is_primary)),
            entry("criteria.contactFilters.hasPhone", t::HAS_PHONE, answer(self.has_phone)),
            entry("criteria.contactFilters.hasEmail", t::HAS_EMAIL, answer(self.has_email)),
            entry("criteria.combinedFilters.hasActiveContacts", t::HAS_CONTACTS, answer(self.has_contacts)),
            entry("criteria.combinedFilters.hasMedicalProfile", t::HAS_PROFILE, answer(self.has_profile)),
            entry("criteria.combinedFilters.createdDateRange.start", t::CREATED_FROM, text(self.created.0)),
            entry("criteria.combinedFilters.createdDateRange.end", t::CREATED_TO, text(self.created.1)),
        ]
    }

    /// Somebody else has changed what has no field here: theirs counts from now on.
    pub fn keep(self, kept: Option<&Kept>) {
        self.unseen.set(kept.map(Unseen::of).unwrap_or_default());
    }

    /// Whether something typed is no number or no day, so that [`Self::criteria`] leaves it out; tracked.
    #[must_use]
    pub fn is_wrong(self) -> bool {
        let numbers = [self.beds.0, self.beds.1, self.rooms.0, self.rooms.1];
        let days = [self.created.0, self.created.1];
        numbers.iter().any(|field| checks::parse_number(&field.text()).is_err())
            || days.iter().any(|field| !field.text().is_empty() && day_of(*field).is_none())
    }

    /// What is asked for; tracked.
    #[must_use]
    pub fn criteria(self) -> Criteria {
        let Unseen { assigned_user_id, team_member_ids, created, updated } = self.unseen.get_clone();
        let created = DateRange {
            start: instant(self.created.0, false, created.start),
            end: instant(self.created.1, true, created.end),
        };
        Criteria {
            institution_filters: Some(InstitutionCriteria {
                name: self.name.optional(),
                kinds: several::chosen(self.kinds),
                commercial_status: several::chosen(self.commercial),
                city: self.city.optional(),
                state: self.state.optional(),
                zip_code: self.zip_code.optional(),
                assigned_user_id,
                team_member_ids: some(team_member_ids),
                specialties: self.specialties.get(),
                min_bed_capacity: number_of(self.beds.0),
                max_bed_capacity: number_of(self.beds.1),
                min_surgical_rooms: number_of(self.rooms.0),
                max_surgical_rooms: number_of(self.rooms.1),
                tags: self.tags.get(),
            }),
            contact_filters: Some(ContactCriteria {
                title: self.title.get(),
                department: self.department.get(),
                is_primary: answer::of(self.is_primary),
                has_phone: answer::of(self.has_phone),
                has_email: answer::of(self.has_email),
            }),
            combined_filters: Some(CombinedCriteria {
                has_active_contacts: answer::of(self.has_contacts),
                has_medical_profile: answer::of(self.has_profile),
                created_date_range: set(created),
                updated_date_range: set(updated),
            }),
        }
    }
}

fn some(words: Vec<String>) -> Option<Vec<String>> {
    Some(words).filter(|words| !words.is_empty())
}

fn set(range: DateRange) -> Option<DateRange> {
    Some(range).filter(|range| *range != DateRange::default())
}

fn number_of(field: FieldState) -> Option<u32> {
    checks::parse_number(&field.text()).ok().flatten()
}

/// The beginning or the end of the day in a field; to the second as it is kept, where that is the same day.
fn instant(field: FieldState, end: bool, kept: Option<String>) -> Option<String> {
    let day = day_of(field)?;
    let same = kept.filter(|kept| format::local_day(kept) == Some(day));
    Some(same.unwrap_or_else(|| format::instant(day, end)))
}

fn kind_words(names: &str) -> String {
    several::words::<InstitutionType>(names, words::institution_type)
}

fn commercial_words(names: &str) -> String {
    several::words::<CommercialStatus>(names, |status| commercial(status).word)
}

/// The greatest number is not less than the least.
fn not_below(least: FieldState) -> impl Fn(&str) -> Option<Message> {
    move |text| {
        let number = |text: &str| checks::parse_number(text).ok().flatten();
        let least = number(&least.value.get_clone_untracked());
        number(text).zip(least).is_some_and(|(most, least)| most < least).then(|| Message::from(t::BELOW_LEAST))
    }
}

fn order_problem(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<Message> {
    from.zip(to).is_some_and(|(from, to)| to < from).then(|| Message::from(refusals::BEFORE_START))
}
