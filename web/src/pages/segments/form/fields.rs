//! The fields of a segment.

use domain::{SegmentType, SegmentVisibility};

use super::question::QuestionFields;
use crate::api::segments::{create_segment, update_segment};
use crate::api::user_error::UserError;
use crate::i18n::text::segments as t;
use crate::pages::checks;
use crate::pages::segments::Segment;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place};

/// The fields, each with its control.
#[derive(Clone, Copy)]
pub struct Fields {
    /// Name.
    pub name: FieldState,
    /// What it is for.
    pub description: FieldState,
    /// What it is made of; that stays.
    pub kind: FieldState,
    /// Who sees it.
    pub visibility: FieldState,
    /// What is asked for.
    pub question: QuestionFields,
}

impl Fields {
    /// The fields of a new one, or of one that exists.
    #[must_use]
    pub fn new(segment: Option<&Segment>) -> Self {
        let description = segment.and_then(|segment| segment.description.as_deref()).unwrap_or("");
        let kind = segment.map_or(SegmentType::Institution, |segment| segment.type_);
        let visibility = segment.map_or(SegmentVisibility::Public, |segment| segment.visibility);
        Self {
            name: FieldState::new(segment.map_or("", |segment| &segment.name), checks::required(100)),
            description: FieldState::new(description, checks::at_most(500)),
            kind: FieldState::free(kind.name()),
            visibility: FieldState::free(visibility.name()),
            question: QuestionFields::new(segment.and_then(|segment| segment.criteria.as_ref())),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        let own = [
            Entry::new("name", t::NAME, Control::Text(self.name)),
            Entry::new("description", t::DESCRIPTION, Control::Text(self.description)),
            Entry::new("type", t::TYPE, Control::Choice(self.kind, kind_words)),
            Entry::new("visibility", t::VISIBILITY, Control::Choice(self.visibility, visibility_words)),
        ];
        own.into_iter().chain(self.question.entries()).collect()
    }

    /// Shows refusals at their fields; that of the team at who sees it.
    #[must_use]
    pub fn place(self, mut errors: Vec<UserError>) -> Vec<UserError> {
        for error in &mut errors {
            if error.field.as_deref() == Some("teamId") {
                error.field = Some("visibility".to_owned());
            }
            if error.code == "NOT_OWNER" {
                error.message = t::NOT_OWNER.now().to_owned();
            }
        }
        place(errors, &self.entries())
    }

    /// What it is made of; tracked.
    #[must_use]
    pub fn kind(self) -> SegmentType {
        self.kind.text().parse().unwrap_or(SegmentType::Institution)
    }

    fn visibility(self) -> SegmentVisibility {
        self.visibility.text().parse().unwrap_or(SegmentVisibility::Public)
    }

    /// What the creation sends; the team is the person's own.
    #[must_use]
    pub fn creation(self) -> create_segment::Variables {
        create_segment::Variables {
            criteria: self.question.criteria(),
            name: self.name.text(),
            description: self.description.optional(),
            type_: self.kind(),
            visibility: self.visibility(),
        }
    }

    /// What the change of `segment` at `version` sends: everything, an empty field as null. The team that sees it stays,
    /// and where none did, it is the person's own.
    #[must_use]
    pub fn update(self, segment: &Segment, version: Option<i64>) -> update_segment::Variables {
        update_segment::Variables {
            criteria: self.question.criteria(),
            id: segment.id.clone(),
            version,
            name: self.name.text(),
            description: self.description.optional(),
            visibility: self.visibility(),
            team_id: segment.team_id.clone(),
        }
    }
}

fn kind_words(name: &str) -> String {
    name.parse().map_or_else(|_| name.to_owned(), |kind| t::kind(kind).now().to_owned())
}

fn visibility_words(name: &str) -> String {
    name.parse().map_or_else(|_| name.to_owned(), |visibility| t::visibility(visibility).now().to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use sycamore::prelude::*;

    use super::*;

    /// Everything that can be asked for, as the server answers it and as it takes it.
    fn question() -> Value {
        json!({
            "institutionFilters": { "name": "saint", "type": ["HOSPITAL", "CLINIC"], "commercialStatus": ["CLIENT"],
                "city": "Nantes", "state": "Pays de la Loire", "zipCode": "44", "assignedUserId": "u1",
                "teamMemberIds": ["u1", "u2"], "specialties": ["cardiologie"], "minBedCapacity": 10,
                "maxBedCapacity": 500, "minSurgicalRooms": 2, "maxSurgicalRooms": 30, "tags": ["ouest"] },
            "contactFilters": { "title": ["directeur"], "department": ["bloc"], "isPrimary": true, "hasPhone": false,
                "hasEmail": true },
            "combinedFilters": { "hasActiveContacts": true, "hasMedicalProfile": true,
                "createdDateRange": { "start": "2026-01-01T10:11:12Z", "end": "2026-02-01T10:11:12Z" },
                "updatedDateRange": { "start": "2026-03-01T10:11:12Z", "end": "2026-04-01T10:11:12Z" } },
        })
    }

    #[test]
    fn what_nobody_touches_is_sent_as_it_is_kept() {
        create_root(|| {
            let kept = serde_json::from_value(question()).unwrap();
            let fields = QuestionFields::new(Some(&kept));
            assert!(!fields.is_wrong());
            assert_eq!(serde_json::to_value(fields.criteria()).unwrap(), question());
            fields.beds.1.value.set("beaucoup".into());
            assert!(fields.is_wrong());
        })
        .dispose();
    }
}
