//! Writing webhooks.

use std::collections::BTreeMap;

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::WebhookEvent;

use super::{Webhook, WebhookDelivery};
use crate::{
    Id, context,
    payload::{UserError, outcome, payload},
    rows::One,
};
use crm::operations::webhook;

/// A header that goes with each delivery.
#[derive(Debug, Clone, InputObject)]
pub struct WebhookHeaderInput {
    /// Name; those that the server sets itself (`content-…`, `webhook-…`, `x-webhook-…`, `host`) are refused.
    pub name: String,
    /// Value, at most 2 000 characters.
    pub value: String,
}

fn headers(typed: Vec<WebhookHeaderInput>) -> BTreeMap<String, String> {
    typed.into_iter().map(|header| (header.name, header.value)).collect()
}

/// A new webhook.
#[derive(Debug, Clone, InputObject)]
pub struct CreateWebhookInput {
    /// Name, 1 to 255 characters.
    pub name: String,
    /// Address, `https://…` or `http://…`, outside of closed networks.
    pub url: String,
    /// What it is told of, at least one.
    pub events: Vec<WebhookEvent>,
    /// What deliveries are signed with, 1 to 255 characters; without one, a secret is made.
    pub secret: Option<String>,
    /// Headers that go with each delivery, at most 20.
    pub headers: Option<Vec<WebhookHeaderInput>>,
    /// Milliseconds that the receiver has to answer, 1 000 to 300 000; by default 30 000.
    pub timeout: Option<i32>,
    /// Attempts after the first, 0 to 10; by default 10, which takes about three days.
    pub max_retries: Option<i32>,
    /// Milliseconds before the second attempt, 1 000 to 300 000; by default 5 000.
    pub retry_delay: Option<i32>,
    /// Whether it is told anything; by default yes.
    pub is_active: Option<bool>,
}

impl From<CreateWebhookInput> for webhook::NewWebhook {
    fn from(input: CreateWebhookInput) -> Self {
        Self {
            name: input.name,
            url: input.url,
            events: input.events,
            secret: input.secret,
            headers: headers(input.headers.unwrap_or_default()),
            timeout: input.timeout,
            max_retries: input.max_retries,
            retry_delay: input.retry_delay,
            is_active: input.is_active,
        }
    }
}

/// What to change of a webhook; what is left out stays.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateWebhookInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Name, 1 to 255 characters.
    pub name: Option<String>,
    /// Address, `https://…` or `http://…`, outside of closed networks.
    pub url: Option<String>,
    /// What it is told of, at least one.
    pub events: Option<Vec<WebhookEvent>>,
    /// What deliveries are signed with, 1 to 255 characters.
    pub secret: Option<String>,
    /// Headers that go with each delivery, in place of those that it has; at most 20.
    pub headers: Option<Vec<WebhookHeaderInput>>,
    /// Milliseconds that the receiver has to answer, 1 000 to 300 000.
    pub timeout: Option<i32>,
    /// Attempts after the first, 0 to 10.
    pub max_retries: Option<i32>,
    /// Milliseconds before the second attempt, 1 000 to 300 000.
    pub retry_delay: Option<i32>,
    /// Whether it is told anything.
    pub is_active: Option<bool>,
}

impl From<UpdateWebhookInput> for webhook::WebhookUpdate {
    fn from(input: UpdateWebhookInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            name: input.name,
            url: input.url,
            events: input.events,
            secret: input.secret,
            headers: input.headers.map(headers),
            timeout: input.timeout,
            max_retries: input.max_retries,
            retry_delay: input.retry_delay,
            is_active: input.is_active,
        }
    }
}

/// Which webhook, as the caller has seen it.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteWebhookInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which webhook gets a new secret.
#[derive(Debug, Clone, InputObject)]
pub struct RotateWebhookSecretInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which webhook to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreWebhookInput {
    /// Which one.
    pub id: Id,
}

/// Which webhook to switch on again.
#[derive(Debug, Clone, InputObject)]
pub struct ResetWebhookInput {
    /// Which one.
    pub id: Id,
}

/// Which webhook to test.
#[derive(Debug, Clone, InputObject)]
pub struct TestWebhookInput {
    /// Which one.
    pub id: Id,
}

/// Which delivery to repeat.
#[derive(Debug, Clone, InputObject)]
pub struct ReplayWebhookDeliveryInput {
    /// Which one.
    pub id: Id,
}

/// Which deliveries to try again.
#[derive(Debug, Clone, InputObject)]
pub struct RetryFailedWebhookDeliveriesInput {
    /// Those of this webhook; without it, those of all.
    pub webhook_id: Option<Id>,
}

payload!(UpdateWebhookPayload, webhook: Webhook, "webhook");
payload!(DeleteWebhookPayload, webhook: Webhook, "webhook");
payload!(RestoreWebhookPayload, webhook: Webhook, "webhook");
payload!(ResetWebhookPayload, webhook: Webhook, "webhook");
payload!(ReplayWebhookDeliveryPayload, webhook_delivery: WebhookDelivery, "delivery");

/// A webhook with its secret, which is not shown again.
macro_rules! with_secret {
    ($Payload:ident, $doc:literal) => {
        #[doc = concat!("Answer of a mutation that ", $doc, ".")]
        #[derive(SimpleObject)]
        pub struct $Payload {
            /// The webhook as it is now; absent when the input was wrong.
            pub webhook: Option<One<Webhook>>,
            /// The secret, shown this once: `whsec_…`, or the one that was given.
            pub secret: Option<String>,
            /// What was wrong with the input.
            pub user_errors: Vec<UserError>,
        }

        impl $Payload {
            fn new(result: crm::Result<(db::rows::Webhook, String)>) -> Result<Self> {
                let (made, user_errors) = outcome(result)?;
                let (webhook, secret) = made.unzip();
                Ok(Self { webhook: webhook.map(|row| Webhook::from(row).into()), secret, user_errors })
            }
        }
    };
}
with_secret!(CreateWebhookPayload, "makes a webhook");
with_secret!(RotateWebhookSecretPayload, "replaces a secret");

/// What came of a test.
#[derive(SimpleObject)]
pub struct TestWebhookPayload {
    /// The delivery, as it is kept; absent when the input was wrong.
    pub webhook_delivery: Option<One<WebhookDelivery>>,
    /// Whether it was received.
    pub success: bool,
    /// Milliseconds that it took.
    pub duration: Option<i64>,
    /// What was wrong with the input.
    pub user_errors: Vec<UserError>,
}

/// How many deliveries are tried again.
#[derive(SimpleObject)]
pub struct RetryFailedWebhookDeliveriesPayload {
    /// Their number, at most 1 000.
    pub count: i64,
    /// What was wrong with the input.
    pub user_errors: Vec<UserError>,
}

/// Mutations on webhooks.
#[derive(Default)]
pub struct WebhookMutation;

#[Object]
impl WebhookMutation {
    /// Adds a webhook; its secret is shown this once.
    async fn create_webhook(&self, ctx: &Context<'_>, input: CreateWebhookInput) -> Result<CreateWebhookPayload> {
        CreateWebhookPayload::new(webhook::create(context(ctx)?, input.into()).await)
    }

    /// Changes a webhook. What waits to be delivered goes to the new address.
    async fn update_webhook(&self, ctx: &Context<'_>, input: UpdateWebhookInput) -> Result<UpdateWebhookPayload> {
        UpdateWebhookPayload::new(webhook::update(context(ctx)?, input.into()).await)
    }

    /// Gives a webhook a new secret, which is shown this once.
    async fn rotate_webhook_secret(
        &self,
        ctx: &Context<'_>,
        input: RotateWebhookSecretInput,
    ) -> Result<RotateWebhookSecretPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        RotateWebhookSecretPayload::new(webhook::rotate_secret(context(ctx)?, id, version).await)
    }

    /// Deletes a webhook; `restoreWebhook` brings it back.
    async fn delete_webhook(&self, ctx: &Context<'_>, input: DeleteWebhookInput) -> Result<DeleteWebhookPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        DeleteWebhookPayload::new(webhook::delete(context(ctx)?, id, version).await)
    }

    /// Brings a deleted webhook back.
    async fn restore_webhook(&self, ctx: &Context<'_>, input: RestoreWebhookInput) -> Result<RestoreWebhookPayload> {
        RestoreWebhookPayload::new(webhook::restore(context(ctx)?, input.id.into()).await)
    }

    /// Switches a webhook on again and forgets its failures.
    async fn reset_webhook(&self, ctx: &Context<'_>, input: ResetWebhookInput) -> Result<ResetWebhookPayload> {
        ResetWebhookPayload::new(webhook::reset(context(ctx)?, input.id.into()).await)
    }

    /// Tells a webhook that this is a test, and waits for its answer.
    async fn test_webhook(&self, ctx: &Context<'_>, input: TestWebhookInput) -> Result<TestWebhookPayload> {
        let (tested, user_errors) = outcome(webhook::test(context(ctx)?, input.id.into()).await)?;
        Ok(TestWebhookPayload {
            success: tested.as_ref().is_some_and(|tested| tested.delivery.delivered_at.is_some()),
            duration: tested.as_ref().map(|tested| tested.duration),
            webhook_delivery: tested.map(|tested| WebhookDelivery::from(tested.delivery).into()),
            user_errors,
        })
    }

    /// Delivers what a delivery said once more, as a delivery of its own.
    async fn replay_webhook_delivery(
        &self,
        ctx: &Context<'_>,
        input: ReplayWebhookDeliveryInput,
    ) -> Result<ReplayWebhookDeliveryPayload> {
        ReplayWebhookDeliveryPayload::new(webhook::replay(context(ctx)?, input.id.into()).await)
    }

    /// Tries deliveries that were given up once more.
    async fn retry_failed_webhook_deliveries(
        &self,
        ctx: &Context<'_>,
        input: RetryFailedWebhookDeliveriesInput,
    ) -> Result<RetryFailedWebhookDeliveriesPayload> {
        let retried = webhook::retry_failed(context(ctx)?, input.webhook_id.map(Into::into)).await;
        let (count, user_errors) = outcome(retried)?;
        let count = i64::try_from(count.unwrap_or_default()).unwrap_or(i64::MAX);
        Ok(RetryFailedWebhookDeliveriesPayload { count, user_errors })
    }
}
