//! The default of a type.

use db::{rows::Template, schema::document_templates};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::TemplateType;
use uuid::Uuid;

use super::{TemplateUpdate, update};
use crate::{Context, Result};

/// Makes a template the default of its type in place of the former one.
///
/// # Errors
/// As [`update`].
pub async fn set_default(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Template> {
    update(ctx, TemplateUpdate { id, expected_version, is_default: Some(true), ..TemplateUpdate::default() }).await
}

/// Takes the mark off the present default of a type, unless it is `but`. The templates of the type are locked, in one
/// order, so that two who choose a default at once choose one after the other.
pub(super) async fn unmark(conn: &mut AsyncPgConnection, kind: TemplateType, but: Option<Uuid>) -> Result<()> {
    let of_kind = document_templates::table.filter(document_templates::type_.eq(kind));
    let rows: Vec<(Uuid, bool)> = of_kind
        .order(document_templates::id)
        .select((document_templates::id, document_templates::is_default))
        .for_update()
        .load(conn)
        .await?;
    let marked = rows.into_iter().filter(|(id, is_default)| *is_default && Some(*id) != but).map(|(id, _)| id);
    let marked: Vec<Uuid> = marked.collect();
    if !marked.is_empty() {
        diesel::update(document_templates::table.filter(document_templates::id.eq_any(marked)))
            .set(document_templates::is_default.eq(false))
            .execute(conn)
            .await?;
    }
    Ok(())
}
