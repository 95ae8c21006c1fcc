//! Webhooks and what was delivered to them.

mod delivery;
mod filter;
mod mutations;
mod object;
mod order;
mod query;

pub use delivery::{WebhookAttempt, WebhookDelivery};
pub use filter::{WebhookDeliveryFilter, WebhookFilter};
pub use mutations::WebhookMutation;
pub use object::{Webhook, WebhookHeader, WebhookStatistics};
pub use order::{WebhookDeliveryOrder, WebhookOrder};
pub use query::WebhookQuery;
