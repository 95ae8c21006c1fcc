//! Rows that many places of one document lead to, each read once.
//!
//! A level already loads each of its relations in one statement. People and institutions, however, are reached by
//! several relations (who does a task, who made it, who looks after its institution), on several levels: in a query
//! these share a loader, which asks for each id once. Relations of one level ask at the same time, so that one turn
//! of the runtime is enough for their ids to come together; no timer waits. Mutations and subscriptions read what is
//! there at the moment, each time anew.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use async_graphql::Context;
use dataloader::{BatchFn, cached::Loader};
use db::{
    query::{self, Column, Condition, Listed},
    rows,
};
use uuid::Uuid;

use crate::context;
use crm::{Error, Result};

/// More ids than one document can lead to: they are never asked for in parts.
const BATCH: usize = 1_000_000;

/// The loaders of one query, made when they are first needed.
#[derive(Default)]
pub(crate) struct Loaders {
    users: OnceLock<ById<rows::User>>,
    institutions: OnceLock<ById<rows::Institution>>,
}

/// The users of these ids, those that there are.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub(crate) async fn users(ctx: &Context<'_>, ids: Vec<Uuid>) -> Result<Vec<rows::User>> {
    let reading = |caller| Reading::<rows::User> {
        caller,
        id: db::column!(users.id),
        id_of: |row| row.id,
        seen: |_| Condition::TRUE,
    };
    load(ctx, |loaders| &loaders.users, reading, ids).await
}

/// The institutions of these ids that the caller may be led to.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub(crate) async fn institutions(ctx: &Context<'_>, ids: Vec<Uuid>) -> Result<Vec<rows::Institution>> {
    let reading = |caller| Reading::<rows::Institution> {
        caller,
        id: db::column!(medical_institutions.id),
        id_of: |row| row.id,
        seen: |caller| {
            let present = Condition::IsNull(db::column!(medical_institutions.deleted_at));
            present.and(crm::operations::related::institutions(&caller.viewer))
        },
    };
    load(ctx, |loaders| &loaders.institutions, reading, ids).await
}

async fn load<R: Listed + Clone>(
    ctx: &Context<'_>,
    of: fn(&Loaders) -> &OnceLock<ById<R>>,
    reading: fn(crm::Context) -> Reading<R>,
    ids: Vec<Uuid>,
) -> Result<Vec<R>> {
    let caller = context(ctx)?;
    match ctx.data_opt::<Loaders>() {
        Some(loaders) => of(loaders).get_or_init(|| ById::new(reading(caller.clone()))).load(ids).await,
        None => reading(caller.clone()).read(ids).await,
    }
}

/// A failure that all who asked share.
type Found<R> = std::result::Result<Option<R>, Arc<Error>>;

/// Rows of one kind by their ids.
struct ById<R: Listed + Clone>(Loader<Uuid, Found<R>, Reading<R>>);

impl<R: Listed + Clone> ById<R> {
    fn new(reading: Reading<R>) -> Self {
        Self(Loader::new(reading).with_yield_count(1).with_max_batch_size(BATCH))
    }

    async fn load(&self, ids: Vec<Uuid>) -> Result<Vec<R>> {
        let found = self.0.try_load_many(ids).await.map_err(|error| Error::Internal(error.into()))?;
        found.into_values().filter_map(|row| row.map_err(|error| shared(&error)).transpose()).collect()
    }
}

/// How rows of one kind are read.
struct Reading<R> {
    caller: crm::Context,
    id: Column,
    id_of: fn(&R) -> Uuid,
    seen: fn(&crm::Context) -> Condition,
}

impl<R: Listed> Reading<R> {
    async fn read(&self, ids: Vec<Uuid>) -> Result<Vec<R>> {
        let mut conn = self.caller.db().await?;
        Ok(query::by_ids(&mut conn, self.id, ids, (self.seen)(&self.caller)).await?)
    }
}

impl<R: Listed + Clone> BatchFn<Uuid, Found<R>> for Reading<R> {
    async fn load(&mut self, ids: &[Uuid]) -> HashMap<Uuid, Found<R>> {
        match self.read(ids.to_vec()).await {
            Ok(rows) => {
                let mut found: HashMap<_, _> = ids.iter().map(|id| (*id, Ok(None))).collect();
                found.extend(rows.into_iter().map(|row| ((self.id_of)(&row), Ok(Some(row)))));
                found
            }
            Err(error) => {
                let error = Arc::new(error);
                ids.iter().map(|id| (*id, Err(Arc::clone(&error)))).collect()
            }
        }
    }
}

fn shared(error: &Arc<Error>) -> Error {
    match error.as_ref() {
        Error::Unavailable => Error::Unavailable,
        _ => Error::Internal(Arc::clone(error).into()),
    }
}
