//! The root field `dashboard`.

use async_graphql::{Context, Object, Result};

use super::object::Dashboard;
use crate::context;

/// Root field of the dashboard.
#[derive(Default)]
pub struct DashboardQuery;

#[Object]
impl DashboardQuery {
    /// How things stand for the caller.
    async fn dashboard(&self, ctx: &Context<'_>) -> Result<Dashboard> {
        context(ctx)?;
        Ok(Dashboard)
    }
}
