//! The processes that render: who gets one, which are kept, when they end.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use documents::{RenderAnswer, RenderProblem};
use tokio::{
    sync::Semaphore,
    time::{self, Instant},
};

use super::{Settings, worker::Worker};

/// How long a document waits for a process.
const PATIENCE: Duration = Duration::from_secs(60);

/// Processes of one server.
#[derive(Debug)]
pub(super) struct Pool {
    settings: Settings,
    turns: Semaphore,
    idle: Mutex<Vec<Idle>>,
}

#[derive(Debug)]
struct Idle {
    worker: Worker,
    since: Instant,
}

impl Pool {
    pub(super) fn new(settings: Settings) -> Self {
        Self { turns: Semaphore::new(settings.workers.max(1)), settings, idle: Mutex::default() }
    }

    pub(super) fn idle_workers(&self) -> usize {
        self.idle().len()
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Option<Worker> {
        self.idle().pop().map(|idle| idle.worker)
    }

    /// Ends the processes that have waited for too long.
    fn end_idle(&self) {
        let now = Instant::now();
        self.idle().retain(|idle| now.duration_since(idle.since) < self.settings.idle);
    }
}

/// Has a request rendered. A caller that goes away takes the process along.
pub(super) async fn render(pool: &Arc<Pool>, request: Vec<u8>) -> RenderAnswer {
    let turn = match time::timeout(PATIENCE, pool.turns.acquire()).await {
        Ok(Ok(turn)) => turn,
        Ok(Err(_)) | Err(_) => return Err(RenderProblem::Unavailable("too many documents are waiting".to_owned())),
    };
    let mut answer = match pool.take() {
        Some(worker) => with(pool, worker, &request).await,
        None => Err(RenderProblem::Unavailable(String::new())),
    };
    // A process may have been ended while it waited: that is no fault of the document.
    if matches!(answer, Err(RenderProblem::Unavailable(_))) {
        answer = match Worker::start(&pool.settings) {
            Ok(worker) => with(pool, worker, &request).await,
            Err(error) => Err(RenderProblem::Unavailable(format!("the process cannot be started: {error}"))),
        };
    }
    drop(turn);
    match &answer {
        Err(problem @ RenderProblem::Unavailable(_)) => tracing::error!(%problem, "a document was not rendered"),
        Err(problem) => tracing::info!(%problem, "a document was not rendered"),
        Ok(_) => {}
    }
    answer
}

async fn with(pool: &Arc<Pool>, mut worker: Worker, request: &[u8]) -> RenderAnswer {
    let exchange = worker.exchange(request);
    match time::timeout(pool.settings.deadline, exchange).await {
        Ok(Ok(answer)) => {
            keep(pool, worker, &answer);
            answer
        }
        Ok(Err(error)) => Err(worker.autopsy(&error).await),
        // Dropped, the process is killed.
        Err(_) => Err(RenderProblem::TooSlow),
    }
}

fn keep(pool: &Arc<Pool>, worker: Worker, answer: &RenderAnswer) {
    if matches!(answer, Err(RenderProblem::Unavailable(_))) || worker.documents() >= pool.settings.documents {
        return;
    }
    pool.idle().push(Idle { worker, since: Instant::now() });
    let pool = Arc::downgrade(pool);
    tokio::spawn(async move {
        let Some(idle) = pool.upgrade().map(|pool| pool.settings.idle) else { return };
        time::sleep(idle).await;
        if let Some(pool) = pool.upgrade() {
            pool.end_idle();
        }
    });
}
