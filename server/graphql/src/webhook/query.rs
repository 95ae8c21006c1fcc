//! Reading webhooks.

use async_graphql::{Context, ID, Object, Result};
use db::rows;

use super::{Webhook, WebhookDelivery, WebhookDeliveryFilter, WebhookDeliveryOrder, WebhookFilter, WebhookOrder};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::webhook;

/// Root fields on webhooks.
#[derive(Default)]
pub struct WebhookQuery;

#[Object]
impl WebhookQuery {
    /// A webhook; `NOT_FOUND` if there is none. Right: `canManageWebhooks`.
    async fn webhook(&self, ctx: &Context<'_>, id: ID) -> Result<One<Webhook>> {
        let caller = context(ctx)?;
        webhook::may_read(&caller.viewer)?;
        let row = webhook::find(&mut *caller.db().await?, paging::id(&id, webhook::ENTITY)?).await?;
        Ok(Webhook::from(row).into())
    }

    /// The webhooks. Right: `canManageWebhooks`.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn webhooks(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<WebhookFilter>,
        order_by: Option<Vec<WebhookOrder>>,
    ) -> Result<Connection<Webhook>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        webhook::may_read(&caller.viewer)?;
        let condition = WebhookFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, WebhookOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::Webhook, Webhook>(caller, &request, wanted).await?.into())
    }

    /// A delivery; `NOT_FOUND` if there is none. Right: `canManageWebhooks`.
    async fn webhook_delivery(&self, ctx: &Context<'_>, id: ID) -> Result<One<WebhookDelivery>> {
        let caller = context(ctx)?;
        webhook::may_read(&caller.viewer)?;
        let id = paging::id(&id, "webhook_delivery")?;
        let row = webhook::find_delivery(&mut *caller.db().await?, id).await?;
        Ok(WebhookDelivery::from(row).into())
    }

    /// What was delivered to all webhooks, the latest first. Right: `canManageWebhooks`.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn webhook_deliveries(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<WebhookDeliveryFilter>,
        order_by: Option<Vec<WebhookDeliveryOrder>>,
    ) -> Result<Connection<WebhookDelivery>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        webhook::may_read(&caller.viewer)?;
        let condition = WebhookDeliveryFilter::listed(filter, &caller.viewer);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, WebhookDeliveryOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::WebhookDelivery, WebhookDelivery>(caller, &request, wanted).await?.into())
    }
}
