//! Documents that were rendered a moment ago. The same request gives the same bytes: who asks for them at the same time
//! waits for one process, who asks again gets them from memory.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

use documents::{RenderAnswer, RenderProblem};
use lru::LruCache;
use sha2::{Digest, Sha256};

/// Answers that are remembered.
const COUNT: NonZeroUsize = NonZeroUsize::new(16).unwrap();

/// Bytes of a document that is remembered, at most.
const LARGEST: usize = 1 << 20;

/// What a request is known by.
pub(super) type Key = [u8; 32];

/// The key of a request.
pub(super) fn key(request: &[u8]) -> Key {
    Sha256::digest(request).into()
}

type Slot = Arc<tokio::sync::Mutex<Option<RenderAnswer>>>;

/// The last answers of one server.
#[derive(Debug)]
pub(super) struct Recent(Mutex<LruCache<Key, Slot>>);

impl Default for Recent {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(COUNT)))
    }
}

impl Recent {
    /// The answer to a request of this [`key`], from memory or from `render`, which is not begun otherwise.
    pub(super) async fn answer(&self, key: Key, render: impl Future<Output = RenderAnswer>) -> RenderAnswer {
        let slot = self.slot(key);
        let mut known = slot.lock().await;
        if let Some(answer) = &*known {
            return answer.clone();
        }
        let answer = render.await;
        if is_lasting(&answer) {
            *known = Some(answer.clone());
        }
        answer
    }

    fn slot(&self, key: Key) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.get_or_insert(key, Slot::default))
    }
}

/// Whether the answer would be the same again; how much time and memory there is depends on the moment.
fn is_lasting(answer: &RenderAnswer) -> bool {
    match answer {
        Ok(pdf) => pdf.len() <= LARGEST,
        Err(problem) => matches!(problem, RenderProblem::Template(_) | RenderProblem::Invalid(_)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use futures_util::future::join_all;

    use super::*;

    #[tokio::test]
    async fn the_same_request_is_rendered_once() {
        let (recent, count) = (Recent::default(), AtomicU32::new(0));
        let ask = |request: &'static [u8]| {
            recent.answer(key(request), async {
                count.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok(request.to_vec())
            })
        };
        let answers = join_all([ask(b"a"), ask(b"b"), ask(b"a"), ask(b"a")]).await;
        assert_eq!(answers, [b"a", b"b", b"a", b"a"].map(|pdf| Ok(pdf.to_vec())));
        assert_eq!(count.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn what_depends_on_the_moment_is_tried_again() {
        let recent = Recent::default();
        let (one, other) = (key(b"one"), key(b"other"));
        assert_eq!(recent.answer(one, async { Err(RenderProblem::TooSlow) }).await, Err(RenderProblem::TooSlow));
        assert_eq!(recent.answer(one, async { Ok(vec![1]) }).await, Ok(vec![1]));
        assert_eq!(recent.answer(one, async { Err(RenderProblem::TooSlow) }).await, Ok(vec![1]));
        let large = vec![0; LARGEST + 1];
        assert_eq!(recent.answer(other, async { Ok(large.clone()) }).await, Ok(large.clone()));
        assert_eq!(recent.answer(other, async { Ok(vec![2]) }).await, Ok(vec![2]));
    }
}
