//! Reading the firm's identity.

use async_graphql::{Context, Object, Result};

use super::FirmIdentity;
use crate::{context, rows::One};
use crm::operations::firm;

/// Root field on the firm.
#[derive(Default)]
pub struct FirmQuery;

#[Object]
impl FirmQuery {
    /// Who the firm is on its documents.
    async fn firm(&self, ctx: &Context<'_>) -> Result<One<FirmIdentity>> {
        let caller = context(ctx)?;
        firm::may_read(&caller.viewer)?;
        let row = firm::read(&mut *caller.db().await?).await?;
        Ok(FirmIdentity::from(row).into())
    }
}
