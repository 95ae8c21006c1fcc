//! Single rows by their ids: reads that come while another one is under way share the next statement.
//!
//! A read that finds nothing under way asks at once. Those that come meanwhile wait for it, then are asked for together:
//! the busier the server, the fewer statements a row costs, and nobody waits for a timer. Only reads of the same
//! condition (scope included) are put together, and a read never joins a statement that began before it, so that it
//! sees whatever was committed when it came. `docs/decisions/point-reads.md` has the figures.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use db::{
    query::{self, Column, Condition, Listed},
    rows,
};
use diesel_async::AsyncPgConnection;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::{App, Context, Result};

/// The reads under way, of each kind of row that has an address of its own.
pub struct PointReads {
    pub(super) institutions: Reads<rows::Institution>,
    pub(super) contacts: Reads<rows::Contact>,
    pub(super) tasks: Reads<rows::Task>,
}

impl Default for PointReads {
    fn default() -> Self {
        Self {
            institutions: Reads::new(|row| row.id),
            contacts: Reads::new(|row| row.id),
            tasks: Reads::new(|row| row.id),
        }
    }
}

/// The reads of one kind of row. Cheap to clone.
pub(super) struct Reads<R>(Arc<Inner<R>>);

struct Inner<R> {
    id_of: fn(&R) -> Uuid,
    /// Conditions with a statement under way; seldom more than a few.
    under_way: Mutex<Vec<(Condition, Vec<Waiting<R>>)>>,
}

/// Who asks for a row, and where the answer goes.
type Waiting<R> = (Uuid, oneshot::Sender<Option<R>>);

impl<R> Clone for Reads<R> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<R: Listed + Clone> Reads<R> {
    fn new(id_of: fn(&R) -> Uuid) -> Self {
        Self(Arc::new(Inner { id_of, under_way: Mutex::default() }))
    }

    /// The row of this id that satisfies the condition.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn find(&self, ctx: &Context, condition: Condition, id: Uuid) -> Result<Option<R>> {
        // Which database a read may go to is known for its own request alone.
        if ctx.app.replica.is_some() {
            return Ok(ask(&mut *ctx.db().await?, vec![id], condition).await?.pop());
        }
        if let Some(answer) = self.join(&condition, id) {
            if let Ok(row) = answer.await {
                return Ok(row);
            }
            // The shared statement failed: this reader finds out for itself why.
            return Ok(ask(&mut *ctx.db().await?, vec![id], condition).await?.pop());
        }
        let turn = Turn { reads: self.clone(), app: ctx.app.clone(), condition };
        Ok(ask(&mut *ctx.db().await?, vec![id], turn.condition.clone()).await?.pop())
    }

    /// Waits for the next statement; `None` if none is under way: the caller is to send one, and has its turn from now.
    fn join(&self, condition: &Condition, id: Uuid) -> Option<oneshot::Receiver<Option<R>>> {
        let mut under_way = self.under_way();
        if let Some((_, waiting)) = under_way.iter_mut().find(|(known, _)| known == condition) {
            let (sender, receiver) = oneshot::channel();
            waiting.push((id, sender));
            return Some(receiver);
        }
        under_way.push((condition.clone(), Vec::new()));
        None
    }

    /// Those who wait for the end of the condition's statement; when there are none, no statement is under way any more.
    fn take_waiting(&self, condition: &Condition) -> Vec<Waiting<R>> {
        let mut under_way = self.under_way();
        let Some(at) = under_way.iter().position(|(known, _)| known == condition) else { return Vec::new() };
        let waiting = std::mem::take(&mut under_way[at].1);
        if waiting.is_empty() {
            under_way.swap_remove(at);
        }
        waiting
    }

    fn answer(&self, rows: Vec<R>, waiting: Vec<Waiting<R>>) {
        let mut rows: HashMap<Uuid, R> = rows.into_iter().map(|row| ((self.0.id_of)(&row), row)).collect();
        let mut waiting = waiting.into_iter();
        while let Some((id, reader)) = waiting.next() {
            let wanted_again = waiting.as_slice().iter().any(|(other, _)| *other == id);
            let row = if wanted_again { rows.get(&id).cloned() } else { rows.remove(&id) };
            // A reader may have gone away.
            let _ = reader.send(row);
        }
    }

    fn under_way(&self) -> MutexGuard<'_, Vec<(Condition, Vec<Waiting<R>>)>> {
        // No code panics while it holds the lock.
        self.0.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to have a statement under way. When it ends, however it ends, those who came meanwhile are served.
struct Turn<R: Listed + Clone> {
    reads: Reads<R>,
    app: App,
    condition: Condition,
}

impl<R: Listed + Clone> Drop for Turn<R> {
    fn drop(&mut self) {
        let waiting = self.reads.take_waiting(&self.condition);
        if waiting.is_empty() {
            return;
        }
        let turn = Self { reads: self.reads.clone(), app: self.app.clone(), condition: self.condition.clone() };
        // Without a runtime the program is ending, and so are its readers.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(serve(turn, waiting));
        }
    }
}

/// One statement for all who wait. If it fails they are told nothing, which makes each ask for itself.
async fn serve<R: Listed + Clone>(turn: Turn<R>, waiting: Vec<Waiting<R>>) {
    let ids = waiting.iter().map(|(id, _)| *id).collect();
    let rows = async { ask::<R>(&mut *turn.app.db().await?, ids, turn.condition.clone()).await };
    match rows.await {
        Ok(rows) => turn.reads.answer(rows, waiting),
        Err(error) => tracing::debug!(%error, table = R::TABLE, "a statement of several readers failed"),
    }
}

async fn ask<R: Listed>(conn: &mut AsyncPgConnection, ids: Vec<Uuid>, condition: Condition) -> Result<Vec<R>> {
    Ok(query::by_ids(conn, Column::new(R::TABLE, "id"), ids, condition).await?)
}
