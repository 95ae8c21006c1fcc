//! How a reading of Digiforma goes on.

use futures_util::{Stream, StreamExt, stream};
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use super::sync::DigiformaSync;
use crate::{
    Context,
    events::Notification,
    graphql::rows::One,
    operations::digiforma::{self, status},
};

/// A reading as it is now, then at each change; without `id`, whichever reading there is.
///
/// # Errors
/// No right.
pub async fn progress(
    caller: Context,
    id: Option<Uuid>,
) -> crate::Result<impl Stream<Item = One<DigiformaSync>> + use<>> {
    digiforma::may_follow(&caller.viewer)?;
    // Heard from before the first look, so that nothing falls between.
    let heard = caller.app.listener.subscribe();
    let first = match id {
        Some(id) => Some(digiforma::read::sync(&caller, id).await?),
        None => status::read(&caller).await?.current,
    };
    let changes = stream::unfold(heard, move |mut heard| async move {
        loop {
            match heard.recv().await {
                Ok(Notification::EntityChanged { entity, id: changed, .. }) if entity == "digiforma_sync" => {
                    if id.is_none_or(|id| id == changed) {
                        return Some((changed, heard));
                    }
                }
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    let later = changes.filter_map(move |changed| {
        let caller = caller.clone();
        // The right is asked for again each time.
        async move { digiforma::read::sync(&caller, changed).await.ok() }
    });
    Ok(stream::iter(first).chain(later).map(|row| DigiformaSync::from(row).into()))
}
