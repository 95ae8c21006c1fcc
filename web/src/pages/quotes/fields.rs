//! The fields of the page that writes a quote.

use sycamore::prelude::*;

use super::Sheet;
use crate::api::documents::{create_quote, update_quote};
use crate::i18n::text::{documents, quotes as t};
use crate::pages::checks;
use crate::pages::documents::chosen::{id_of, named};
use crate::ui::combobox::Candidate;
use crate::ui::date_field::{day_of, end_of, local_state};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, Value, snapshot};
use crate::ui::lines::{LineData, Lines, vat};
use crate::ui::message::Message;
use crate::{line_data, line_inputs};

/// The fields, each with its control.
#[derive(Clone, Copy)]
pub struct Fields {
    pub(super) institution_typed: FieldState,
    pub(super) institution: Signal<Option<Candidate>>,
    pub(super) title: FieldState,
    pub(super) valid_until: FieldState,
    pub(super) assignee_typed: FieldState,
    pub(super) assignee: Signal<Option<Candidate>>,
    pub(super) template_typed: FieldState,
    pub(super) template: Signal<Option<Candidate>>,
    pub(super) description: FieldState,
    pub(super) notes: FieldState,
    pub(super) lines: Lines,
}

impl Fields {
    /// The fields of one that exists, or of a new one for `institution` by `me`.
    #[must_use]
    pub fn new(sheet: Option<&Sheet>, institution: Option<Candidate>, me: Option<Candidate>) -> Self {
        let text = |value: fn(&Sheet) -> &Option<String>| sheet.and_then(|s| value(s).as_deref()).unwrap_or("");
        let theirs = sheet.and_then(|sheet| sheet.institution.as_ref()).map(|host| Candidate {
            id: host.id.clone(),
            label: host.name.clone(),
            detail: host.address.city.clone(),
        });
        let person = sheet.and_then(|sheet| sheet.assigned_user.as_ref()).map(|person| Candidate {
            id: person.id.clone(),
            label: person.full_name.clone(),
            detail: person.email.clone(),
        });
        let template = sheet.and_then(|sheet| sheet.template.as_ref()).map(|found| named(&found.id, &found.name));
        let data: Vec<LineData> =
            sheet.map(|sheet| sheet.lines.iter().map(|l| line_data!(l)).collect()).unwrap_or_default();
        let institution = create_signal(theirs.or(institution));
        let chosen = move |_: &str| {
            institution.with_untracked(Option::is_none).then(|| Message::from(documents::CHOOSE_INSTITUTION))
        };
        Self {
            institution_typed: FieldState::new("", chosen),
            institution,
            title: FieldState::new(sheet.map_or("", |sheet| &sheet.title), checks::required(255)),
            valid_until: local_state(sheet.map(|sheet| sheet.valid_until.as_str())),
            assignee_typed: FieldState::free(""),
            assignee: create_signal(person.or(me)),
            template_typed: FieldState::free(""),
            template: create_signal(template),
            description: FieldState::new(text(|s| &s.description), checks::at_most(10_000)),
            notes: FieldState::new(text(|s| &s.internal_notes), checks::at_most(10_000)),
            lines: Lines::new(&data, vat::STANDARD),
        }
    }

    /// The fields by their path in the input, in the order of the page.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        let reference = Control::Reference;
        vec![
            Entry::new("institutionId", documents::INSTITUTION, reference(self.institution_typed, self.institution)),
            Entry::new("title", documents::TITLE, Control::Text(self.title)),
            Entry::new("validUntil", t::VALID_UNTIL, Control::Text(self.valid_until)),
            Entry::new("assignedUserId", documents::ASSIGNEE, reference(self.assignee_typed, self.assignee)),
            Entry::new("templateId", documents::TEMPLATE, reference(self.template_typed, self.template)),
            Entry::new("lines", crate::i18n::text::lines::LINES, self.lines.control()),
            Entry::new("description", documents::DESCRIPTION, Control::Text(self.description)),
            Entry::new("internalNotes", t::INTERNAL_NOTES, Control::Text(self.notes)),
        ]
    }

    /// What is sent for a new one.
    #[must_use]
    pub fn creation(self) -> create_quote::CreateQuoteInput {
        create_quote::CreateQuoteInput {
            institution_id: id_of(self.institution).unwrap_or_default(),
            assigned_user_id: id_of(self.assignee),
            template_id: id_of(self.template),
            title: self.title.text(),
            description: self.description.optional(),
            valid_until: end_of(self.valid_until),
            client_comments: None,
            internal_notes: self.notes.optional(),
            lines: line_inputs!(create_quote, self.lines.sending()),
        }
    }

    /// Every field, an empty one as null; the end of its validity stays to the second where its day is the same.
    #[must_use]
    pub fn update(self, sheet: &Sheet, version: Option<i64>) -> update_quote::UpdateQuoteInput {
        let same_day = crate::i18n::format::local_day(&sheet.valid_until) == day_of(self.valid_until);
        let valid_until = if same_day { Some(sheet.valid_until.clone()) } else { end_of(self.valid_until) };
        update_quote::UpdateQuoteInput {
            id: sheet.id.clone(),
            expected_version: version,
            institution_id: id_of(self.institution),
            assigned_user_id: id_of(self.assignee),
            template_id: id_of(self.template),
            title: Some(self.title.text()),
            description: self.description.optional(),
            valid_until,
            client_comments: sheet.client_comments.clone(),
            internal_notes: self.notes.optional(),
            lines: Some(line_inputs!(update_quote, self.lines.sending())),
        }
    }
}

/// What the fields would hold for this quote, and its version.
#[must_use]
pub fn values_of(sheet: &Sheet) -> (Vec<Value>, i64) {
    (untrack(|| snapshot(&Fields::new(Some(sheet), None, None).entries())), sheet.version)
}
