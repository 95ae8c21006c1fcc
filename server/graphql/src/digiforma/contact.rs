//! The object `DigiformaContact`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition},
    rows,
};
use domain::DigiformaContactKind;
use uuid::Uuid;

use super::company::{DigiformaCompany, companies_by_id};
use crate::{
    Id, columns,
    contact::{ContactPerson, contacts_by_id},
    context,
    rows::{Alone, Loading, One, Relation, Row, alone},
};
use crm::operations::{digiforma, scope};

/// A person in Digiforma: a contact of a company, or a trainee.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DigiformaContact {
    /// Id.
    pub id: Id,
    /// What the person is there.
    pub kind: DigiformaContactKind,
    /// Id in Digiforma, among those of its kind.
    pub digiforma_id: String,
    /// First name; may be empty.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone, as typed there.
    pub phone: Option<String>,
    /// Function.
    pub role: Option<String>,
    /// Id of the company.
    pub company_id: Option<Id>,
    /// Id of the contact that has the same address in the company's institution.
    pub contact_person_id: Option<Id>,
    /// When it was found that Digiforma no longer has it.
    pub removed_at: Option<DateTime<Utc>>,
    /// When it was last read otherwise than before.
    pub last_sync_at: DateTime<Utc>,
    /// When it was first read.
    pub created_at: DateTime<Utc>,
    /// When it last changed here.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::DigiformaContact> for DigiformaContact {
    fn from(row: rows::DigiformaContact) -> Self {
        Self {
            id: row.id.into(),
            kind: row.kind,
            digiforma_id: row.digiforma_id,
            first_name: row.first_name,
            last_name: row.last_name,
            email: row.email,
            phone: row.phone,
            role: row.role,
            company_id: row.digiforma_company_id.map(Id::from),
            contact_person_id: row.contact_person_id.map(Id::from),
            removed_at: row.removed_at,
            last_sync_at: row.last_sync_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for DigiformaContact {
    columns!(
        id,
        kind,
        digiforma_id,
        first_name,
        last_name,
        email,
        phone,
        role,
        company_id,
        contact_person_id,
        removed_at,
        last_sync_at,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["company", "contactPerson"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "company" => {
                let ids = field.distinct_keys(|row| row.company_id.map(Uuid::from));
                field.one(companies_by_id(ctx, ids), |row| row.company_id, |company| company.id)
            }
            "contactPerson" => {
                let ids = field.distinct_keys(|row| row.contact_person_id.map(Uuid::from));
                field.one(contacts_by_id(ctx, ids), |row| row.contact_person_id, |contact| contact.id)
            }
            _ => return None,
        })
    }
}

/// The people in Digiforma who are these contacts.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn contacts_of_people(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<DigiformaContact>> {
    let caller = context(ctx)?;
    digiforma::may_read(&caller.viewer)?;
    let present = Condition::IsNull(column!(digiforma_contacts.removed_at));
    let seen = present.and(scope::digiforma_contacts(&caller.viewer));
    let column = column!(digiforma_contacts.contact_person_id);
    let found = query::by_ids::<rows::DigiformaContact>(&mut *caller.db().await?, column, ids, seen).await?;
    Ok(found.into_iter().map(DigiformaContact::from).collect())
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl DigiformaContact {
    /// The company that the person works for.
    async fn company(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<DigiformaCompany>>>> {
        alone(self, ctx).await
    }

    /// The contact that has the same address in the company's institution.
    async fn contact_person(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<ContactPerson>>>> {
        alone(self, ctx).await
    }
}
