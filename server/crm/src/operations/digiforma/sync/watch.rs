//! How a reading goes on, as it happens, on whichever server it is carried out.

use db::rows::DigiformaSync;
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use crate::{
    Context, Result,
    events::Notification,
    operations::digiforma::{may_follow, read, status},
};

/// A reading as it is now, then at each change; without `id`, whichever reading there is.
///
/// # Errors
/// No right, or no such reading.
pub async fn watch(ctx: Context, id: Option<Uuid>) -> Result<impl Stream<Item = DigiformaSync> + use<>> {
    may_follow(&ctx.viewer)?;
    // Heard from before the first look, so that nothing falls between.
    let heard = ctx.app.listener.subscribe();
    let first = match id {
        Some(id) => Some(read::sync(&ctx, id).await?),
        None => status::read(&ctx).await?.current,
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
        let ctx = ctx.clone();
        async move { read::sync(&ctx, changed).await.ok() }
    });
    Ok(stream::iter(first).chain(later))
}
