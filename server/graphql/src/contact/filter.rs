//! Filters on contacts.

use async_graphql::InputObject;
use db::{
    column,
    query::{Condition, Relation},
};
use domain::Permission;

use crate::{
    filters::{
        BooleanFilter, Conditions, DataSourceFilter, DateTimeFilter, IdFilter, StringFilter, list_filter, presence,
    },
    institution::InstitutionFilter,
};
use crm::{
    auth::Viewer,
    operations::{related, scope},
};

const INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = contact_persons.institution_id" };

/// Filter on contacts. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct ContactFilter {
    /// All of these hold.
    pub and: Option<Vec<ContactFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<ContactFilter>>,
    /// This does not hold.
    pub not: Option<Box<ContactFilter>>,
    /// Words of the name, e-mail address, function or department.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Id of the institution.
    pub institution_id: Option<IdFilter>,
    /// First name.
    pub first_name: Option<StringFilter>,
    /// Last name.
    pub last_name: Option<StringFilter>,
    /// E-mail address.
    pub email: Option<StringFilter>,
    /// Telephone.
    pub phone: Option<StringFilter>,
    /// Function.
    pub title: Option<StringFilter>,
    /// Department.
    pub department: Option<StringFilter>,
    /// The one to ask first.
    pub is_primary: Option<BooleanFilter>,
    /// Whether the person still works there.
    pub is_active: Option<BooleanFilter>,
    /// Where the row came from.
    pub data_source: Option<DataSourceFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
    /// The institution.
    pub institution: Option<Box<InstitutionFilter>>,
}

list_filter!(ContactListFilter of ContactFilter);

impl ContactFilter {
    /// The rows of a list: what the viewer sees, present or deleted, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = viewer.can(Permission::DeleteContacts);
        presence(filter.deleted, column!(contact_persons.deleted_at), may_restore)
            .and(scope::contacts(viewer))
            .and(filter.condition(viewer))
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self, viewer: &Viewer) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, |part| part.condition(viewer));
        all.add(self.search, |words| Condition::search(column!(contact_persons.search_text), &words));
        all.column(self.id, column!(contact_persons.id));
        all.column(self.institution_id, column!(contact_persons.institution_id));
        all.column(self.first_name, column!(contact_persons.first_name));
        all.column(self.last_name, column!(contact_persons.last_name));
        all.column(self.email, column!(contact_persons.email));
        all.column(self.phone, column!(contact_persons.phone));
        all.column(self.title, column!(contact_persons.title));
        all.column(self.department, column!(contact_persons.department));
        all.column(self.is_primary, column!(contact_persons.is_primary));
        all.column(self.is_active, column!(contact_persons.is_active));
        all.column(self.data_source, column!(contact_persons.data_source));
        all.column(self.created_at, column!(contact_persons.created_at));
        all.column(self.updated_at, column!(contact_persons.updated_at));
        all.add(self.institution, |filter| {
            let seen = related::institutions(viewer).and(filter.condition(viewer));
            Condition::Exists(INSTITUTION, Box::new(seen))
        });
        all.all()
    }
}
