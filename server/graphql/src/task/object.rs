//! The object `Task`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::{TaskPriority, TaskStatus};
use uuid::Uuid;

use crate::{
    Id, columns,
    contact::{ContactPerson, contacts_by_id},
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, Row, alone},
    user::{User, users_by_id},
};

/// Something to do.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Task {
    /// Id.
    pub id: Id,
    /// What to do, in a line.
    pub title: String,
    /// The details.
    pub description: Option<String>,
    /// Where it stands.
    pub status: TaskStatus,
    /// How urgent it is.
    pub priority: TaskPriority,
    /// Id of who does it.
    pub assignee_id: Id,
    /// Id of who made it.
    pub creator_id: Id,
    /// Id of the institution that it is about.
    pub institution_id: Option<Id>,
    /// Id of the contact that it is about.
    pub contact_id: Option<Id>,
    /// When it is due.
    pub due_date: Option<DateTime<Utc>>,
    /// When it was completed.
    pub completed_at: Option<DateTime<Utc>>,
    /// Open, and due in the past.
    pub is_overdue: bool,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::Task> for Task {
    fn from(row: rows::Task) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            title: values.title,
            description: values.description,
            status: values.status,
            priority: values.priority,
            assignee_id: values.assignee_id.into(),
            creator_id: row.creator_id.into(),
            institution_id: values.institution_id.map(Id),
            contact_id: values.contact_id.map(Id),
            due_date: values.due_date,
            completed_at: values.completed_at,
            is_overdue: values.status.is_open() && values.due_date.is_some_and(|due| due < Utc::now()),
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for Task {
    columns!(
        id,
        title,
        description,
        status,
        priority,
        assignee_id,
        creator_id,
        institution_id,
        contact_id,
        due_date,
        completed_at,
        is_overdue,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["assignee", "creator", "institution", "contact"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "assignee" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.assignee_id)));
                field.one(users_by_id(ctx, ids), |row| Some(row.assignee_id), |user| user.id)
            }
            "creator" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.creator_id)));
                field.one(users_by_id(ctx, ids), |row| Some(row.creator_id), |user| user.id)
            }
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            "contact" => {
                let ids = field.distinct_keys(|row| row.contact_id.map(Uuid::from));
                field.one(contacts_by_id(ctx, ids), |row| row.contact_id, |contact| contact.id)
            }
            _ => return None,
        })
    }
}

#[ComplexObject]
impl Task {
    /// Who does it.
    async fn assignee(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// Who made it.
    async fn creator(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// The institution that it is about, if the caller sees it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// The contact that it is about, if the caller sees it.
    async fn contact(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<ContactPerson>>>> {
        alone(self, ctx).await
    }
}
