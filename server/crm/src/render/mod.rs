//! Documents as PDF, rendered in processes of their own.
//!
//! Templates are programs that people write: one that loops or fills the memory ends its process, never the server.
//! Processes are this same program (`medical-crm render-worker`), started when there is something to render, at most
//! two at a time, and ended when nothing was to be done for a minute.

mod pool;
mod recent;
mod worker;

use std::{path::PathBuf, sync::Arc, time::Duration};

pub use documents::{RenderAnswer, RenderProblem, RenderRequest};

/// How documents are rendered.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The program that is run.
    pub program: PathBuf,
    /// Processes at the same time.
    pub workers: usize,
    /// Time on a processor for one document; whole seconds.
    pub cpu: Duration,
    /// Time for one document in all; longer than `cpu`, since processors are shared.
    pub deadline: Duration,
    /// Address space of a process in bytes.
    pub memory: u64,
    /// A process that had nothing to do for so long is ended.
    pub idle: Duration,
    /// Documents after which a process is replaced by a new one.
    pub documents: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            program: own_program(),
            workers: 2,
            cpu: Duration::from_secs(15),
            // Less than a GraphQL request may take: its caller is to read why.
            deadline: Duration::from_secs(25),
            memory: 1 << 30,
            idle: Duration::from_secs(60),
            documents: 500,
        }
    }
}

/// Renders documents. Cheap to clone; clones share the processes, which end with the last one.
#[derive(Debug, Clone)]
pub struct Renderer {
    pool: Arc<pool::Pool>,
    recent: Arc<recent::Recent>,
}

impl Renderer {
    /// Starts nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { pool: Arc::new(pool::Pool::new(settings)), recent: Arc::default() }
    }

    /// The bytes of a document.
    ///
    /// # Errors
    /// [`RenderProblem`]; [`RenderProblem::Unavailable`] is worth another try later, the others are not.
    pub async fn render(&self, request: &RenderRequest) -> RenderAnswer {
        let body = request.encode()?;
        self.recent.answer(recent::key(&body), pool::render(&self.pool, body)).await
    }

    /// Processes that run and have nothing to do.
    #[must_use]
    pub fn idle_workers(&self) -> usize {
        self.pool.idle_workers()
    }
}

/// This program. On Linux by a name that stays right when its file is replaced by a newer one.
fn own_program() -> PathBuf {
    if cfg!(target_os = "linux") {
        return PathBuf::from("/proc/self/exe");
    }
    std::env::current_exe().unwrap_or_else(|_| PathBuf::from("medical-crm"))
}
