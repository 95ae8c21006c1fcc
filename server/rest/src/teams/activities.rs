//! What the people of a team did, from the audit log.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Relation, Value, Values},
    rows::{AuditEvent, User},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value as JsonValue, json};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Result,
    extract::{Id, Query, Signed},
    institution::RestPerson,
    paging::Numbered,
    wire,
};
use crm::{
    Context,
    operations::{people, scope},
};

/// Who did it.
const ACTOR: Relation = Relation { table: "users", on: "users.id = audit_events.user_id" };

/// What an activity is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ActivityType)]
pub(super) enum Kind {
    #[default]
    All,
    Task,
    /// Institutions, their profiles and contacts.
    Institution,
    /// Accounts, teams, sessions.
    User,
    /// Not kept by this system: never any.
    EngagementLetter,
}

const OF_INSTITUTIONS: [&str; 3] = ["institution", "medical_profile", "contact"];
const TASK: &str = "task";

impl Kind {
    fn of(entity: &str) -> Self {
        match entity {
            TASK => Self::Task,
            entity if OF_INSTITUTIONS.contains(&entity) => Self::Institution,
            _ => Self::User,
        }
    }

    fn condition(self) -> Condition {
        let entity = column!(audit_events.entity);
        let one_of = |names: &[&str]| {
            Condition::OneOf(entity, Values::Text(names.iter().map(|name| (*name).to_owned()).collect()))
        };
        match self {
            Self::All => Condition::TRUE,
            Self::Task => one_of(&[TASK]),
            Self::Institution => one_of(&OF_INSTITUTIONS),
            Self::User => {
                let [institution, profile, contact] = OF_INSTITUTIONS;
                Condition::Not(Box::new(one_of(&[TASK, institution, profile, contact])))
            }
            Self::EngagementLetter => Condition::FALSE,
        }
    }
}

/// Which activities.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ActivityQuery {
    /// Number of the page, from 1.
    page: Option<i64>,
    /// Rows of a page, 1 to 100, by default 20.
    limit: Option<i64>,
    /// By default `all`.
    #[serde(rename = "type")]
    kind: Option<Kind>,
}

/// Something that a member of the team did.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Activity {
    id: Uuid,
    #[serde(rename = "type")]
    kind: Kind,
    user_id: Option<Uuid>,
    /// `Institution created`
    description: String,
    #[serde(serialize_with = "wire::timestamp")]
    timestamp: DateTime<Utc>,
    user: Option<RestPerson>,
    /// `action`, `entity`, `entityId`, `institutionId` and `changes` (`{field: {old, new}}`).
    #[schema(value_type = Object)]
    metadata: JsonValue,
}

/// A page of activities.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActivityList {
    #[schema(default = true)]
    success: bool,
    data: Vec<Activity>,
    meta: ActivityMeta,
}

#[derive(Debug, Serialize, ToSchema)]
struct ActivityMeta {
    pagination: ActivityPage,
}

/// Where a page stands among all.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivityPage {
    page: i64,
    limit: i64,
    total: i64,
    total_pages: i64,
    has_more: bool,
}

impl IntoResponse for ActivityList {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// List what the people of a team did
///
/// From the audit log, the latest first: everything with `canViewAuditLog`, otherwise what was done to institutions
/// that the caller sees.
#[utoipa::path(
    get, path = "/api/teams/{id}/activities", tag = "teams", operation_id = "listTeamActivities",
    params(("id" = Uuid, Path, description = "The team"), ActivityQuery),
    responses((status = 200, description = "A page of activities", body = ActivityList)),
    security(("bearer" = []))
)]
pub(super) async fn activities(
    Signed(ctx): Signed,
    Id(id): Id,
    Query(query): Query<ActivityQuery>,
) -> Result<ActivityList> {
    people::may_read_teams(&ctx.viewer)?;
    people::may_read_audit(&ctx.viewer)?;
    let numbered = Numbered::new(query.page, query.limit)?;
    Ok(page(&ctx, id, query.kind.unwrap_or_default(), numbered).await?)
}

async fn page(ctx: &Context, team: Uuid, kind: Kind, numbered: Numbered) -> crm::Result<ActivityList> {
    let mut conn = ctx.db().await?;
    people::find_team(&mut conn, &ctx.viewer, team).await?;
    let member = Condition::eq(column!(users.team_id), Value::Id(team));
    let condition =
        scope::audit_events(&ctx.viewer).and(Condition::Exists(ACTOR, Box::new(member))).and(kind.condition());
    let request = PageRequest {
        condition,
        order: ["audit_events.occurred_at", "audit_events.id"]
            .into_iter()
            .zip(["timestamptz", "uuid"])
            .map(|(column, cast)| OrderKey::new(column, cast).descending(true))
            .collect(),
        after: None,
        backward: false,
        limit: numbered.rows(),
        cursors: false,
        foreign_key: None,
    };
    let total = query::count::<AuditEvent>(&mut conn, &request.condition).await?;
    let events = query::load_at::<AuditEvent>(&mut conn, &request, numbered.offset()).await?;
    let mut ids: Vec<Uuid> = events.iter().filter_map(|event| event.user_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let people = query::by_ids::<User>(&mut conn, column!(users.id), ids, Condition::TRUE).await?;
    let people: HashMap<Uuid, RestPerson> = people.into_iter().map(|user| (user.id, user.into())).collect();
    let meta = numbered.meta(total);
    let pagination = ActivityPage {
        page: meta.page,
        limit: meta.limit,
        total,
        total_pages: meta.total_pages,
        has_more: meta.page < meta.total_pages,
    };
    let data = events.iter().map(|event| activity(event, &people)).collect();
    Ok(ActivityList { success: true, data, meta: ActivityMeta { pagination } })
}

fn activity(event: &AuditEvent, people: &HashMap<Uuid, RestPerson>) -> Activity {
    Activity {
        id: event.id,
        kind: Kind::of(&event.entity),
        user_id: event.user_id,
        description: sentence(&event.action),
        timestamp: event.occurred_at,
        user: event.user_id.and_then(|id| people.get(&id).cloned()),
        metadata: json!({
            "action": event.action,
            "entity": event.entity,
            "entityId": event.entity_id,
            "institutionId": event.institution_id,
            "changes": event.changes,
        }),
    }
}

/// `medical_profile.updated` → `Medical profile updated`
fn sentence(action: &str) -> String {
    let words = action.replace(['.', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_read_as_sentences() {
        assert_eq!(sentence("institution.created"), "Institution created");
        assert_eq!(sentence("medical_profile.updated"), "Medical profile updated");
    }

    #[test]
    fn kinds_follow_the_entity() {
        let kinds = ["task", "contact", "institution", "team", "session"].map(Kind::of);
        assert_eq!(kinds, [Kind::Task, Kind::Institution, Kind::Institution, Kind::User, Kind::User]);
    }
}
