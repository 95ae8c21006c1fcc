//! Finding templates, and locking them for a change.

use db::{rows::Template, schema::document_templates};
use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{DocumentType, TemplateType},
};
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

/// Whether new documents of a kind may be made with a template: it is there, active, and for that kind.
///
/// # Errors
/// Those of the database.
pub async fn is_usable(conn: &mut AsyncPgConnection, id: Uuid, document: DocumentType) -> Result<bool> {
    let serving = TemplateType::ALL.iter().filter(|kind| kind.serves(document));
    let there = document_templates::table
        .find(id)
        .filter(document_templates::deleted_at.is_null())
        .filter(document_templates::is_active)
        .filter(document_templates::type_.eq_any(serving.map(|kind| kind.name())));
    Ok(select(exists(there)).get_result(conn).await?)
}

/// The template of a model, if documents after it may be made with it; else they take the default of their kind.
///
/// # Errors
/// Those of the database.
pub async fn if_usable(conn: &mut AsyncPgConnection, id: Option<Uuid>, document: DocumentType) -> Result<Option<Uuid>> {
    match id {
        Some(id) if is_usable(conn, id, document).await? => Ok(Some(id)),
        _ => Ok(None),
    }
}

/// The row, locked until the end of the transaction.
pub(super) async fn lock(conn: &mut AsyncPgConnection, id: Uuid, presence: Presence) -> Result<Template> {
    let this = document_templates::table.find(id).select(Template::as_select());
    let row = this.for_update().first(conn).await.optional()?;
    row.filter(|row| presence == Presence::Any || row.deleted_at.is_none()).ok_or(Error::NotFound(ENTITY))
}
