//! Writing segments.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use domain::{SegmentType, SegmentVisibility};

use super::{Segment, criteria::SegmentCriteriaInput};
use crate::{
    Id, context,
    payload::{change, payload},
};
use crm::operations::segment;

/// A new segment.
#[derive(Debug, Clone, InputObject)]
pub struct CreateSegmentInput {
    /// Name, 1 to 100 characters.
    pub name: String,
    /// What it is for, at most 500 characters.
    pub description: Option<String>,
    /// What it is made of; it stays so.
    #[graphql(name = "type")]
    pub kind: SegmentType,
    /// What its members have in common.
    pub criteria: SegmentCriteriaInput,
    /// Who sees it; by default everybody.
    pub visibility: Option<SegmentVisibility>,
    /// The team that sees it; by default the caller's own.
    pub team_id: Option<Id>,
    /// Whether it is in use; by default yes.
    pub is_active: Option<bool>,
}

impl From<CreateSegmentInput> for segment::NewSegment {
    fn from(input: CreateSegmentInput) -> Self {
        Self {
            name: input.name,
            description: input.description,
            kind: input.kind,
            criteria: input.criteria.into(),
            visibility: input.visibility,
            team_id: input.team_id.map(Into::into),
            is_active: input.is_active,
        }
    }
}

/// What to change of a segment; what is left out stays, null clears. Its type stays.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateSegmentInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Name, 1 to 100 characters.
    pub name: Option<String>,
    /// What it is for, at most 500 characters.
    pub description: MaybeUndefined<String>,
    /// What its members have in common, as a whole.
    pub criteria: Option<SegmentCriteriaInput>,
    /// Who sees it; only its owner makes it private.
    pub visibility: Option<SegmentVisibility>,
    /// The team that sees it.
    pub team_id: MaybeUndefined<Id>,
    /// Whether it is in use.
    pub is_active: Option<bool>,
}

impl From<UpdateSegmentInput> for segment::SegmentUpdate {
    fn from(input: UpdateSegmentInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            name: input.name,
            description: change(input.description),
            criteria: input.criteria.map(Into::into),
            visibility: input.visibility,
            team_id: change(input.team_id).map(|id| id.map(Into::into)),
            is_active: input.is_active,
        }
    }
}

/// Which segment to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteSegmentInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which segment to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreSegmentInput {
    /// Which one.
    pub id: Id,
}

/// Which segment to copy.
#[derive(Debug, Clone, InputObject)]
pub struct DuplicateSegmentInput {
    /// Which one.
    pub id: Id,
    /// Name of the copy; by default the same with "(copie)".
    pub name: Option<String>,
}

payload!(CreateSegmentPayload, segment: Segment, "segment");
payload!(UpdateSegmentPayload, segment: Segment, "segment");
payload!(DeleteSegmentPayload, segment: Segment, "segment");
payload!(RestoreSegmentPayload, segment: Segment, "segment");
payload!(DuplicateSegmentPayload, segment: Segment, "segment");

/// Mutations on segments.
#[derive(Default)]
pub struct SegmentMutation;

#[Object]
impl SegmentMutation {
    /// Keeps a question about institutions or contacts.
    async fn create_segment(&self, ctx: &Context<'_>, input: CreateSegmentInput) -> Result<CreateSegmentPayload> {
        CreateSegmentPayload::new(segment::create(context(ctx)?, input.into()).await)
    }

    /// Changes a segment.
    async fn update_segment(&self, ctx: &Context<'_>, input: UpdateSegmentInput) -> Result<UpdateSegmentPayload> {
        UpdateSegmentPayload::new(segment::update(context(ctx)?, input.into()).await)
    }

    /// Deletes a segment, not its members; `restoreSegment` brings it back.
    async fn delete_segment(&self, ctx: &Context<'_>, input: DeleteSegmentInput) -> Result<DeleteSegmentPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        DeleteSegmentPayload::new(segment::delete(context(ctx)?, id, version).await)
    }

    /// Brings a deleted segment back.
    async fn restore_segment(&self, ctx: &Context<'_>, input: RestoreSegmentInput) -> Result<RestoreSegmentPayload> {
        RestoreSegmentPayload::new(segment::restore(context(ctx)?, input.id.into()).await)
    }

    /// Copies a segment into a private one of the caller.
    async fn duplicate_segment(
        &self,
        ctx: &Context<'_>,
        input: DuplicateSegmentInput,
    ) -> Result<DuplicateSegmentPayload> {
        DuplicateSegmentPayload::new(segment::duplicate(context(ctx)?, input.id.into(), input.name).await)
    }
}
