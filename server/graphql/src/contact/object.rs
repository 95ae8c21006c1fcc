//! The object `ContactPerson`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition},
    rows,
};
use domain::DataSource;
use uuid::Uuid;

use crate::{
    Id, columns, context,
    digiforma::{DigiformaContact, contacts_of_people},
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, Row, Rows, alone},
};
use crm::operations::related;

/// A person at an institution.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ContactPerson {
    /// Id.
    pub id: Id,
    /// Id of the institution.
    pub institution_id: Id,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// First and last name.
    pub full_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone, in E.164 form (`+33240083333`).
    pub phone: Option<String>,
    /// Function.
    pub title: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// The one to ask first; an institution has at most one.
    pub is_primary: bool,
    /// Whether the person still works there.
    pub is_active: bool,
    /// Where the row came from.
    pub data_source: DataSource,
    /// A person made or edited it: imports and mirrors leave it alone.
    pub is_locked: bool,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::Contact> for ContactPerson {
    fn from(row: rows::Contact) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            institution_id: values.institution_id.into(),
            full_name: format!("{} {}", values.first_name, values.last_name),
            first_name: values.first_name,
            last_name: values.last_name,
            email: values.email,
            phone: values.phone,
            title: values.title,
            department: values.department,
            is_primary: values.is_primary,
            is_active: values.is_active,
            data_source: row.data_source,
            is_locked: row.is_locked,
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for ContactPerson {
    columns!(
        id,
        institution_id,
        first_name,
        last_name,
        full_name,
        email,
        phone,
        title,
        department,
        is_primary,
        is_active,
        data_source,
        is_locked,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["institution", "digiformaContacts"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "institution" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.institution_id)));
                field.one(institutions_by_id(ctx, ids), |row| Some(row.institution_id), |institution| institution.id)
            }
            "digiformaContacts" => {
                let load = contacts_of_people(ctx, field.keys(|row| row.id.0));
                field.list(load, |row| Some(row.id), |person: &DigiformaContact| person.contact_person_id)
            }
            _ => return None,
        })
    }
}

/// The contacts of these ids that are there for the caller.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn contacts_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<ContactPerson>> {
    let caller = context(ctx)?;
    let present = Condition::IsNull(column!(contact_persons.deleted_at)).and(related::contacts(&caller.viewer));
    let mut conn = caller.db().await?;
    let found = query::by_ids::<rows::Contact>(&mut conn, column!(contact_persons.id), ids, present).await?;
    Ok(found.into_iter().map(ContactPerson::from).collect())
}

#[ComplexObject]
impl ContactPerson {
    /// Where the person works.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Who the person is in Digiforma: contacts and trainees of the institution's companies who have the same address.
    async fn digiforma_contacts(&self, ctx: &Context<'_>) -> Result<Alone<Rows<DigiformaContact>>> {
        alone(self, ctx).await
    }
}
