//! Making and changing segments.

use chrono::Utc;
use db::{
    rows::{Segment, SegmentValues},
    schema::{segments, teams},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Permission, SegmentType, SegmentVisibility};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Criteria, ENTITY, find, lock};
use crate::{
    Context, Error, Result,
    operations::{
        idempotency,
        institution::Presence,
        people,
        validate::Checks,
        write::{Change, Event, announce, check_version, differences, pick},
    },
};

/// A new segment.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewSegment {
    pub name: String,
    pub description: Option<String>,
    pub kind: SegmentType,
    pub criteria: Criteria,
    /// By default public.
    pub visibility: Option<SegmentVisibility>,
    /// Whose it is, where a team sees it; by default the maker's own.
    pub team_id: Option<Uuid>,
    /// By default yes.
    pub is_active: Option<bool>,
}

/// What to change of a segment. Whether it is made of institutions or of contacts stays.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct SegmentUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub name: Option<String>,
    pub description: Change<String>,
    pub criteria: Option<Criteria>,
    pub visibility: Option<SegmentVisibility>,
    pub team_id: Change<Uuid>,
    pub is_active: Option<bool>,
}

/// Keeps a question. It is the viewer's.
///
/// # Errors
/// No right, or invalid input.
pub async fn create(ctx: &Context, input: NewSegment) -> Result<Segment> {
    ctx.viewer.may_write(ENTITY, Permission::ManageSegments)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createSegment", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let values = checked(conn, ctx, &input).await?;
            insert(conn, ctx, &values).await
        })
        .await
}

/// Makes a private segment of the viewer's own with the same question under another name.
///
/// # Errors
/// No right, unknown, or a name that cannot be.
pub async fn duplicate(ctx: &Context, id: Uuid, name: Option<String>) -> Result<Segment> {
    ctx.viewer.may_write(ENTITY, Permission::ManageSegments)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "duplicateSegment", &(id, &name)).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let row = find(conn, &ctx.viewer, id).await?;
            let mut checks = Checks::default();
            let name = name.unwrap_or_else(|| copied(&row.values.name));
            let name = checks.required("name", &name, LONGEST_NAME);
            checks.finish()?;
            let visibility = SegmentVisibility::Private;
            insert(conn, ctx, &SegmentValues { name, visibility, team_id: None, is_active: true, ..row.values }).await
        })
        .await
}

/// Changes a segment.
///
/// # Errors
/// No right, unknown, stale, or invalid input.
pub async fn update(ctx: &Context, input: SegmentUpdate) -> Result<Segment> {
    ctx.viewer.may_write(ENTITY, Permission::ManageSegments)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateSegment", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let row = lock(conn, ctx, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            if row.owner_id != ctx.viewer.id && input.visibility == Some(SegmentVisibility::Private) {
                let message = "Only who made it can make it private.";
                return Err(Error::invalid("visibility", "NOT_OWNER", message));
            }
            let values = checked(conn, ctx, &patched(&row.values, &input)?).await?;
            let changes = differences(Some(&row.values), &values)?;
            idempotency::keep(conn, ctx, row.id).await?;
            if changes.is_empty() {
                return Ok(row);
            }
            let row = diesel::update(segments::table.find(row.id))
                .set(&values)
                .returning(Segment::as_returning())
                .get_result(conn)
                .await?;
            announce(conn, ctx, event("segment.updated", row.id, &changes)).await?;
            Ok(row)
        })
        .await
}

/// Deletes a segment; it can be restored. Its members are not touched.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Segment> {
    set_deleted(ctx, id, expected_version, true).await
}

/// Brings a deleted segment back.
///
/// # Errors
/// No right, or unknown.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Segment> {
    set_deleted(ctx, id, None, false).await
}

async fn set_deleted(ctx: &Context, id: Uuid, expected_version: Option<i32>, deleted: bool) -> Result<Segment> {
    ctx.viewer.may_write(ENTITY, Permission::ManageSegments)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteSegment" } else { "restoreSegment" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, ctx, id, Presence::Any).await;
            }
            let row = lock(conn, ctx, id, Presence::Any).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            let row = diesel::update(segments::table.find(id))
                .set(segments::deleted_at.eq(deleted.then(Utc::now)))
                .returning(Segment::as_returning())
                .get_result(conn)
                .await?;
            let name = if deleted { "segment.deleted" } else { "segment.restored" };
            announce(conn, ctx, event(name, id, &Map::new())).await?;
            Ok(row)
        })
        .await
}

const LONGEST_NAME: usize = 100;

async fn insert(conn: &mut AsyncPgConnection, ctx: &Context, values: &SegmentValues) -> Result<Segment> {
    let id = Uuid::now_v7();
    let row = diesel::insert_into(segments::table)
        .values((segments::id.eq(id), segments::owner_id.eq(ctx.viewer.id), values))
        .returning(Segment::as_returning())
        .get_result(conn)
        .await?;
    announce(conn, ctx, event("segment.created", id, &differences(None, values)?)).await?;
    idempotency::keep(conn, ctx, id).await?;
    Ok(row)
}

fn event<'a>(name: &'static str, id: Uuid, changes: &'a Map<String, Value>) -> Event<'a> {
    Event { name, entity: ENTITY, id, institution_id: None, changes, public: false }
}

/// "Name (copy)", shortened where it would be too long.
fn copied(name: &str) -> String {
    const MARK: &str = " (copie)";
    let kept: String = name.chars().take(LONGEST_NAME - MARK.len()).collect();
    kept + MARK
}

/// What a segment becomes: as an input of its own, so that old and new are checked alike.
fn patched(old: &SegmentValues, input: &SegmentUpdate) -> Result<NewSegment> {
    let criteria = match &input.criteria {
        Some(criteria) => criteria.clone(),
        None => Criteria::read(&old.criteria)?,
    };
    Ok(NewSegment {
        name: input.name.clone().unwrap_or_else(|| old.name.clone()),
        description: pick(&input.description, &old.description),
        kind: old.kind,
        criteria,
        visibility: Some(input.visibility.unwrap_or(old.visibility)),
        team_id: pick(&input.team_id, &old.team_id),
        is_active: Some(input.is_active.unwrap_or(old.is_active)),
    })
}

/// The values as they are to be stored.
async fn checked(conn: &mut AsyncPgConnection, ctx: &Context, typed: &NewSegment) -> Result<SegmentValues> {
    let mut checks = Checks::default();
    let name = checks.required("name", &typed.name, LONGEST_NAME);
    let description = checks.optional("description", typed.description.as_deref(), 500);
    let criteria = typed.criteria.checked(&mut checks);
    let visibility = typed.visibility.unwrap_or(SegmentVisibility::Public);
    // Only a team's segment is of a team.
    let of_team = visibility == SegmentVisibility::Team;
    let team_id = typed.team_id.or(ctx.viewer.team_id).filter(|_| of_team);
    if of_team {
        check_team(conn, ctx, &mut checks, team_id).await?;
    }
    checks.finish()?;
    Ok(SegmentValues {
        name,
        description,
        kind: typed.kind,
        criteria: criteria.to_json()?,
        visibility,
        team_id,
        is_active: typed.is_active.unwrap_or(true),
    })
}

/// A team that is there for the viewer, who stays a member of it or manages teams.
async fn check_team(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    checks: &mut Checks,
    team_id: Option<Uuid>,
) -> Result<()> {
    let Some(id) = team_id else {
        checks.refuse("teamId", "REQUIRED", "Choose the team that sees it.");
        return Ok(());
    };
    match people::find_team(conn, &ctx.viewer, id).await {
        Ok(_) => {}
        Err(Error::NotFound(_)) => checks.refuse("teamId", "NOT_FOUND", "There is no such team."),
        Err(other) => return Err(other),
    }
    // Nobody deletes the team meanwhile.
    let _: Option<Uuid> = teams::table.find(id).select(teams::id).for_share().first(conn).await.optional()?;
    Ok(())
}
