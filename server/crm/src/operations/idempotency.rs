//! A request repeated with the same `Idempotency-Key` is carried out once.
//!
//! The key is written in the transaction of the operation itself: a crash leaves both or neither, and a second request
//! at the same moment waits for the first one's end.

use chrono::{Duration, Utc};
use db::schema::idempotency_keys;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Context, Error, Result};

/// How long a key is remembered.
const KEPT: Duration = Duration::hours(24);
/// Characters of a key, at most.
pub const LONGEST: usize = 255;

/// Claims the request's key; gives the row that the first request with it made, changed or deleted, if there was one.
///
/// # Errors
/// [`Error::BadInput`] for an unusable key, [`Error::Conflict`] when the key was used for something else.
pub async fn claim(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    operation: &'static str,
    input: &(impl Serialize + Sync),
) -> Result<Option<Uuid>> {
    Ok(claimed(conn, ctx, operation, input).await?.as_ref().and_then(row))
}

/// As [`claim`], for an operation whose answer is no row.
///
/// # Errors
/// As [`claim`].
pub async fn claim_answer<T: DeserializeOwned>(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    operation: &'static str,
    input: &(impl Serialize + Sync),
) -> Result<Option<T>> {
    let first = claimed(conn, ctx, operation, input).await?;
    Ok(first.and_then(|mut response| serde_json::from_value(response["answer"].take()).ok()))
}

/// The row of the first request with this key, without claiming it: for operations whose checks the first request makes
/// fail.
///
/// # Errors
/// As [`claim`].
pub async fn answered(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    operation: &'static str,
    input: &(impl Serialize + Sync),
) -> Result<Option<Uuid>> {
    let Some(key) = key(ctx)? else { return Ok(None) };
    Ok(first(conn, ctx, key, &hash(operation, input)?).await?.flatten().as_ref().and_then(row))
}

/// Remembers which row the request made, changed or deleted.
///
/// # Errors
/// What the database says.
pub async fn keep(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid) -> Result<()> {
    store(conn, ctx, json!({ "id": id })).await
}

/// Remembers what the request answered.
///
/// # Errors
/// What the database says.
pub async fn keep_answer(conn: &mut AsyncPgConnection, ctx: &Context, answer: &(impl Serialize + Sync)) -> Result<()> {
    store(conn, ctx, json!({ "answer": answer })).await
}

/// The request's key, if it has one.
fn key(ctx: &Context) -> Result<Option<&str>> {
    let key = ctx.request.idempotency_key.as_deref();
    if key.is_some_and(|key| key.is_empty() || key.len() > LONGEST) {
        return Err(Error::BadInput(format!("The Idempotency-Key header has 1 to {LONGEST} characters.").into()));
    }
    Ok(key)
}

fn hash(operation: &'static str, input: &(impl Serialize + Sync)) -> Result<Vec<u8>> {
    Ok(Sha256::digest(serde_json::to_vec(&(operation, input)).map_err(anyhow::Error::from)?).to_vec())
}

/// Claims the key; gives what was remembered of the first request.
async fn claimed(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    operation: &'static str,
    input: &(impl Serialize + Sync),
) -> Result<Option<Value>> {
    let Some(key) = key(ctx)? else { return Ok(None) };
    let hash = hash(operation, input)?;
    let claimed = diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::user_id.eq(ctx.viewer.id),
            idempotency_keys::key.eq(key),
            idempotency_keys::request_hash.eq(&hash),
            idempotency_keys::operation.eq(operation),
            idempotency_keys::expires_at.eq(Utc::now() + KEPT),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    if claimed == 1 {
        return Ok(None);
    }
    Ok(first(conn, ctx, key, &hash).await?.flatten())
}

/// The first request with this key, and what was remembered of it.
async fn first(conn: &mut AsyncPgConnection, ctx: &Context, key: &str, hash: &[u8]) -> Result<Option<Option<Value>>> {
    let found = idempotency_keys::table
        .find((ctx.viewer.id, key))
        .select((idempotency_keys::request_hash, idempotency_keys::response))
        .first::<(Vec<u8>, Option<Value>)>(conn)
        .await
        .optional()?;
    match found {
        Some((first_hash, _)) if first_hash != hash => {
            Err(Error::Conflict("This Idempotency-Key was used for another request. Use a new one.".into()))
        }
        found => Ok(found.map(|(_, response)| response)),
    }
}

fn row(response: &Value) -> Option<Uuid> {
    response["id"].as_str()?.parse().ok()
}

async fn store(conn: &mut AsyncPgConnection, ctx: &Context, response: Value) -> Result<()> {
    if let Some(key) = ctx.request.idempotency_key.as_deref() {
        diesel::update(idempotency_keys::table.find((ctx.viewer.id, key)))
            .set((idempotency_keys::response.eq(Some(response)), idempotency_keys::status.eq(Some(200_i16))))
            .execute(conn)
            .await?;
    }
    Ok(())
}
