//! The fields of a medical profile.

use domain::ComplianceStatus;
use sycamore::prelude::*;

use crate::api::operations::{create_institution, institution, update_medical_profile};
use crate::i18n::text::institution_form as t;
use crate::pages::checks;
use crate::ui::date_field::{DateField, date_of, date_state};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};
use crate::ui::select::{SelectField, choices};
use crate::ui::status::compliance;
use crate::ui::text_field::{TextArea, TextField};
use crate::ui::tokens::TokensField;

/// What the server holds of a profile.
pub type Profile = institution::Profile;

/// Words and the field in which they are typed.
#[derive(Clone, Copy)]
struct Words {
    typed: FieldState,
    words: Signal<Vec<String>>,
}

impl Words {
    fn new(words: Option<&[String]>) -> Self {
        Self { typed: FieldState::free(""), words: create_signal(words.map(<[String]>::to_vec).unwrap_or_default()) }
    }

    fn get(self) -> Option<Vec<String>> {
        Some(self.words.get_clone_untracked())
    }
}

/// The fields, each with its control.
#[derive(Clone, Copy)]
pub struct MedicalFields {
    bed_capacity: FieldState,
    surgical_rooms: FieldState,
    endoscopy_rooms: FieldState,
    staff_count: FieldState,
    surgical_interventions: FieldState,
    endoscopy_interventions: FieldState,
    specialties: Words,
    departments: Words,
    equipment_types: Words,
    certifications: Words,
    compliance_status: FieldState,
    last_audit_date: FieldState,
    compliance_expiration_date: FieldState,
    compliance_notes: FieldState,
}

/// Highest number where the domain sets no limit of its own.
const MOST: u32 = 1_000_000_000;

impl MedicalFields {
    /// The fields of a new profile, or of one that exists.
    #[must_use]
    pub fn new(profile: Option<&Profile>) -> Self {
        let number = |value: fn(&Profile) -> Option<i64>, most: u32| {
            let text = profile.and_then(value).map(|number| number.to_string()).unwrap_or_default();
            FieldState::new(&text, checks::number(most))
        };
        let words = |value: fn(&Profile) -> &[String]| Words::new(profile.map(value));
        let date = |value: fn(&Profile) -> Option<&str>| date_state(profile.and_then(value));
        let notes = profile.and_then(|p| p.compliance_notes.as_deref()).unwrap_or("");
        let status = profile.map_or(ComplianceStatus::PendingReview, |p| p.compliance_status);
        Self {
            bed_capacity: number(|p| p.bed_capacity, 10_000),
            surgical_rooms: number(|p| p.surgical_rooms, 1_000),
            endoscopy_rooms: number(|p| p.endoscopy_rooms, 1_000),
            staff_count: number(|p| p.staff_count, MOST),
            surgical_interventions: number(|p| p.surgical_interventions, MOST),
            endoscopy_interventions: number(|p| p.endoscopy_interventions, MOST),
            specialties: words(|p| &p.specialties),
            departments: words(|p| &p.departments),
            equipment_types: words(|p| &p.equipment_types),
            certifications: words(|p| &p.certifications),
            compliance_status: FieldState::free(status.name()),
            last_audit_date: date(|p| p.last_audit_date.as_deref()),
            compliance_expiration_date: date(|p| p.compliance_expiration_date.as_deref()),
            compliance_notes: FieldState::new(notes, checks::at_most(2_000)),
        }
    }

    /// The fields by their path in the input of `updateMedicalProfile`.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        self.entries_named(false)
    }

    /// The same by their path in the input of `createInstitution`.
    #[must_use]
    pub fn entries_of_creation(self) -> Vec<Entry> {
        self.entries_named(true)
    }

    fn entries_named(self, creating: bool) -> Vec<Entry> {
        let path = |alone: &'static str, inside: &'static str| if creating { inside } else { alone };
        let text = Control::Text;
        let words = |words: Words| Control::Words(words.typed, words.words);
        let status = Control::Choice(self.compliance_status, compliance_words);
        vec![
            Entry::new(path("bedCapacity", "medicalProfile.bedCapacity"), t::BED_CAPACITY, text(self.bed_capacity)),
            Entry::new(
                path("surgicalRooms", "medicalProfile.surgicalRooms"),
                t::SURGICAL_ROOMS,
                text(self.surgical_rooms),
            ),
            Entry::new(
                path("endoscopyRooms", "medicalProfile.endoscopyRooms"),
                t::ENDOSCOPY_ROOMS,
                text(self.endoscopy_rooms),
            ),
            Entry::new(path("staffCount", "medicalProfile.staffCount"), t::STAFF_COUNT, text(self.staff_count)),
            Entry::new(
                path("surgicalInterventions", "medicalProfile.surgicalInterventions"),
                t::SURGICAL_INTERVENTIONS,
                text(self.surgical_interventions),
            ),
            Entry::new(
                path("endoscopyInterventions", "medicalProfile.endoscopyInterventions"),
                t::ENDOSCOPY_INTERVENTIONS,
                text(self.endoscopy_interventions),
            ),
            Entry::new(path("specialties", "medicalProfile.specialties"), t::SPECIALTIES, words(self.specialties)),
            Entry::new(path("departments", "medicalProfile.departments"), t::DEPARTMENTS, words(self.departments)),
            Entry::new(
                path("equipmentTypes", "medicalProfile.equipmentTypes"),
                t::EQUIPMENT_TYPES,
                words(self.equipment_types),
            ),
            Entry::new(
                path("certifications", "medicalProfile.certifications"),
                t::CERTIFICATIONS,
                words(self.certifications),
            ),
            Entry::new(path("complianceStatus", "medicalProfile.complianceStatus"), t::COMPLIANCE_STATUS, status),
            Entry::new(
                path("lastAuditDate", "medicalProfile.lastAuditDate"),
                t::LAST_AUDIT_DATE,
                text(self.last_audit_date),
            ),
            Entry::new(
                path("complianceExpirationDate", "medicalProfile.complianceExpirationDate"),
                t::COMPLIANCE_EXPIRATION_DATE,
                text(self.compliance_expiration_date),
            ),
            Entry::new(
                path("complianceNotes", "medicalProfile.complianceNotes"),
                t::COMPLIANCE_NOTES,
                text(self.compliance_notes),
            ),
        ]
    }

    /// What the update of the profile of `institution_id` at `version` sends: every field, an empty one as null.
    #[must_use]
    pub fn update(
        self,
        institution_id: String,
        version: Option<i64>,
    ) -> update_medical_profile::UpdateMedicalProfileInput {
        update_medical_profile::UpdateMedicalProfileInput {
            institution_id,
            expected_version: version,
            bed_capacity: number_of(self.bed_capacity),
            surgical_rooms: number_of(self.surgical_rooms),
            endoscopy_rooms: number_of(self.endoscopy_rooms),
            staff_count: number_of(self.staff_count),
            surgical_interventions: number_of(self.surgical_interventions),
            endoscopy_interventions: number_of(self.endoscopy_interventions),
            specialties: self.specialties.get(),
            departments: self.departments.get(),
            equipment_types: self.equipment_types.get(),
            certifications: self.certifications.get(),
            compliance_status: self.compliance_status.text().parse().ok(),
            last_audit_date: date_of(self.last_audit_date),
            compliance_expiration_date: date_of(self.compliance_expiration_date),
            compliance_notes: self.compliance_notes.optional(),
        }
    }

    /// The profile of an institution that is created.
    #[must_use]
    pub fn creation(self) -> create_institution::MedicalProfileInput {
        create_institution::MedicalProfileInput {
            bed_capacity: number_of(self.bed_capacity),
            surgical_rooms: number_of(self.surgical_rooms),
            endoscopy_rooms: number_of(self.endoscopy_rooms),
            staff_count: number_of(self.staff_count),
            surgical_interventions: number_of(self.surgical_interventions),
            endoscopy_interventions: number_of(self.endoscopy_interventions),
            specialties: self.specialties.get(),
            departments: self.departments.get(),
            equipment_types: self.equipment_types.get(),
            certifications: self.certifications.get(),
            compliance_status: self.compliance_status.text().parse().ok(),
            last_audit_date: date_of(self.last_audit_date),
            compliance_expiration_date: date_of(self.compliance_expiration_date),
            compliance_notes: self.compliance_notes.optional(),
        }
    }
}

fn number_of(field: FieldState) -> Option<i64> {
    checks::parse_number(&field.text()).ok().flatten().map(i64::from)
}

fn compliance_words(name: &str) -> String {
    name.parse::<ComplianceStatus>().map_or_else(|_| name.to_owned(), |status| compliance(status).word.now().to_owned())
}

/// The fields on the screen; `specialties` are offered.
#[component(inline_props)]
pub fn MedicalInputs(fields: MedicalFields, specialties: ReadSignal<Vec<String>>) -> View {
    let number = |state: FieldState, label: crate::i18n::Words| {
        view! {
            TextField(
                state=state,
                label=label,
                inputmode="numeric",
                autocomplete="off",
                class="input input-number",
                optional=true,
            )
        }
    };
    let nothing = *create_signal(Vec::new());
    let words = |words: Words, label: crate::i18n::Words, suggestions: ReadSignal<Vec<String>>| {
        view! {
            TokensField(
                state=words.typed,
                values=words.words,
                label=label,
                suggestions=suggestions,
                optional=true,
                frame="field span-all",
            )
        }
    };
    let statuses = choices(ComplianceStatus::ALL, ComplianceStatus::name, |s| compliance(s).word);
    let capacity = [
        number(fields.bed_capacity, t::BED_CAPACITY),
        number(fields.staff_count, t::STAFF_COUNT),
        number(fields.surgical_rooms, t::SURGICAL_ROOMS),
        number(fields.surgical_interventions, t::SURGICAL_INTERVENTIONS),
        number(fields.endoscopy_rooms, t::ENDOSCOPY_ROOMS),
        number(fields.endoscopy_interventions, t::ENDOSCOPY_INTERVENTIONS),
    ];
    let activity = [
        words(fields.specialties, t::SPECIALTIES, specialties),
        words(fields.departments, t::DEPARTMENTS, nothing),
        words(fields.equipment_types, t::EQUIPMENT_TYPES, nothing),
        words(fields.certifications, t::CERTIFICATIONS, nothing),
    ];
    let (capacity, activity) = (Vec::from(capacity), Vec::from(activity));
    view! {
        fieldset(class="form-grid form-section") {
            legend { (t::CAPACITY) }
            (capacity)
        }
        fieldset(class="form-grid form-section") {
            legend { (t::ACTIVITY) }
            (activity)
        }
        fieldset(class="form-grid form-section") {
            legend { (t::COMPLIANCE_STATUS) }
            SelectField(state=fields.compliance_status, label=t::COMPLIANCE_STATUS, choices=statuses, frame="field span-all")
            DateField(state=fields.last_audit_date, label=t::LAST_AUDIT_DATE, optional=true)
            DateField(state=fields.compliance_expiration_date, label=t::COMPLIANCE_EXPIRATION_DATE, optional=true)
            TextArea(state=fields.compliance_notes, label=t::COMPLIANCE_NOTES, optional=true, frame="field span-all")
        }
    }
}
