//! Reading contacts.

use async_graphql::{Context, ID, Object, Result};
use db::rows;

use super::{ContactFilter, ContactOrder, ContactPerson};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::contact;

/// Root fields on contacts.
#[derive(Default)]
pub struct ContactQuery;

#[Object]
impl ContactQuery {
    /// One contact; `NOT_FOUND` if it is not there for the caller.
    async fn contact(&self, ctx: &Context<'_>, id: ID) -> Result<One<ContactPerson>> {
        let caller = context(ctx)?;
        contact::may_read(&caller.viewer)?;
        let row = contact::read(caller, paging::id(&id, "contact")?).await?;
        Ok(ContactPerson::from(row).into())
    }

    /// The contacts of the institutions that the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<ContactFilter>,
        order_by: Option<Vec<ContactOrder>>,
    ) -> Result<Connection<ContactPerson>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        contact::may_read(&caller.viewer)?;
        let condition = ContactFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, ContactOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Contact, ContactPerson>(caller, &request, wanted).await?.into())
    }
}
