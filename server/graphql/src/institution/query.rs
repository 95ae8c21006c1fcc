//! Reading institutions.

use async_graphql::{Context, ID, Object, Result};
use db::rows;

use super::{InstitutionFilter, InstitutionOrder, MedicalInstitution};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::institution;

/// Root fields on institutions.
#[derive(Default)]
pub struct InstitutionQuery;

#[Object]
impl InstitutionQuery {
    /// One institution; `NOT_FOUND` if it is not there for the caller.
    async fn institution(&self, ctx: &Context<'_>, id: ID) -> Result<One<MedicalInstitution>> {
        let caller = context(ctx)?;
        institution::may_read(&caller.viewer)?;
        let row = institution::read(caller, paging::id(&id, "institution")?).await?;
        Ok(MedicalInstitution::from(row).into())
    }

    /// The institutions that the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn institutions(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<InstitutionFilter>,
        order_by: Option<Vec<InstitutionOrder>>,
    ) -> Result<Connection<MedicalInstitution>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        institution::may_read(&caller.viewer)?;
        let condition = InstitutionFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, InstitutionOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Institution, MedicalInstitution>(caller, &request, wanted).await?.into())
    }
}
