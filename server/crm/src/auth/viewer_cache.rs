//! Who stands behind a proof, remembered for a few seconds.
//!
//! An entry is served only while changes made by others are heard (LISTEN `viewer_changed`), is forgotten when its user
//! changes, and is asked for anew after [`FRESH`] in any case.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use lru::LruCache;
use uuid::Uuid;

use super::{Proof, Viewer};

/// How long an entry is served.
const FRESH: Duration = Duration::from_secs(30);

/// Proofs remembered at most.
const CAPACITY: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

/// The memory of one server.
pub(super) struct ViewerCache(Mutex<State>);

struct State {
    entries: LruCache<Proof, Entry>,
    enabled: bool,
    /// Counts forgetting: what was read before the last count may be stale.
    generation: u64,
}

struct Entry {
    viewer: Arc<Viewer>,
    read_at: Instant,
    ends_at: Option<DateTime<Utc>>,
}

/// Taken before the database is asked; an answer is kept only if nothing was forgotten in between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ticket(u64);

impl Default for ViewerCache {
    fn default() -> Self {
        Self(Mutex::new(State { entries: LruCache::sparse(CAPACITY), enabled: false, generation: 0 }))
    }
}

impl ViewerCache {
    pub(super) fn get(&self, proof: &Proof) -> Option<Arc<Viewer>> {
        let mut state = self.state();
        if !state.enabled {
            return None;
        }
        let entry = state.entries.get(proof)?;
        let is_good = entry.read_at.elapsed() < FRESH && entry.ends_at.is_none_or(|end| end > Utc::now());
        is_good.then(|| Arc::clone(&entry.viewer))
    }

    pub(super) fn ticket(&self) -> Ticket {
        Ticket(self.state().generation)
    }

    /// Remembers an answer until `ends_at`, the end of the session or token.
    pub(super) fn put(&self, ticket: Ticket, proof: Proof, viewer: &Arc<Viewer>, ends_at: Option<DateTime<Utc>>) {
        let mut state = self.state();
        if state.enabled && state.generation == ticket.0 {
            let entry = Entry { viewer: Arc::clone(viewer), read_at: Instant::now(), ends_at };
            state.entries.put(proof, entry);
        }
    }

    pub(super) fn forget(&self, user_id: Uuid) {
        let mut state = self.state();
        state.generation += 1;
        state.entries.retain(|_, entry| entry.viewer.id != user_id);
    }

    pub(super) fn set_enabled(&self, enabled: bool) {
        let mut state = self.state();
        state.generation += 1;
        state.entries.clear();
        state.enabled = enabled;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // No code panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::UserRole;

    use super::*;
    use crate::auth::Access;

    fn entry() -> (Proof, Arc<Viewer>) {
        let (id, session) = (Uuid::now_v7(), Uuid::now_v7());
        let viewer =
            Viewer { id, role: UserRole::Admin, team_id: None, name: "Ada".into(), access: Access::Session(session) };
        (Proof::Session { id: session, user_id: id }, Arc::new(viewer))
    }

    #[test]
    fn nothing_is_served_while_changes_are_not_heard() {
        let cache = ViewerCache::default();
        let (proof, viewer) = entry();
        cache.put(cache.ticket(), proof, &viewer, None);
        assert!(cache.get(&proof).is_none());
        cache.set_enabled(true);
        assert!(cache.get(&proof).is_none());
        cache.put(cache.ticket(), proof, &viewer, None);
        assert!(cache.get(&proof).is_some());
        cache.set_enabled(false);
        assert!(cache.get(&proof).is_none());
        cache.set_enabled(true);
        assert!(cache.get(&proof).is_none());
    }

    #[test]
    fn an_answer_read_before_a_change_is_not_kept() {
        let cache = ViewerCache::default();
        cache.set_enabled(true);
        let (proof, viewer) = entry();
        let before = cache.ticket();
        cache.forget(viewer.id);
        cache.put(before, proof, &viewer, None);
        assert!(cache.get(&proof).is_none());
    }

    #[test]
    fn a_change_forgets_its_user_alone() {
        let cache = ViewerCache::default();
        cache.set_enabled(true);
        let ((proof, viewer), (other_proof, other)) = (entry(), entry());
        cache.put(cache.ticket(), proof, &viewer, None);
        cache.put(cache.ticket(), other_proof, &other, Some(Utc::now() + chrono::Duration::hours(1)));
        cache.forget(viewer.id);
        assert!(cache.get(&proof).is_none());
        assert!(cache.get(&other_proof).is_some());
    }

    #[test]
    fn an_ended_session_is_not_served() {
        let cache = ViewerCache::default();
        cache.set_enabled(true);
        let (proof, viewer) = entry();
        cache.put(cache.ticket(), proof, &viewer, Some(Utc::now() - chrono::Duration::seconds(1)));
        assert!(cache.get(&proof).is_none());
    }
}
