//! Reading users.

use async_graphql::{Context, ID, Object, Result};
use db::rows;

use super::{User, UserFilter, UserOrder};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::people;

/// Root fields on users.
#[derive(Default)]
pub struct UserQuery;

#[Object]
impl UserQuery {
    /// One user; `NOT_FOUND` if it is not there for the caller.
    async fn user(&self, ctx: &Context<'_>, id: ID) -> Result<One<User>> {
        let caller = context(ctx)?;
        people::may_read(&caller.viewer)?;
        let mut conn = caller.db().await?;
        let row = people::find(&mut conn, &caller.viewer, paging::id(&id, "user")?).await?;
        Ok(User::from(row).into())
    }

    /// The users that the caller may list: all with `canViewUsers`, otherwise oneself.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn users(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<UserFilter>,
        order_by: Option<Vec<UserOrder>>,
    ) -> Result<Connection<User>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        people::may_read(&caller.viewer)?;
        let condition = UserFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, UserOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::User, User>(caller, &request, wanted).await?.into())
    }
}
