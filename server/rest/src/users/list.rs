//! Lists of users.

use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Value},
    rows,
};
use domain::Permission;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    Result,
    envelope::Success,
    extract::{Query, Signed},
    named::UserRoleName,
    paging::MOST_OF_ALL,
    user::RestUser,
};
use crm::{
    Context,
    auth::Viewer,
    operations::{people, scope},
};

/// Which users. All conditions must hold; unknown parameters do not matter, empty ones count as absent.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    team_id: Option<Uuid>,
    role: Option<UserRoleName>,
    is_active: Option<bool>,
}

/// List users
///
/// All with `canViewUsers`, otherwise oneself; by first and last name, not in pages.
#[utoipa::path(
    get, path = "/api/users", tag = "users", operation_id = "listUsers",
    params(ListQuery),
    responses((status = 200, description = "The users", body = Success<Vec<RestUser>>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<Success<Vec<RestUser>>> {
    people::may_read(&ctx.viewer)?;
    let mut condition = scope::users(&ctx.viewer);
    let mut equals = |column, value: Option<Value>| {
        let all = std::mem::replace(&mut condition, Condition::TRUE);
        condition = match value {
            Some(value) => all.and(Condition::eq(column, value)),
            None => all,
        };
    };
    equals(column!(users.team_id), query.team_id.map(Value::Id));
    equals(column!(users.role), query.role.map(|role| Value::Text(role.0.to_string())));
    equals(column!(users.is_active), query.is_active.map(Value::Bool));
    Ok(Success::new(ordered(&ctx, condition).await?))
}

/// List people without a team
///
/// Active ones, by first and last name.
#[utoipa::path(
    get, path = "/api/users/without-team", tag = "users", operation_id = "listUsersWithoutTeam",
    responses((status = 200, description = "The users", body = Success<Vec<RestUser>>)),
    security(("bearer" = []))
)]
pub(super) async fn without_team(Signed(ctx): Signed) -> Result<Success<Vec<RestUser>>> {
    ctx.viewer.may_read("user", Permission::ManageTeams)?;
    let condition = scope::users(&ctx.viewer).and(Condition::IsNull(column!(users.team_id))).and(people::is_active());
    Ok(Success::new(ordered(&ctx, condition).await?))
}

/// The active people of a team whom the viewer meets there.
pub(crate) fn members_of(viewer: &Viewer, team_id: Uuid) -> Condition {
    scope::members(viewer).and(Condition::eq(column!(users.team_id), Value::Id(team_id))).and(people::is_active())
}

/// Users by first and last name, in one statement.
pub(crate) async fn ordered(ctx: &Context, condition: Condition) -> crm::Result<Vec<RestUser>> {
    let request = PageRequest {
        condition,
        order: vec![
            OrderKey::new("users.first_name", "text"),
            OrderKey::new("users.last_name", "text"),
            OrderKey::new("users.id", "uuid"),
        ],
        after: None,
        backward: false,
        limit: MOST_OF_ALL,
        cursors: false,
        foreign_key: None,
    };
    let found = query::load_at::<rows::User>(&mut *ctx.db().await?, &request, 0).await?;
    Ok(found.into_iter().map(|user| RestUser::seen_by(&ctx.viewer, user)).collect())
}
