//! Webhooks: the list, one of them in a side panel with what was delivered to it, and the forms that make and change them.

mod actions;
mod deliveries;
mod filters;
mod form;
mod list;
mod panel;
mod rows;
mod secret;
mod state;

use crate::api::filters::is;
use crate::api::webhooks::{WebhookFilter, Webhooks, webhooks};
use crate::api::{ApiError, send};
use crate::pages::panels::is_id;
use crate::rows;

pub use list::WebhooksPage;

/// A webhook: as a row, and as a record.
pub type Hook = webhooks::WebhookRow;
/// A page of webhooks.
pub type HookPage = webhooks::WebhooksWebhooks;

rows!(HookPage, Hook);

/// One webhook, deleted or not; none where there is none.
///
/// # Errors
/// As [`send`].
pub async fn find(id: String) -> Result<Option<Hook>, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    for deleted in [None, Some(true)] {
        let filter = WebhookFilter { id: is(Some(id.clone())), deleted, ..Default::default() };
        let variables = webhooks::Variables { filter: Some(filter), first: Some(1), ..Default::default() };
        let found = send::<Webhooks>(variables).await?.webhooks.nodes.into_iter().next();
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
