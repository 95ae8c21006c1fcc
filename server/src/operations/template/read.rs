//! Finding templates, and locking them for a change.

use db::{rows::Template, schema::document_templates};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use uuid::Uuid;

use super::ENTITY;
use crate::{Error, Result, auth::Viewer, operations::institution::Presence};

/// Checks that the viewer may look at templates: everybody does.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewQuotes)
}

/// One template that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Template> {
    let present = document_templates::table.find(id).filter(document_templates::deleted_at.is_null());
    present.select(Template::as_select()).first(conn).await.optional()?.ok_or(Error::NotFound(ENTITY))
}

/// One template, deleted or not: documents that were made with it go on looking so.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find_any(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Template> {
    let row = document_templates::table.find(id).select(Template::as_select()).first(conn).await;
    row.optional()?.ok_or(Error::NotFound(ENTITY))
}

/// The row, locked until the end of the transaction.
pub(super) async fn lock(conn: &mut AsyncPgConnection, id: Uuid, presence: Presence) -> Result<Template> {
    let this = document_templates::table.find(id).select(Template::as_select());
    let row = this.for_update().first(conn).await.optional()?;
    row.filter(|row| presence == Presence::Any || row.deleted_at.is_none()).ok_or(Error::NotFound(ENTITY))
}
