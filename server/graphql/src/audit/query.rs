//! Reading the audit log.

use async_graphql::{Context, Object, Result};
use db::rows;

use super::{AuditEvent, AuditEventFilter};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, Wanted},
};
use crm::operations::people;

/// Root fields on audit events.
#[derive(Default)]
pub struct AuditEventQuery;

#[Object]
impl AuditEventQuery {
    /// What was done, the latest first: everything with `canViewAuditLog`, otherwise what was done to institutions that
    /// the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    async fn audit_events(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<AuditEventFilter>,
    ) -> Result<Connection<AuditEvent>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        people::may_read_audit(&caller.viewer)?;
        let condition = AuditEventFilter::listed(filter, &caller.viewer);
        let request = Paging { first, after, last, before }.request(condition, AuditEventFilter::order(), wanted)?;
        Ok(paging::page::<rows::AuditEvent, AuditEvent>(caller, &request, wanted).await?.into())
    }
}
