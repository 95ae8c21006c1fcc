//! The object `Webhook`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::{WebhookEvent, WebhookStatus};
use uuid::Uuid;

use super::{WebhookDelivery, WebhookDeliveryFilter, WebhookDeliveryOrder};
use crate::{
    Id, columns, context,
    paging::{self, children},
    rows::{Alone, Connection, Loading, One, Relation, Row, Rows, alone},
    user::{User, users_by_id},
};
use crm::operations::webhook;

/// Somewhere that is told what happens. Its secret is shown when it is made or replaced, and never again.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Webhook {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Address that deliveries are sent to.
    pub url: String,
    /// What it is told of.
    pub events: Vec<WebhookEvent>,
    /// Whether it is told anything.
    pub status: WebhookStatus,
    /// Why it was switched off, where the server did it.
    pub disabled_reason: Option<String>,
    /// Milliseconds that the receiver has to answer.
    pub timeout: i32,
    /// Attempts after the first.
    pub max_retries: i32,
    /// Milliseconds before the second attempt; the third waits 5 times, the fourth 25 times as long.
    pub retry_delay: i32,
    /// When it was last told something.
    pub last_triggered_at: Option<DateTime<Utc>>,
    /// When it last received something.
    pub last_success_at: Option<DateTime<Utc>>,
    /// When it last failed to.
    pub last_failure_at: Option<DateTime<Utc>>,
    /// Attempts that failed since.
    pub failure_count: i32,
    /// Id of who made it.
    pub created_by: Id,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    #[graphql(skip)]
    headers: Vec<(String, String)>,
}

/// A header that goes with each delivery.
#[derive(Debug, Clone, SimpleObject)]
pub struct WebhookHeader {
    /// Name, in lower case.
    pub name: String,
    /// Value.
    pub value: String,
    #[graphql(skip)]
    webhook: Id,
}

impl Row for WebhookHeader {
    columns!(name, value);
}

/// How the deliveries of a webhook went, as far as they are kept: 30 days.
#[derive(Debug, Clone, SimpleObject)]
pub struct WebhookStatistics {
    /// All of them.
    pub total: i64,
    /// Received.
    pub successful: i64,
    /// Given up.
    pub failed: i64,
    /// Percent of what is received among what is over, with two decimals; absent before anything is over.
    pub success_rate: Option<f64>,
    /// When the latest was made.
    pub last_delivery: Option<DateTime<Utc>>,
    #[graphql(skip)]
    webhook: Id,
}

impl Row for WebhookStatistics {
    columns!(total, successful, failed, success_rate, last_delivery);
}

impl From<rows::Webhook> for Webhook {
    fn from(row: rows::Webhook) -> Self {
        let values = row.values;
        let headers = values.headers.as_object().into_iter().flatten();
        let headers = headers.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()));
        Self {
            id: row.id.into(),
            headers: headers.collect(),
            name: values.name,
            url: values.url,
            events: values.events.iter().filter_map(|name| name.parse().ok()).collect(),
            status: values.status,
            disabled_reason: values.disabled_reason,
            timeout: values.timeout,
            max_retries: values.max_retries,
            retry_delay: values.retry_delay,
            last_triggered_at: row.last_triggered_at,
            last_success_at: row.last_success_at,
            last_failure_at: row.last_failure_at,
            failure_count: row.failure_count,
            created_by: row.created_by.into(),
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for Webhook {
    columns!(
        id,
        name,
        url,
        events,
        status,
        disabled_reason,
        timeout,
        max_retries,
        retry_delay,
        last_triggered_at,
        last_success_at,
        last_failure_at,
        failure_count,
        created_by,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["headers", "statistics", "creator", "deliveries"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "headers" => {
                let of = |row: &Self| {
                    let id = row.id;
                    let header = move |(name, value)| WebhookHeader { name, value, webhook: id };
                    row.headers.clone().into_iter().map(header)
                };
                let headers = field.rows().iter().flat_map(of).collect();
                field.list(async { Ok::<_, crm::Error>(headers) }, |row| row.id, |part: &WebhookHeader| part.webhook)
            }
            "statistics" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.id)));
                let load = statistics(ctx, ids);
                field.one(load, |row| Some(row.id), |part| part.webhook)
            }
            "creator" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.created_by)));
                field.one(users_by_id(ctx, ids), |row| Some(row.created_by), |user| user.id)
            }
            "deliveries" => children!(
                field,
                "webhook_logs.webhook_id",
                rows::WebhookDelivery => WebhookDelivery,
                webhook::may_read,
                WebhookDeliveryFilter::listed,
                WebhookDeliveryOrder::keys,
            ),
            _ => return None,
        })
    }
}

async fn statistics(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<WebhookStatistics>> {
    let caller = context(ctx)?;
    let found = webhook::statistics(&mut *caller.db().await?, &ids).await?;
    let of = |id: Uuid| {
        let of = found.get(&id).copied().unwrap_or_default();
        WebhookStatistics {
            total: of.total,
            successful: of.successful,
            failed: of.failed,
            success_rate: of.success_rate(),
            last_delivery: of.last_delivery,
            webhook: id.into(),
        }
    };
    Ok(ids.into_iter().map(of).collect())
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl Webhook {
    /// Headers that go with each delivery.
    async fn headers(&self, ctx: &Context<'_>) -> Result<Alone<Rows<WebhookHeader>>> {
        alone(self, ctx).await
    }

    /// How its deliveries went.
    async fn statistics(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<WebhookStatistics>>>> {
        alone(self, ctx).await
    }

    /// Who made it.
    async fn creator(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// What was delivered, the latest first; kept for 30 days.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn deliveries(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<WebhookDeliveryFilter>,
        order_by: Option<Vec<WebhookDeliveryOrder>>,
    ) -> Result<Alone<Connection<WebhookDelivery>>> {
        alone(self, ctx).await
    }
}
