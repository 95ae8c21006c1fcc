//! The operations of webhooks, checked against the schema when the app is compiled.

use super::declare::{enums::*, lists, operations};
use super::filters::{Is, OneOf, filters};
use super::operations::{DateTime, JSON, ListOrder};

lists! {
    Webhooks in "graphql/webhooks.graphql" with "ListOrder", "crate::api::webhooks::WebhookFilter";
    WebhookCount in "graphql/webhook_count.graphql" with "crate::api::webhooks::WebhookFilter";
}

operations! {
    WebhookDeliveries in "graphql/webhook_deliveries.graphql",
    CreateWebhook in "graphql/create_webhook.graphql",
    UpdateWebhook in "graphql/update_webhook.graphql",
    ActivateWebhook in "graphql/activate_webhook.graphql",
    DeleteWebhook in "graphql/delete_webhook.graphql",
    RestoreWebhook in "graphql/restore_webhook.graphql",
    ResetWebhook in "graphql/reset_webhook.graphql",
    RotateWebhookSecret in "graphql/rotate_webhook_secret.graphql",
    TestWebhook in "graphql/test_webhook.graphql",
    ReplayWebhookDelivery in "graphql/replay_webhook_delivery.graphql",
    RetryFailedWebhookDeliveries in "graphql/retry_failed_webhook_deliveries.graphql",
}

filters! {
    /// `WebhookFilter` of the schema.
    WebhookFilter {
        id: Is<String>,
        search: String,
        status: OneOf<WebhookStatus>,
        deleted: bool,
    }
}
