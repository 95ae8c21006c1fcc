//! The word that the server is to stop, heard by listeners, jobs and open subscriptions.

use tokio::sync::watch;

/// Cheap to clone; all clones share one state.
#[derive(Debug, Clone)]
pub struct Shutdown {
    begun: watch::Sender<bool>,
}

impl Default for Shutdown {
    fn default() -> Self {
        Self { begun: watch::Sender::new(false) }
    }
}

impl Shutdown {
    /// Tells everybody to finish what they do and to begin nothing new.
    pub fn begin(&self) {
        self.begun.send_replace(true);
    }

    /// Has it begun?
    #[must_use]
    pub fn has_begun(&self) -> bool {
        *self.begun.borrow()
    }

    /// Resolves when it begins; at once when it has.
    pub async fn wait(&self) {
        // The sender lives as long as `self`: there is always an answer.
        let _ = self.begun.subscribe().wait_for(|begun| *begun).await;
    }
}
