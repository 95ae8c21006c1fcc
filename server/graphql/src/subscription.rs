//! Changes as they happen, on whichever server they were made.

use async_graphql::{Context, Enum, Result, SimpleObject, Subscription as Root};
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use super::{Id, context, digiforma, rows::One};
use crm::{
    events::{ChangeKind, Notification},
    operations::{self, changes},
};

/// How an object changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum ChangeOperation {
    /// It came into being, or was restored.
    Created,
    /// It was edited.
    Updated,
    /// It was deleted.
    Deleted,
}

impl From<ChangeKind> for ChangeOperation {
    fn from(kind: ChangeKind) -> Self {
        match kind {
            ChangeKind::Insert => Self::Created,
            ChangeKind::Update => Self::Updated,
            ChangeKind::Delete => Self::Deleted,
        }
    }
}

/// An object that changed; ask for it by its id.
#[derive(Debug, Clone, SimpleObject)]
pub struct EntityChange {
    /// `institution`, `contact`, `task`, `quote`, `invoice`, `payment`, `revenue_entry`, `user`, `team`.
    entity: String,
    /// The object.
    id: Id,
    /// How.
    operation: ChangeOperation,
}

/// Root of subscriptions.
pub struct Subscription;

#[Root]
impl Subscription {
    /// Changes of institutions that the caller sees; of one of them with `id`.
    async fn institution_changed(
        &self,
        ctx: &Context<'_>,
        id: Option<Id>,
    ) -> Result<impl Stream<Item = EntityChange> + use<>> {
        let entities = Some(vec!["institution".to_owned()]);
        Ok(seen_changes(context(ctx)?.clone(), entities, id.map(Uuid::from)))
    }

    /// Changes of objects that the caller sees; `entities` names the kinds: `institution`, `contact`, `task`,
    /// `quote`, `invoice`, `payment`, `revenue_entry`, `user`, `team`.
    async fn entity_changed(
        &self,
        ctx: &Context<'_>,
        entities: Option<Vec<String>>,
    ) -> Result<impl Stream<Item = EntityChange> + use<>> {
        Ok(seen_changes(context(ctx)?.clone(), entities, None))
    }

    /// A reading of Digiforma as it is now, then at each change; without `id`, whichever there is. Right:
    /// `canViewInstitutionAnalytics`.
    async fn digiforma_sync_progress(
        &self,
        ctx: &Context<'_>,
        id: Option<Id>,
    ) -> Result<impl Stream<Item = One<digiforma::DigiformaSync>> + use<>> {
        let rows = operations::digiforma::sync::watch(context(ctx)?.clone(), id.map(Uuid::from)).await?;
        Ok(rows.map(|row| digiforma::DigiformaSync::from(row).into()))
    }
}

/// What changes from now on, as far as the caller sees it at that moment.
fn seen_changes(
    caller: crm::Context,
    entities: Option<Vec<String>>,
    only: Option<Uuid>,
) -> impl Stream<Item = EntityChange> {
    let heard = caller.app.listener.subscribe();
    let notifications = stream::unfold(heard, |mut heard| async {
        loop {
            match heard.recv().await {
                Ok(notification) => return Some((notification, heard)),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    notifications.filter_map(move |notification| {
        let wanted = match notification {
            Notification::EntityChanged { entity, id, kind } => {
                let of_kind = entities.as_ref().is_none_or(|names| names.contains(&entity));
                (of_kind && only.is_none_or(|only| only == id)).then_some((entity, id, kind))
            }
            _ => None,
        };
        let caller = caller.clone();
        async move {
            let (entity, id, kind) = wanted?;
            let seen = changes::is_seen(&caller, &entity, id).await.unwrap_or(false);
            seen.then(|| EntityChange { entity, id: id.into(), operation: kind.into() })
        }
    })
}
