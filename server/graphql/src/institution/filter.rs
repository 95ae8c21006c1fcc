//! Filters on institutions and their profiles.

use async_graphql::InputObject;
use db::{
    column,
    query::{Condition, Relation},
};
use domain::Permission;

use crate::{
    contact::ContactListFilter,
    filters::{
        BooleanFilter, CommercialStatusFilter, ComplianceStatusFilter, Conditions, DataSourceFilter, DateTimeFilter,
        IdFilter, InstitutionTypeFilter, IntFilter, StringFilter, StringListFilter, presence,
    },
    invoice::InvoiceListFilter,
    quote::QuoteListFilter,
    task::TaskListFilter,
    user::UserFilter,
};
use crm::{
    auth::Viewer,
    operations::{contact, quote, related, scope, task},
};

const PROFILE: Relation =
    Relation { table: "medical_profiles", on: "medical_profiles.institution_id = medical_institutions.id" };
const ASSIGNED_USER: Relation = Relation { table: "users", on: "users.id = medical_institutions.assigned_user_id" };
const CONTACTS: Relation =
    Relation { table: "contact_persons", on: "contact_persons.institution_id = medical_institutions.id" };
const INVOICES: Relation = Relation { table: "invoices", on: "invoices.institution_id = medical_institutions.id" };
const QUOTES: Relation = Relation { table: "quotes", on: "quotes.institution_id = medical_institutions.id" };
const TASKS: Relation = Relation { table: "tasks", on: "tasks.institution_id = medical_institutions.id" };

/// Filter on institutions. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct InstitutionFilter {
    /// All of these hold.
    pub and: Option<Vec<InstitutionFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<InstitutionFilter>>,
    /// This does not hold.
    pub not: Option<Box<InstitutionFilter>>,
    /// Words of the name, town, post code, FINESS number, group, accounting number or tags.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Name.
    pub name: Option<StringFilter>,
    /// Kind of establishment.
    #[graphql(name = "type")]
    pub kind: Option<InstitutionTypeFilter>,
    /// Town.
    pub city: Option<StringFilter>,
    /// Department or region.
    pub state: Option<StringFilter>,
    /// Post code.
    pub zip_code: Option<StringFilter>,
    /// Number in the accounting program.
    pub accounting_number: Option<StringFilter>,
    /// Id in Digiforma.
    pub digiforma_id: Option<StringFilter>,
    /// FINESS number.
    pub finess: Option<StringFilter>,
    /// SIRET.
    pub siret: Option<StringFilter>,
    /// Group.
    pub group_name: Option<StringFilter>,
    /// Prospect or client.
    pub commercial_status: Option<CommercialStatusFilter>,
    /// Who is in charge.
    pub assigned_user_id: Option<IdFilter>,
    /// Labels.
    pub tags: Option<StringListFilter>,
    /// Whether the firm still works with it.
    pub is_active: Option<BooleanFilter>,
    /// Where the row came from.
    pub data_source: Option<DataSourceFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
    /// The medical profile.
    pub medical_profile: Option<MedicalProfileFilter>,
    /// Who is in charge.
    pub assigned_user: Option<UserFilter>,
    /// The people.
    pub contacts: Option<ContactListFilter>,
    /// What there is to do.
    pub tasks: Option<TaskListFilter>,
    /// What it was offered.
    pub quotes: Option<QuoteListFilter>,
    /// Its invoices.
    pub invoices: Option<InvoiceListFilter>,
}

impl InstitutionFilter {
    /// The rows of a list: what the viewer sees, present or deleted, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = viewer.can(Permission::DeleteInstitutions);
        presence(filter.deleted, column!(medical_institutions.deleted_at), may_restore)
            .and(scope::institutions(viewer))
            .and(filter.condition(viewer))
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self, viewer: &Viewer) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, |part| part.condition(viewer));
        all.add(self.search, |words| Condition::search(column!(medical_institutions.search_text), &words));
        all.column(self.id, column!(medical_institutions.id));
        all.column(self.name, column!(medical_institutions.name));
        all.column(self.kind, column!(medical_institutions.type_));
        all.column(self.city, column!(medical_institutions.address_city));
        all.column(self.state, column!(medical_institutions.address_state));
        all.column(self.zip_code, column!(medical_institutions.address_zip_code));
        all.column(self.accounting_number, column!(medical_institutions.accounting_number));
        all.column(self.digiforma_id, column!(medical_institutions.digiforma_id));
        all.column(self.finess, column!(medical_institutions.finess));
        all.column(self.siret, column!(medical_institutions.siret));
        all.column(self.group_name, column!(medical_institutions.group_name));
        all.column(self.commercial_status, column!(medical_institutions.commercial_status));
        all.column(self.assigned_user_id, column!(medical_institutions.assigned_user_id));
        all.column(self.tags, column!(medical_institutions.tags));
        all.column(self.is_active, column!(medical_institutions.is_active));
        all.column(self.data_source, column!(medical_institutions.data_source));
        all.column(self.created_at, column!(medical_institutions.created_at));
        all.column(self.updated_at, column!(medical_institutions.updated_at));
        all.add(self.medical_profile, |filter| Condition::Exists(PROFILE, Box::new(filter.condition())));
        all.add(self.assigned_user, |filter| Condition::Exists(ASSIGNED_USER, Box::new(filter.condition(viewer))));
        let contact_reached = related::reached(&contact::may_read(viewer));
        let contact_present = Condition::IsNull(column!(contact_persons.deleted_at)).and(contact_reached);
        all.add(self.contacts, |filter| filter.condition(CONTACTS, &contact_present, viewer));
        let task_reached = related::reached(&task::may_read(viewer));
        let task_present = Condition::IsNull(column!(tasks.deleted_at)).and(task_reached);
        let quote_reached = related::reached(&quote::may_read(viewer));
        let quote_present = Condition::IsNull(column!(quotes.deleted_at)).and(quote_reached);
        let invoice_present = Condition::IsNull(column!(invoices.deleted_at)).and(related::invoices(viewer));
        all.add(self.invoices, |filter| filter.condition(INVOICES, &invoice_present, viewer));
        all.add(self.quotes, |filter| filter.condition(QUOTES, &quote_present, viewer));
        all.add(self.tasks, |filter| filter.condition(TASKS, &task_present, viewer));
        all.all()
    }
}

/// Filter on medical profiles. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct MedicalProfileFilter {
    /// All of these hold.
    pub and: Option<Vec<MedicalProfileFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<MedicalProfileFilter>>,
    /// This does not hold.
    pub not: Option<Box<MedicalProfileFilter>>,
    /// Beds.
    pub bed_capacity: Option<IntFilter>,
    /// Operating rooms.
    pub surgical_rooms: Option<IntFilter>,
    /// Endoscopy rooms.
    pub endoscopy_rooms: Option<IntFilter>,
    /// People who work there.
    pub staff_count: Option<IntFilter>,
    /// Specialties.
    pub specialties: Option<StringListFilter>,
    /// Departments.
    pub departments: Option<StringListFilter>,
    /// Equipment.
    pub equipment_types: Option<StringListFilter>,
    /// Certifications.
    pub certifications: Option<StringListFilter>,
    /// Result of the last compliance audit.
    pub compliance_status: Option<ComplianceStatusFilter>,
    /// When it took place.
    pub last_audit_date: Option<DateTimeFilter>,
    /// Until when the compliance holds.
    pub compliance_expiration_date: Option<DateTimeFilter>,
}

impl MedicalProfileFilter {
    /// The filter itself.
    #[must_use]
    pub fn condition(self) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, Self::condition);
        all.column(self.bed_capacity, column!(medical_profiles.bed_capacity));
        all.column(self.surgical_rooms, column!(medical_profiles.surgical_rooms));
        all.column(self.endoscopy_rooms, column!(medical_profiles.endoscopy_rooms));
        all.column(self.staff_count, column!(medical_profiles.staff_count));
        all.column(self.specialties, column!(medical_profiles.specialties));
        all.column(self.departments, column!(medical_profiles.departments));
        all.column(self.equipment_types, column!(medical_profiles.equipment_types));
        all.column(self.certifications, column!(medical_profiles.certifications));
        all.column(self.compliance_status, column!(medical_profiles.compliance_status));
        all.column(self.last_audit_date, column!(medical_profiles.last_audit_date));
        all.column(self.compliance_expiration_date, column!(medical_profiles.compliance_expiration_date));
        all.all()
    }
}
