//! The object `Team`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{column, query, rows};
use uuid::Uuid;

use crate::{
    Id, columns, context, paging,
    rows::{Alone, Connection, Loading, Relation, Row, alone},
    user::{User, UserFilter, UserOrder},
};
use crm::operations::{people, related};

/// A team: its members see each other's institutions.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Team {
    /// Id.
    pub id: Id,
    /// Name; unique.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Whether it still works.
    pub is_active: bool,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::Team> for Team {
    fn from(row: rows::Team) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            description: row.description,
            is_active: row.is_active,
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for Team {
    columns!(id, name, description, is_active, deleted_at, version, created_at, updated_at);
    const RELATIONS: &'static [&'static str] = &["members", "memberCount"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        if field.name() == "memberCount" {
            let ids = field.keys(|row| row.id.0);
            return Some(field.computed(member_counts(ctx, ids)));
        }
        if field.name() != "members" {
            return None;
        }
        Some(paging::children!(
            field,
            "users.team_id",
            rows::User => User,
            people::may_read,
            UserFilter::members,
            UserOrder::keys,
        ))
    }
}

async fn member_counts(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<i32>> {
    let counts = people::member_counts(&mut *context(ctx)?.db().await?, &ids).await?;
    let count = |id: &Uuid| i32::try_from(counts.get(id).copied().unwrap_or(0)).unwrap_or(i32::MAX);
    Ok(ids.iter().map(count).collect())
}

/// The teams of these ids that are there for the caller.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn teams_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<Team>> {
    let caller = context(ctx)?;
    let seen = related::teams(&caller.viewer);
    let mut conn = caller.db().await?;
    let found = query::by_ids::<rows::Team>(&mut conn, column!(teams.id), ids, seen).await?;
    Ok(found.into_iter().map(Team::from).collect())
}

#[ComplexObject]
impl Team {
    /// The people of the team: of all teams with `canViewUsers`, otherwise of the own one.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn members(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<UserFilter>,
        order_by: Option<Vec<UserOrder>>,
    ) -> Result<Alone<Connection<User>>> {
        alone(self, ctx).await
    }

    /// How many active people it has.
    async fn member_count(&self, ctx: &Context<'_>) -> Result<Alone<i32>> {
        alone(self, ctx).await
    }
}
