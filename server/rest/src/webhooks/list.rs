//! Listing and showing webhooks.

use axum::{http::HeaderMap, response::Response};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

use super::object::{ListedWebhook, RestStatistics, RestWebhook};
use crate::{
    Result,
    envelope::Success,
    extract::{Id, Query, Signed},
    institution::RestPerson,
    named::{WebhookEventName, WebhookStatusName},
    paging::Numbered,
    version,
};
use crm::{Context, operations::webhook};

/// Which webhooks.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// Number of the page, from 1.
    page: Option<i64>,
    /// Webhooks of a page, 1 to 100, by default 20.
    limit: Option<i64>,
    status: Option<WebhookStatusName>,
    /// Those that are told of it.
    event: Option<WebhookEventName>,
    /// Words of the name or the address.
    search: Option<String>,
}

/// A page of webhooks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookPage)]
pub(super) struct Page {
    webhooks: Vec<ListedWebhook>,
    pagination: Pages,
}

/// Where a page stands among all.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = WebhookPages)]
pub(super) struct Pages {
    page: i64,
    limit: i64,
    total: i64,
    pages: i64,
}

impl Pages {
    pub(super) fn new(numbered: Numbered, total: i64) -> Self {
        let meta = numbered.meta(total);
        Self { page: meta.page, limit: meta.limit, total, pages: meta.total_pages }
    }
}

/// One webhook.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OneWebhook)]
pub(super) struct One {
    webhook: RestWebhook,
}

/// List the webhooks
///
/// By name, with how their deliveries went.
#[utoipa::path(
    get, path = "/api/webhooks", tag = "webhooks", operation_id = "listWebhooks",
    params(ListQuery),
    responses((status = 200, description = "A page of webhooks", body = Success<Page>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<Success<Page>> {
    webhook::may_read(&ctx.viewer)?;
    let numbered = Numbered::new(query.page, query.limit)?;
    let mut condition = Condition::IsNull(column!(webhooks.deleted_at));
    if let Some(status) = query.status {
        let status = Value::Text(status.0.name().to_owned());
        condition = condition.and(Condition::eq(column!(webhooks.status), status));
    }
    if let Some(event) = query.event {
        condition = condition.and(Condition::HasAny(column!(webhooks.events), vec![event.0.name().to_owned()]));
    }
    if let Some(words) = query.search {
        condition = condition.and(webhook::search(&words));
    }
    Ok(Success::new(page(&ctx, condition, numbered).await?))
}

async fn page(ctx: &Context, condition: Condition, numbered: Numbered) -> crm::Result<Page> {
    let request = PageRequest {
        condition,
        order: vec![OrderKey::new("webhooks.name", "text"), OrderKey::new("webhooks.id", "uuid")],
        after: None,
        backward: false,
        limit: numbered.rows(),
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let total = query::count::<rows::Webhook>(&mut conn, &request.condition).await?;
    let found = query::load_at::<rows::Webhook>(&mut conn, &request, numbered.offset()).await?;
    let ids: Vec<Uuid> = found.iter().map(|row| row.id).collect();
    let statistics = webhook::statistics(&mut conn, &ids).await?;
    let mut people: Vec<Uuid> = found.iter().map(|row| row.created_by).collect();
    people.sort_unstable();
    people.dedup();
    let people = query::by_ids::<rows::User>(&mut conn, column!(users.id), people, Condition::TRUE).await?;
    let people: HashMap<Uuid, RestPerson> = people.into_iter().map(|user| (user.id, user.into())).collect();
    let listed = |row: rows::Webhook| ListedWebhook {
        stats: RestStatistics::new(statistics.get(&row.id).copied().unwrap_or_default(), &row),
        creator: people.get(&row.created_by).cloned(),
        webhook: row.into(),
    };
    Ok(Page { webhooks: found.into_iter().map(listed).collect(), pagination: Pages::new(numbered, total) })
}

/// Show a webhook
#[utoipa::path(
    get, path = "/api/webhooks/{id}", tag = "webhooks", operation_id = "getWebhook",
    params(("id" = Uuid, Path, description = "The webhook")),
    responses(
        (status = 200, description = "The webhook", body = Success<One>),
        (status = 304, description = "The caller has it as it is (`If-None-Match`)")
    ),
    security(("bearer" = []))
)]
pub(super) async fn show(Signed(ctx): Signed, Id(id): Id, headers: HeaderMap) -> Result<Response> {
    webhook::may_read(&ctx.viewer)?;
    let row = webhook::find(&mut *ctx.db().await?, id).await?;
    let webhook = RestWebhook::from(row);
    Ok(version::tagged(&headers, webhook.version(), Success::new(One { webhook })))
}
