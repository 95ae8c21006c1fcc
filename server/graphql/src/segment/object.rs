//! The object `Segment`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::{Permission, SegmentType, SegmentVisibility};
use uuid::Uuid;

use super::SegmentCriteria;
use crate::{
    Id, columns, context,
    rows::{Alone, Loading, One, Relation, Row, alone},
    team::{Team, teams_by_id},
    user::{User, users_by_id},
};
use crm::{
    auth::Viewer,
    operations::segment::{self, Criteria},
};

/// A kept question about institutions or contacts; its members are found anew each time.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Segment {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// What it is made of.
    #[graphql(name = "type")]
    pub kind: SegmentType,
    /// Who sees it.
    pub visibility: SegmentVisibility,
    /// Id of whose it is.
    pub owner_id: Id,
    /// Id of the team that sees it.
    pub team_id: Option<Id>,
    /// Whether it is in use.
    pub is_active: bool,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    #[graphql(skip)]
    row: Box<rows::Segment>,
}

impl From<rows::Segment> for Segment {
    fn from(row: rows::Segment) -> Self {
        let values = &row.values;
        Self {
            id: row.id.into(),
            name: values.name.clone(),
            description: values.description.clone(),
            kind: values.kind,
            visibility: values.visibility,
            owner_id: row.owner_id.into(),
            team_id: values.team_id.map(Id),
            is_active: values.is_active,
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            row: Box::new(row),
        }
    }
}

impl Row for Segment {
    columns!(
        id,
        name,
        description,
        kind = "type",
        visibility,
        owner_id,
        team_id,
        is_active,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["criteria", "owner", "team", "memberCount", "canEdit"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "criteria" => field.embedded(|row| {
                // What this program did not write asks for nothing it could show.
                Some(SegmentCriteria::from(Criteria::read(&row.row.values.criteria).unwrap_or_default()))
            }),
            "owner" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.owner_id)));
                field.one(users_by_id(ctx, ids), |row| Some(row.owner_id), |user| user.id)
            }
            "team" => {
                let ids = field.distinct_keys(|row| row.team_id.map(Uuid::from));
                field.one(teams_by_id(ctx, ids), |row| row.team_id, |team| team.id)
            }
            "memberCount" => {
                let rows = field.rows();
                field.computed(async move {
                    let caller = context(ctx)?;
                    let segments: Vec<&rows::Segment> = rows.iter().map(|segment| segment.row.as_ref()).collect();
                    segment::counts(&mut *caller.db().await?, &caller.viewer, &segments).await
                })
            }
            "canEdit" => {
                let viewer = context(ctx).map(|caller| caller.viewer.clone());
                field.each(move |row| viewer.as_ref().is_ok_and(|viewer| row.may_edit(viewer)))
            }
            _ => return None,
        })
    }
}

impl Segment {
    /// As [`crm::operations::scope::editable_segments`], of one that the viewer sees.
    fn may_edit(&self, viewer: &Viewer) -> bool {
        let shares = self.visibility != SegmentVisibility::Private && viewer.can(Permission::ManageTeams);
        self.deleted_at.is_none()
            && viewer.may_write(segment::ENTITY, Permission::ManageSegments).is_ok()
            && (self.owner_id.0 == viewer.id || shares)
    }
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl Segment {
    /// What its members have in common.
    async fn criteria(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<SegmentCriteria>>>> {
        alone(self, ctx).await
    }

    /// Whose it is.
    async fn owner(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// The team that sees it.
    async fn team(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Team>>>> {
        alone(self, ctx).await
    }

    /// The number of members that the caller sees; `segmentInstitutions` and `segmentContacts` are they.
    async fn member_count(&self, ctx: &Context<'_>) -> Result<Alone<i64>> {
        alone(self, ctx).await
    }

    /// Whether the caller may change it.
    async fn can_edit(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }
}
