//! Doing something with every member of a segment: each by the operation that one alone has, with its rights, its record
//! and its events.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use db::{
    query::{self, Listed, OrderKey, PageRequest},
    rows::{Contact, Institution, Segment},
};
use domain::{Permission, SegmentType, TaskPriority};
use uuid::Uuid;

use super::{ENTITY, find, may_read, members};
use crate::{
    Context, Error, Result,
    operations::{
        contact::{self, ContactUpdate},
        institution::{self, InstitutionUpdate},
        task::{self, NewTask},
        write::Change,
    },
};

/// Members of one request.
pub const MOST: usize = 500;

/// What to do with each member.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as on the wire")]
pub enum Step {
    /// A task about it; without an assignee, for who asks.
    CreateTasks {
        title: String,
        description: Option<String>,
        priority: Option<TaskPriority>,
        due_date: Option<DateTime<Utc>>,
        assignee_id: Option<Uuid>,
    },
    /// A change of each institution; tags are replaced.
    UpdateInstitutions { assigned_user_id: Change<Uuid>, tags: Option<Vec<String>>, is_active: Option<bool> },
    /// A change of each contact.
    UpdateContacts { title: Change<String>, department: Change<String>, is_active: Option<bool> },
}

/// How it went.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// Members that the viewer sees.
    pub members: usize,
    /// Of them, those that it was done with.
    pub done: usize,
    /// The others, and why.
    pub failures: Vec<Failure>,
}

/// A member that it was not done with.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The member.
    pub id: Uuid,
    /// As it is called.
    pub name: String,
    /// Why, in a sentence.
    pub message: String,
}

/// An institution or a contact, as far as steps need it.
struct Member {
    id: Uuid,
    name: String,
    institution_id: Uuid,
    contact_id: Option<Uuid>,
}

/// Does it with each member that the viewer sees, one after the other. A member that it cannot be done with hinders no
/// other; what is wrong with the step itself is an error, and nothing was done. A request that is repeated with its
/// `Idempotency-Key` goes on where the first one stopped.
///
/// # Errors
/// No right, unknown, [`Error::Invalid`] where the step does not fit the segment, is wrong itself, or there are more than
/// [`MOST`] members; those of the database.
pub async fn apply(ctx: &Context, id: Uuid, step: &Step) -> Result<Applied> {
    may_read(&ctx.viewer)?;
    let (entity, permission) = match step {
        Step::CreateTasks { .. } => ("task", Permission::CreateTasks),
        Step::UpdateInstitutions { .. } => ("institution", Permission::EditAssignedInstitutions),
        Step::UpdateContacts { .. } => ("contact", Permission::EditAssignedContacts),
    };
    ctx.viewer.may_write(entity, permission)?;
    let found = {
        let mut conn = ctx.db().await?;
        let segment = find(&mut conn, &ctx.viewer, id).await?;
        fits(step, segment.values.kind)?;
        found(&mut conn, ctx, &segment).await?
    };
    if found.len() > MOST {
        let message = format!("It has more than {MOST} members. Make a narrower segment.");
        return Err(Error::invalid("id", "TOO_MANY", message));
    }
    let mut applied = Applied { members: found.len(), ..Applied::default() };
    for member in found {
        let part = Context { request: Arc::new(ctx.request.part(&format!("{ENTITY} {}", member.id))), ..ctx.clone() };
        match apply_to(&part, &member, step).await {
            Ok(()) => applied.done += 1,
            // Wrong input is wrong for every member.
            Err(error @ Error::Invalid(_)) if applied.done == 0 && applied.failures.is_empty() => return Err(error),
            Err(error @ (Error::Internal(_) | Error::Unavailable)) => return Err(error),
            Err(error) => {
                applied.failures.push(Failure { id: member.id, name: member.name, message: error.to_string() });
            }
        }
    }
    Ok(applied)
}

fn fits(step: &Step, kind: SegmentType) -> Result<()> {
    let wanted = match step {
        Step::CreateTasks { .. } => return Ok(()),
        Step::UpdateInstitutions { .. } => SegmentType::Institution,
        Step::UpdateContacts { .. } => SegmentType::Contact,
    };
    if kind == wanted {
        return Ok(());
    }
    Err(Error::invalid("id", "WRONG_TYPE", format!("Its members are not of the type `{wanted}`.")))
}

async fn found(conn: &mut db::Connection, ctx: &Context, segment: &Segment) -> Result<Vec<Member>> {
    Ok(match segment.values.kind {
        SegmentType::Institution => {
            let rows: Vec<Institution> = rows(conn, ctx, segment, "medical_institutions.id").await?;
            let member = |row: Institution| Member {
                id: row.id,
                name: row.values.name,
                institution_id: row.id,
                contact_id: None,
            };
            rows.into_iter().map(member).collect()
        }
        SegmentType::Contact => {
            let rows: Vec<Contact> = rows(conn, ctx, segment, "contact_persons.id").await?;
            let member = |row: Contact| Member {
                id: row.id,
                name: format!("{} {}", row.values.first_name, row.values.last_name),
                institution_id: row.values.institution_id,
                contact_id: Some(row.id),
            };
            rows.into_iter().map(member).collect()
        }
    })
}

async fn rows<R: Listed>(
    conn: &mut db::Connection,
    ctx: &Context,
    segment: &Segment,
    id: &'static str,
) -> Result<Vec<R>> {
    let request = PageRequest {
        condition: members(segment, &ctx.viewer)?,
        order: vec![OrderKey::new(id, "uuid")],
        after: None,
        backward: false,
        limit: i64::try_from(MOST + 1).unwrap_or(i64::MAX),
        cursors: false,
        foreign_key: None,
    };
    Ok(query::load_at(conn, &request, 0).await?)
}

async fn apply_to(ctx: &Context, member: &Member, step: &Step) -> Result<()> {
    match step {
        Step::CreateTasks { title, description, priority, due_date, assignee_id } => {
            let new = NewTask {
                title: title.clone(),
                description: description.clone(),
                priority: *priority,
                assignee_id: *assignee_id,
                institution_id: Some(member.institution_id),
                contact_id: member.contact_id,
                due_date: *due_date,
            };
            Box::pin(task::create(ctx, new)).await.map(drop)
        }
        Step::UpdateInstitutions { assigned_user_id, tags, is_active } => {
            let change = InstitutionUpdate {
                id: member.id,
                assigned_user_id: *assigned_user_id,
                tags: tags.clone(),
                is_active: *is_active,
                ..InstitutionUpdate::default()
            };
            Box::pin(institution::update(ctx, change)).await.map(drop)
        }
        Step::UpdateContacts { title, department, is_active } => {
            let change = ContactUpdate {
                id: member.id,
                title: title.clone(),
                department: department.clone(),
                is_active: *is_active,
                ..ContactUpdate::default()
            };
            Box::pin(contact::update(ctx, change)).await.map(drop)
        }
    }
}
