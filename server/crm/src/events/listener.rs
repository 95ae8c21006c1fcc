//! Hears what changes in the database, whoever changes it: this server, another one, or a person with psql.
//!
//! One connection of its own listens (`LISTEN`) and passes on what it hears to the subscribers of this process. The
//! memory of viewers is used only while it listens.

use std::{
    pin::pin,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use anyhow::{Context as _, bail};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::StreamExt;
use serde::Deserialize;
use tokio::{sync::broadcast, time};
use uuid::Uuid;

use crate::App;

/// Notifications kept for a subscriber that is slow.
const CAPACITY: usize = 1024;

/// How often the connection must show that it lives, and how long it may take to.
const CHECK_EVERY: Duration = Duration::from_secs(10);
const CHECK_WITHIN: Duration = Duration::from_secs(5);

/// Pauses between attempts to connect.
const SHORTEST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notification {
    /// The rights, sessions or tokens of a user changed.
    ViewerChanged(Uuid),
    /// A row changed.
    EntityChanged {
        /// `institution`, `contact`, `task`, …
        entity: String,
        /// The row.
        id: Uuid,
        /// How.
        kind: ChangeKind,
    },
    /// Listening began (again): what happened before was not heard.
    ListeningBegan,
}

/// How a row changed. A soft delete is a delete, its undoing an insert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It came into being.
    Insert,
    /// It was edited.
    Update,
    /// It is gone.
    Delete,
}

/// Where the subscribers of this process listen.
pub struct Listener {
    sender: broadcast::Sender<Notification>,
    listening: AtomicBool,
}

impl Default for Listener {
    fn default() -> Self {
        Self { sender: broadcast::Sender::new(CAPACITY), listening: AtomicBool::new(false) }
    }
}

impl Listener {
    /// Everything heard from now on. A subscriber that falls behind is told how many it missed.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Notification> {
        self.sender.subscribe()
    }

    /// Is the database listened to at this moment?
    #[must_use]
    pub fn is_listening(&self) -> bool {
        self.listening.load(Ordering::Relaxed)
    }

    fn pass_on(&self, notification: Notification) {
        // Nobody may be listening.
        let _ = self.sender.send(notification);
    }
}

/// Listens to the database at `url` until the server stops, connecting again whenever the connection is lost.
pub async fn run(app: App, url: String) {
    let mut pause = SHORTEST_PAUSE;
    while !app.shutdown.has_begun() {
        let result = tokio::select! {
            result = listen(&app, &url) => result,
            () = app.shutdown.wait() => Ok(()),
        };
        app.auth.changes_are_heard(false);
        if app.listener.listening.swap(false, Ordering::Relaxed) {
            pause = SHORTEST_PAUSE;
        }
        if let Err(error) = result {
            tracing::warn!(error = format!("{error:#}"), "changes in the database are not heard at the moment");
        }
        tokio::select! {
            () = time::sleep(pause) => {}
            () = app.shutdown.wait() => return,
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn listen(app: &App, url: &str) -> anyhow::Result<()> {
    let mut conn = db::pool::establish(url).await?;
    conn.batch_execute("LISTEN viewer_changed; LISTEN entity_changed").await?;
    app.auth.changes_are_heard(true);
    app.listener.listening.store(true, Ordering::Relaxed);
    app.listener.pass_on(Notification::ListeningBegan);
    loop {
        // The silence of a dead connection and of a quiet database sound alike.
        match time::timeout(CHECK_EVERY, pass_on_all(app, &mut conn)).await {
            Ok(ended) => return ended,
            Err(_) => time::timeout(CHECK_WITHIN, conn.batch_execute("SELECT 1"))
                .await
                .context("the listening connection gives no sign of life")??,
        }
    }
}

async fn pass_on_all(app: &App, conn: &mut AsyncPgConnection) -> anyhow::Result<()> {
    let mut notifications = pin!(conn.notifications_stream());
    while let Some(notification) = notifications.next().await {
        let notification = notification?;
        let Some(heard) = read(&notification.channel, &notification.payload) else {
            tracing::warn!(notification.channel, notification.payload, "a notification could not be read");
            // Whoever it was about: forget all.
            app.auth.changes_are_heard(true);
            continue;
        };
        if let Notification::ViewerChanged(user_id) = heard {
            app.auth.forget(user_id);
        }
        app.listener.pass_on(heard);
    }
    bail!("the listening connection was closed")
}

fn read(channel: &str, payload: &str) -> Option<Notification> {
    #[derive(Deserialize)]
    struct Change {
        entity: String,
        id: Uuid,
        op: ChangeKind,
    }
    match channel {
        "viewer_changed" => Some(Notification::ViewerChanged(payload.parse().ok()?)),
        "entity_changed" => {
            let Change { entity, id, op } = serde_json::from_str(payload).ok()?;
            Some(Notification::EntityChanged { entity, id, kind: op })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notifications_are_read() {
        let id = Uuid::now_v7();
        assert_eq!(read("viewer_changed", &id.to_string()), Some(Notification::ViewerChanged(id)));
        let payload = format!(r#"{{"entity":"task","id":"{id}","op":"delete"}}"#);
        let change = Notification::EntityChanged { entity: "task".into(), id, kind: ChangeKind::Delete };
        assert_eq!(read("entity_changed", &payload), Some(change));
        assert_eq!(read("entity_changed", "{}"), None);
        assert_eq!(read("viewer_changed", "x"), None);
        assert_eq!(read("other", "x"), None);
    }
}
