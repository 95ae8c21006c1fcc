//! What is shown of users besides their rows.

use db::{column, query, rows};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::object::UserWithTeam;
use crm::{
    Context, Result,
    auth::Viewer,
    operations::{people, related},
};

/// A user with the team.
pub(super) async fn with_team(ctx: &Context, user: rows::User) -> Result<UserWithTeam> {
    let team = match user.team_id {
        Some(id) => team_of(&mut *ctx.db().await?, &ctx.viewer, id).await?,
        None => None,
    };
    Ok(UserWithTeam::new(user, team))
}

/// The team, if the viewer sees it.
async fn team_of(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Option<rows::Team>> {
    Ok(query::by_ids::<rows::Team>(conn, column!(teams.id), vec![id], related::teams(viewer)).await?.pop())
}

/// One user that the caller may list.
pub(super) async fn find(ctx: &Context, id: Uuid) -> Result<rows::User> {
    people::may_read(&ctx.viewer)?;
    people::find(&mut *ctx.db().await?, &ctx.viewer, id).await
}
