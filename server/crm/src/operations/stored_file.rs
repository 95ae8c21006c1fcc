//! Files in the database, found by what they contain: the same bytes are kept once.

use db::schema::stored_files;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Error, Result};

/// Bytes of a file, at most.
pub const LARGEST: usize = 20 << 20;

/// Keeps a file and gives its id; that of the one with the same bytes, if there is one.
///
/// # Errors
/// Those of the database.
pub async fn keep(conn: &mut AsyncPgConnection, media_type: &str, content: &[u8]) -> Result<Uuid> {
    diesel::insert_into(stored_files::table)
        .values((
            stored_files::id.eq(Uuid::now_v7()),
            stored_files::media_type.eq(media_type),
            stored_files::content.eq(content),
        ))
        .on_conflict(stored_files::sha256)
        .do_nothing()
        .execute(conn)
        .await?;
    stored_files::table
        .filter(stored_files::sha256.eq(Sha256::digest(content).to_vec()))
        .select(stored_files::id)
        .first(conn)
        .await
        .optional()?
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("a file that was just kept is not there")))
}

/// The bytes of a file.
///
/// # Errors
/// Those of the database; [`Error::NotFound`].
pub async fn content(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Vec<u8>> {
    let found = stored_files::table.find(id).select(stored_files::content).first(conn).await;
    found.optional()?.ok_or(Error::NotFound("file"))
}
