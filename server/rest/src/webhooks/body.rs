//! Bodies that make and change webhooks.

use std::collections::BTreeMap;

use domain::WebhookStatus;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::named::{WebhookEventName, WebhookStatusName};
use crm::{
    Error, FieldError, Result,
    operations::webhook::{NewWebhook, WebhookUpdate},
};

/// A webhook to make, or what to change of one: what is left out then stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WebhookBody)]
pub(super) struct WebhookBody {
    /// 1 to 255 characters.
    #[schema(required = true, nullable = false)]
    name: Option<String>,
    /// `https://…` or `http://…`, outside of closed networks.
    #[schema(required = true, nullable = false)]
    url: Option<String>,
    /// At least one.
    #[schema(required = true, nullable = false)]
    events: Option<Vec<WebhookEventName>>,
    /// What deliveries are signed with, 1 to 255 characters; without one, a secret is made.
    secret: Option<String>,
    /// Sent with each delivery, at most 20.
    headers: Option<BTreeMap<String, String>>,
    /// Milliseconds, 1 000 to 300 000; by default 30 000.
    timeout: Option<i32>,
    /// 0 to 10; by default 10.
    max_retries: Option<i32>,
    /// Milliseconds, 1 000 to 300 000; by default 5 000.
    retry_delay: Option<i32>,
    is_active: Option<bool>,
    /// As `isActive`.
    status: Option<WebhookStatusName>,
}

impl WebhookBody {
    fn active(&self) -> Option<bool> {
        self.is_active.or(self.status.map(|status| status.0 == WebhookStatus::Active))
    }

    /// # Errors
    /// [`Error::Invalid`] without name, address or events.
    pub(super) fn into_new(self) -> Result<NewWebhook> {
        let missing = [("name", self.name.is_none()), ("url", self.url.is_none()), ("events", self.events.is_none())];
        let missing = missing.into_iter().filter(|(_, is_missing)| *is_missing);
        let missing: Vec<FieldError> =
            missing.map(|(field, _)| FieldError::new(field, "REQUIRED", format!("`{field}` is required."))).collect();
        if !missing.is_empty() {
            return Err(Error::Invalid(missing));
        }
        Ok(NewWebhook {
            is_active: self.active(),
            name: self.name.unwrap_or_default(),
            url: self.url.unwrap_or_default(),
            events: self.events.unwrap_or_default().into_iter().map(|event| event.0).collect(),
            secret: self.secret.filter(|secret| !secret.is_empty()),
            headers: self.headers.unwrap_or_default(),
            timeout: self.timeout,
            max_retries: self.max_retries,
            retry_delay: self.retry_delay,
        })
    }

    pub(super) fn into_update(self, id: Uuid, expected_version: Option<i32>) -> WebhookUpdate {
        WebhookUpdate {
            id,
            expected_version,
            is_active: self.active(),
            name: self.name,
            url: self.url,
            events: self.events.map(|events| events.into_iter().map(|event| event.0).collect()),
            // The forms of the original send an empty one where nothing was typed.
            secret: self.secret.filter(|secret| !secret.is_empty()),
            headers: self.headers,
            timeout: self.timeout,
            max_retries: self.max_retries,
            retry_delay: self.retry_delay,
        }
    }
}
