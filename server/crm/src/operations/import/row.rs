//! One row of a file as the input of a new institution.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{CommercialStatus, ComplianceStatus, InstitutionType, matching::folded};

use super::{RowError, columns::Column, file::Record};
use crate::{
    Error,
    auth::Viewer,
    operations::{
        contact::NewContact,
        institution::{self, AddressInput, BillingInput, NewInstitution, Prepared},
        medical_profile::ProfileInput,
        write::Change,
    },
};

/// A row that was read.
pub(super) struct Row {
    /// Its number in the file.
    pub(super) number: usize,
    /// What it says; absent parts are empty.
    pub(super) input: NewInstitution,
    /// The same, checked, if it can be written at all.
    pub(super) new: Option<Prepared>,
    /// What is wrong with it. A row with errors is not written.
    pub(super) errors: Vec<RowError>,
}

impl Row {
    /// Reads a row and checks all of it that needs no database.
    pub(super) fn read(viewer: &Viewer, record: &Record) -> Self {
        let mut cells = Cells { record, errors: Vec::new() };
        let input = cells.institution();
        let mut row = Self { number: record.number, input, new: None, errors: cells.errors };
        match institution::prepare(viewer, &row.input) {
            Ok(new) => row.new = Some(new),
            Err(error) => row.refuse(error),
        }
        row
    }

    /// The post code, as institutions have it.
    pub(super) fn zip_code(&self) -> String {
        self.input.address.zip_code.replace(' ', "")
    }

    /// Notes why the row was not written.
    pub(super) fn refuse(&mut self, error: Error) {
        let number = self.number;
        let mut note = |field: String, message: String| {
            // A cell that could not be read is told once.
            if !self.errors.iter().any(|error| error.field == field) {
                self.errors.push(RowError { row: number, field, message });
            }
        };
        match error {
            Error::Invalid(errors) => {
                for error in errors {
                    note(column_of(error.field.as_deref().unwrap_or_default()), error.message.into_owned());
                }
            }
            other => note("name".to_owned(), other.to_string()),
        }
    }
}

/// The column that a field of the input comes from.
fn column_of(field: &str) -> String {
    let last = field.rsplit('.').next().unwrap_or(field);
    if field.starts_with("contacts.") {
        let mut name = String::from("contact");
        let mut letters = last.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.extend(letters);
        return name;
    }
    last.to_owned()
}

struct Cells<'a> {
    record: &'a Record,
    errors: Vec<RowError>,
}

impl Cells<'_> {
    fn institution(&mut self) -> NewInstitution {
        NewInstitution {
            name: self.text(Column::Name).unwrap_or_default(),
            kind: self.kind(),
            address: AddressInput {
                street: self.text(Column::Street).unwrap_or_default(),
                city: self.text(Column::City).unwrap_or_default(),
                state: self.text(Column::State).unwrap_or_default(),
                zip_code: self.text(Column::ZipCode).unwrap_or_default(),
                country: self.text(Column::Country).unwrap_or_default(),
            },
            accounting_number: self.text(Column::AccountingNumber),
            digiforma_id: None,
            finess: self.text(Column::Finess),
            siret: None,
            vat_number: None,
            group_name: self.text(Column::GroupName),
            commercial_status: self.word::<CommercialStatus>(Column::CommercialStatus, "prospect or client"),
            main_phone: self.text(Column::MainPhone),
            assigned_user_id: None,
            tags: self.list(Column::Tags).unwrap_or_default(),
            is_active: None,
            billing: BillingInput::default(),
            medical_profile: self.profile(),
            contacts: self.contact().into_iter().collect(),
        }
    }

    fn profile(&mut self) -> ProfileInput {
        ProfileInput {
            bed_capacity: self.number(Column::BedCapacity),
            surgical_rooms: self.number(Column::SurgicalRooms),
            endoscopy_rooms: self.number(Column::EndoscopyRooms),
            surgical_interventions: self.number(Column::SurgicalInterventions),
            endoscopy_interventions: self.number(Column::EndoscopyInterventions),
            staff_count: self.number(Column::StaffCount),
            specialties: self.list(Column::Specialties),
            departments: self.list(Column::Departments),
            equipment_types: self.list(Column::EquipmentTypes),
            certifications: self.list(Column::Certifications),
            compliance_status: self.word::<ComplianceStatus>(
                Column::ComplianceStatus,
                "compliant, non_compliant, pending_review or expired",
            ),
            last_audit_date: self.day(Column::LastAuditDate),
            compliance_expiration_date: self.day(Column::ComplianceExpirationDate),
            compliance_notes: self.text(Column::ComplianceNotes).map(Some),
        }
    }

    fn contact(&mut self) -> Option<NewContact> {
        const OF_A_CONTACT: [Column; 4] =
            [Column::ContactFirstName, Column::ContactLastName, Column::ContactEmail, Column::ContactPhone];
        if OF_A_CONTACT.iter().all(|column| self.record.get(*column).is_none()) {
            return None;
        }
        Some(NewContact {
            first_name: self.text(Column::ContactFirstName).unwrap_or_default(),
            last_name: self.text(Column::ContactLastName).unwrap_or_default(),
            email: self.text(Column::ContactEmail).unwrap_or_default(),
            phone: self.text(Column::ContactPhone),
            title: self.text(Column::ContactTitle),
            department: self.text(Column::ContactDepartment),
            is_primary: self.flag(Column::ContactIsPrimary).unwrap_or_default(),
            is_active: None,
        })
    }

    fn text(&self, column: Column) -> Option<String> {
        self.record.get(column).map(str::to_owned)
    }

    /// Entries with commas between them.
    fn list(&self, column: Column) -> Option<Vec<String>> {
        let text = self.record.get(column)?;
        Some(text.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect())
    }

    /// The kind of establishment, by its name on the wire or in French.
    fn kind(&mut self) -> InstitutionType {
        let Some(text) = self.record.get(Column::Type) else {
            self.refuse(Column::Type, "This field is required.");
            return InstitutionType::Clinic;
        };
        match folded(text).as_str() {
            "hospital" | "hopital" => InstitutionType::Hospital,
            "clinic" | "clinique" => InstitutionType::Clinic,
            "medical center" | "centre medical" | "centre de sante" => InstitutionType::MedicalCenter,
            "specialty clinic" | "clinique specialisee" => InstitutionType::SpecialtyClinic,
            _ => {
                self.refuse(Column::Type, "Expected hospital, clinic, medical_center or specialty_clinic.");
                InstitutionType::Clinic
            }
        }
    }

    fn word<T: FromStr>(&mut self, column: Column, expected: &str) -> Option<T> {
        let text = self.record.get(column)?;
        let word = text.to_lowercase().parse().ok();
        if word.is_none() {
            self.refuse(column, format!("Expected {expected}."));
        }
        word
    }

    fn number(&mut self, column: Column) -> Change<i32> {
        let text = self.record.get(column)?;
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let number = digits.parse().ok();
        if number.is_none() {
            self.refuse(column, "Expected a whole number.");
        }
        number.map(Some)
    }

    fn flag(&mut self, column: Column) -> Option<bool> {
        let text = self.record.get(column)?;
        let flag = match folded(text).as_str() {
            "true" | "yes" | "oui" | "vrai" | "1" | "x" => Some(true),
            "false" | "no" | "non" | "faux" | "0" => Some(false),
            _ => None,
        };
        if flag.is_none() {
            self.refuse(column, "Expected true or false.");
        }
        flag
    }

    /// A day, as ISO 8601 or as written in France.
    fn day(&mut self, column: Column) -> Change<DateTime<Utc>> {
        let text = self.record.get(column)?;
        let day = ["%Y-%m-%d", "%d/%m/%Y"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok());
        let moment = day.map(|day| day.and_time(NaiveTime::MIN).and_utc());
        let moment = moment.or_else(|| Some(DateTime::parse_from_rfc3339(text).ok()?.to_utc()));
        if moment.is_none() {
            self.refuse(column, "Expected a date, such as 2026-01-31 or 31/01/2026.");
        }
        moment.map(Some)
    }

    fn refuse(&mut self, column: Column, message: impl Into<String>) {
        let (row, field) = (self.record.number, column.name().to_owned());
        self.errors.push(RowError { row, field, message: message.into() });
    }
}
