//! Who wrote what up to where, remembered for as long as a replica may reasonably lag.

use std::{
    num::NonZeroUsize,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use db::replication::Position;
use lru::LruCache;
use uuid::Uuid;

/// How long a write is remembered. After that its writer reads what the replica has, as everybody does.
pub const LIFE: Duration = Duration::from_secs(60);

/// Writers remembered at most.
const CAPACITY: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

/// The last writes of sessions and API tokens.
pub(super) struct Marks(Mutex<LruCache<Uuid, (Position, Instant)>>);

impl Default for Marks {
    fn default() -> Self {
        Self(Mutex::new(LruCache::sparse(CAPACITY)))
    }
}

impl Marks {
    /// The position that the writer's reads must have reached.
    pub(super) fn get(&self, writer: Uuid, now: Instant) -> Option<Position> {
        let mut marks = self.marks();
        let (position, made) = *marks.get(&writer)?;
        if now.duration_since(made) < LIFE {
            return Some(position);
        }
        marks.pop(&writer);
        None
    }

    pub(super) fn put(&self, writer: Uuid, position: Position, now: Instant) {
        self.marks().put(writer, (position, now));
    }

    fn marks(&self) -> MutexGuard<'_, LruCache<Uuid, (Position, Instant)>> {
        // No code panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_is_remembered_for_a_while_and_for_its_writer_alone() {
        let (marks, now, writer) = (Marks::default(), Instant::now(), Uuid::now_v7());
        let position: Position = "0/1".parse().unwrap();
        marks.put(writer, position, now);
        assert_eq!(marks.get(writer, now), Some(position));
        assert_eq!(marks.get(Uuid::now_v7(), now), None);
        assert_eq!(marks.get(writer, now + LIFE), None);
        assert_eq!(marks.get(writer, now), None, "forgotten");
    }

    #[test]
    fn the_memory_has_a_bound() {
        let (marks, now, first) = (Marks::default(), Instant::now(), Uuid::now_v7());
        let position: Position = "0/1".parse().unwrap();
        marks.put(first, position, now);
        (0..CAPACITY.get()).for_each(|_| marks.put(Uuid::now_v7(), position, now));
        assert_eq!(marks.get(first, now), None);
    }
}
