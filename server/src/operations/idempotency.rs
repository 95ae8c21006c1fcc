//! A request repeated with the same `Idempotency-Key` is carried out once.
//!
//! The key is written in the transaction of the operation itself: a crash leaves both or neither, and a second request
//! at the same moment waits for the first one's end.

use chrono::{Duration, Utc};
use db::schema::idempotency_keys;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Context, Error, Result};

/// How long a key is remembered.
const KEPT: Duration = Duration::hours(24);

/// Claims the request's key; gives the row that the first request with it made, if there was one.
///
/// # Errors
/// [`Error::BadInput`] for an unusable key, [`Error::Conflict`] when the key was used for something else.
pub async fn claim(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    operation: &'static str,
    input: &(impl Serialize + Sync),
) -> Result<Option<Uuid>> {
    let Some(key) = ctx.request.idempotency_key.as_deref() else { return Ok(None) };
    if key.is_empty() || key.len() > 255 {
        return Err(Error::BadInput("The Idempotency-Key header has 1 to 255 characters.".into()));
    }
    let hash = Sha256::digest(serde_json::to_vec(&(operation, input)).map_err(anyhow::Error::from)?).to_vec();
    let now = Utc::now();
    let claimed = diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::user_id.eq(ctx.viewer.id),
            idempotency_keys::key.eq(key),
            idempotency_keys::request_hash.eq(&hash),
            idempotency_keys::operation.eq(operation),
            idempotency_keys::expires_at.eq(now + KEPT),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    if claimed == 1 {
        return Ok(None);
    }
    let (first_hash, response) = idempotency_keys::table
        .find((ctx.viewer.id, key))
        .select((idempotency_keys::request_hash, idempotency_keys::response))
        .first::<(Vec<u8>, Option<Value>)>(conn)
        .await?;
    if first_hash != hash {
        return Err(Error::Conflict("This Idempotency-Key was used for another request. Use a new one.".into()));
    }
    Ok(response.as_ref().and_then(|response| response["id"].as_str()?.parse().ok()))
}

/// Remembers which row the request made or changed.
///
/// # Errors
/// What the database says.
pub async fn keep(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid) -> Result<()> {
    if let Some(key) = ctx.request.idempotency_key.as_deref() {
        diesel::update(idempotency_keys::table.find((ctx.viewer.id, key)))
            .set((idempotency_keys::response.eq(Some(json!({ "id": id }))), idempotency_keys::status.eq(Some(200_i16))))
            .execute(conn)
            .await?;
    }
    Ok(())
}
