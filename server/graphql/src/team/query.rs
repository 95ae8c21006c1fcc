//! Reading teams.

use async_graphql::{Context, ID, Object, Result};
use db::rows;

use super::{Team, TeamFilter, TeamOrder};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::people;

/// Root fields on teams.
#[derive(Default)]
pub struct TeamQuery;

#[Object]
impl TeamQuery {
    /// One team; `NOT_FOUND` if it is not there for the caller.
    async fn team(&self, ctx: &Context<'_>, id: ID) -> Result<One<Team>> {
        let caller = context(ctx)?;
        people::may_read_teams(&caller.viewer)?;
        let mut conn = caller.db().await?;
        let row = people::find_team(&mut conn, &caller.viewer, paging::id(&id, "team")?).await?;
        Ok(Team::from(row).into())
    }

    /// The teams that the caller may list: all with `canViewUsers`, otherwise the own one.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn teams(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<TeamFilter>,
        order_by: Option<Vec<TeamOrder>>,
    ) -> Result<Connection<Team>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        people::may_read_teams(&caller.viewer)?;
        let condition = TeamFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, TeamOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Team, Team>(caller, &request, wanted).await?.into())
    }
}
