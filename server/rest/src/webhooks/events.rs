//! What a webhook can be told of.

use std::collections::BTreeMap;

use domain::WebhookEvent;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Result,
    envelope::Success,
    extract::Signed,
    named::{Named, WebhookEventName},
};
use crm::operations::webhook;

/// An event.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WebhookEventInfo)]
pub(super) struct EventInfo {
    value: WebhookEventName,
    /// In English.
    label: &'static str,
    /// What it is about: `invoice`.
    category: &'static str,
}

/// Every event, as a list and by what it is about.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WebhookEvents)]
pub(super) struct Events {
    events: Vec<EventInfo>,
    grouped_events: BTreeMap<&'static str, Vec<EventInfo>>,
}

/// List the events
#[utoipa::path(
    get, path = "/api/webhooks/events", tag = "webhooks", operation_id = "listWebhookEvents",
    responses((status = 200, description = "The events", body = Success<Events>)),
    security(("bearer" = []))
)]
pub(super) async fn events(Signed(ctx): Signed) -> Result<Success<Events>> {
    webhook::may_read(&ctx.viewer)?;
    let info = |event: &WebhookEvent| EventInfo {
        value: Named(*event),
        label: webhook::described(*event),
        category: event.category(),
    };
    let events: Vec<EventInfo> = WebhookEvent::ALL.iter().map(info).collect();
    let mut grouped_events = BTreeMap::<_, Vec<EventInfo>>::new();
    for event in &events {
        grouped_events.entry(event.category).or_default().push(event.clone());
    }
    Ok(Success::new(Events { events, grouped_events }))
}
