//! Doing something with every member of a segment.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use domain::TaskPriority;

use crate::{
    Id, columns, context,
    payload::{UserError, change, outcome},
    rows::{Row, Rows},
};
use crm::operations::segment::{self, Applied, Step};

/// A task about each member.
#[derive(Debug, Clone, InputObject)]
pub struct CreateSegmentTasksInput {
    /// The segment.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// The details.
    pub description: Option<String>,
    /// How urgent it is; by default `MEDIUM`.
    pub priority: Option<TaskPriority>,
    /// When it is due.
    pub due_date: Option<DateTime<Utc>>,
    /// Who does it; by default the caller.
    pub assignee_id: Option<Id>,
}

/// What to change of each institution; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateSegmentInstitutionsInput {
    /// The segment, one of institutions.
    pub id: Id,
    /// Who is in charge.
    pub assigned_user_id: MaybeUndefined<Id>,
    /// Labels, in place of those that there are.
    pub tags: Option<Vec<String>>,
    /// Whether the firm still works with it.
    pub is_active: Option<bool>,
}

/// What to change of each contact; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateSegmentContactsInput {
    /// The segment, one of contacts.
    pub id: Id,
    /// What they are.
    pub title: MaybeUndefined<String>,
    /// Where they work.
    pub department: MaybeUndefined<String>,
    /// Whether they still work there.
    pub is_active: Option<bool>,
}

/// A member that it was not done with.
#[derive(Debug, Clone, SimpleObject)]
pub struct SegmentFailure {
    /// The member's id.
    pub id: Id,
    /// As it is called.
    pub name: String,
    /// Why.
    pub message: String,
}

impl Row for SegmentFailure {
    columns!(id, name, message);
}

/// How it went with the members of a segment.
#[derive(SimpleObject)]
pub struct SegmentStepPayload {
    /// Members that the caller sees.
    pub member_count: i64,
    /// Of them, those that it was done with.
    pub done_count: i64,
    /// The others, and why.
    pub failures: Rows<SegmentFailure>,
    /// What was wrong with the input; then nothing was done.
    pub user_errors: Vec<UserError>,
}

impl SegmentStepPayload {
    fn new(result: crm::Result<Applied>) -> Result<Self> {
        let (applied, user_errors) = outcome(result)?;
        let Applied { members, done, failures } = applied.unwrap_or_default();
        let failure = |failure: segment::Failure| SegmentFailure {
            id: failure.id.into(),
            name: failure.name,
            message: failure.message,
        };
        Ok(Self {
            member_count: i64::try_from(members).unwrap_or(i64::MAX),
            done_count: i64::try_from(done).unwrap_or(i64::MAX),
            failures: failures.into_iter().map(failure).collect::<Vec<_>>().into(),
            user_errors,
        })
    }
}

/// Mutations on the members of segments.
#[derive(Default)]
pub struct SegmentStepMutation;

#[Object]
impl SegmentStepMutation {
    /// Creates a task about each member, at most 500; each counts by itself.
    async fn create_segment_tasks(
        &self,
        ctx: &Context<'_>,
        input: CreateSegmentTasksInput,
    ) -> Result<SegmentStepPayload> {
        let step = Step::CreateTasks {
            title: input.title,
            description: input.description,
            priority: input.priority,
            due_date: input.due_date,
            assignee_id: input.assignee_id.map(Into::into),
        };
        SegmentStepPayload::new(segment::apply(context(ctx)?, input.id.into(), &step).await)
    }

    /// Changes each institution, at most 500; each counts by itself.
    async fn update_segment_institutions(
        &self,
        ctx: &Context<'_>,
        input: UpdateSegmentInstitutionsInput,
    ) -> Result<SegmentStepPayload> {
        let step = Step::UpdateInstitutions {
            assigned_user_id: change(input.assigned_user_id).map(|id| id.map(Into::into)),
            tags: input.tags,
            is_active: input.is_active,
        };
        SegmentStepPayload::new(segment::apply(context(ctx)?, input.id.into(), &step).await)
    }

    /// Changes each contact, at most 500; each counts by itself.
    async fn update_segment_contacts(
        &self,
        ctx: &Context<'_>,
        input: UpdateSegmentContactsInput,
    ) -> Result<SegmentStepPayload> {
        let step = Step::UpdateContacts {
            title: change(input.title),
            department: change(input.department),
            is_active: input.is_active,
        };
        SegmentStepPayload::new(segment::apply(context(ctx)?, input.id.into(), &step).await)
    }
}
