//! A replica of the database: reads go to it, but nobody reads what is older than their own writes.
//!
//! A request that only reads says so ([`this_request_reads`], or its method does, unless it takes that back by
//! [`this_request_writes`]); its statements then go to the
//! replica, unless the caller wrote within [`marks::LIFE`] and the replica has not replayed that yet. Without a replica,
//! without an answer of it, and outside of requests everything goes to the primary.
//! `docs/decisions/read-replica.md` tells why.

mod marks;
mod route;

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use db::{pool, replication::Position};

use marks::Marks;

pub use marks::LIFE;
pub(crate) use route::connection;
pub use route::{note_write, route, this_request_reads, this_request_writes};

/// How long after a failure the replica is tried again.
const RETRY: Duration = Duration::from_secs(5);

/// A database that follows the primary.
pub struct Replica {
    pool: db::Pool,
    answers: AtomicBool,
    marks: Marks,
    /// What everybody wants to have been replayed: the migrations of the start. Forgotten once it was.
    since: Mutex<Option<Position>>,
}

impl Replica {
    /// A pool of at most `connections` connections to the replica at `url`, made when they are needed. It is read from
    /// once it has replayed the log up to `since`.
    ///
    /// # Errors
    /// When `url` cannot be used.
    pub fn connect(url: &str, connections: usize, since: Option<Position>) -> anyhow::Result<Arc<Self>> {
        Ok(Arc::new(Self {
            pool: pool::connect(url, connections)?,
            answers: AtomicBool::new(true),
            marks: Marks::default(),
            since: Mutex::new(since),
        }))
    }

    /// Whether it answers now; what is found out counts for the next reads too.
    pub async fn ping(self: &Arc<Self>) -> bool {
        match pool::ping(&self.pool).await {
            Ok(()) => true,
            Err(error) => {
                self.does_not_answer(&error.to_string());
                false
            }
        }
    }

    /// A connection to it, if it answers and has replayed what was written up to `after`.
    async fn connection(self: &Arc<Self>, after: Option<Position>) -> Option<db::Connection> {
        if !self.answers.load(Ordering::Relaxed) {
            return None;
        }
        let mut conn = match pool::get(&self.pool).await {
            Ok(conn) => conn,
            Err(pool::Error::Busy) => return None,
            Err(error) => {
                self.does_not_answer(&error.to_string());
                return None;
            }
        };
        let Some(wanted) = after.max(*self.since()) else { return Some(conn) };
        match db::replication::reached(&mut conn).await {
            Ok(Some(reached)) if reached >= wanted => {
                *self.since() = None;
                Some(conn)
            }
            Ok(_) => None,
            Err(error) => {
                self.does_not_answer(&error.to_string());
                None
            }
        }
    }

    fn since(&self) -> MutexGuard<'_, Option<Position>> {
        // No code panics while it holds the lock.
        self.since.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Leaves the replica alone until it answers again; asks for that in the background.
    fn does_not_answer(self: &Arc<Self>, problem: &str) {
        if !self.answers.swap(false, Ordering::Relaxed) {
            return;
        }
        tracing::warn!(problem, "the replica does not answer: everything is read from the primary");
        let replica = Arc::downgrade(self);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(RETRY).await;
                let Some(replica) = replica.upgrade() else { return };
                if pool::ping(&replica.pool).await.is_ok() {
                    replica.answers.store(true, Ordering::Relaxed);
                    tracing::info!("the replica answers again");
                    return;
                }
            }
        });
    }
}
