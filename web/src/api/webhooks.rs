//! The operations of webhooks, checked against the schema when the app is compiled.

use domain::{WebhookDeliveryStatus, WebhookEvent, WebhookStatus};
use graphql_client::GraphQLQuery;

use super::filters::{Is, OneOf, filters};
use super::operations::{DateTime, ListOrder};

/// Any JSON.
#[expect(clippy::upper_case_acronyms, reason = "the scalar's name in the schema")]
pub type JSON = serde_json::Value;

macro_rules! operations {
    ($($Name:ident in $path:tt),+ $(,)?) => {
        $(
            #[doc = concat!("Operation `", stringify!($Name), "`.")]
            #[derive(GraphQLQuery)]
            #[graphql(
                schema_path = "../schema.graphql",
                query_path = $path,
                response_derives = "Clone, Debug, PartialEq",
                variables_derives = "Clone, Debug, PartialEq",
                extern_enums("WebhookDeliveryStatus", "WebhookEvent", "WebhookStatus")
            )]
            pub struct $Name;
        )+
    };
}

/// Operations whose filters and orders are our own types: of the first variables, in their order.
macro_rules! lists {
    ($($Name:ident in $path:tt with $($Type:tt),+);+ $(;)?) => {
        $(
            #[doc = concat!("Operation `", stringify!($Name), "`.")]
            #[derive(GraphQLQuery)]
            #[graphql(
                schema_path = "../schema.graphql",
                query_path = $path,
                response_derives = "Clone, Debug, PartialEq",
                variables_derives = "Clone, Debug, Default, PartialEq",
                variable_types($($Type),+),
                skip_serializing_none,
                extern_enums("WebhookDeliveryStatus", "WebhookEvent", "WebhookStatus")
            )]
            pub struct $Name;
        )+
    };
}

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
