//! Changing templates.

use db::{
    rows::{Template, TemplateValues},
    schema::document_templates,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Permission, billing::TemplateType};

use super::{ENTITY, TemplateUpdate, create::event, read, rendering, set_default::unmark, values, versions};
use crate::{
    Context, Error, Result,
    operations::{
        idempotency,
        institution::Presence,
        logo,
        validate::Checks,
        write::{announce, check_version, differences},
    },
};

/// Changes a template. Documents that were issued with it stay as they are.
///
/// # Errors
/// No right, unknown, stale, invalid input, or a source that makes no document.
pub async fn update(ctx: &Context, input: TemplateUpdate) -> Result<Template> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTemplates)?;
    let tried = try_source(ctx, &input).await?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateInvoiceTemplate", &input).await? {
                return read::find(conn, id).await;
            }
            let row = read::find(conn, input.id).await?;
            if input.is_default == Some(true) {
                // Before the row itself, so that everybody locks in one order.
                unmark(conn, input.kind.unwrap_or(row.values.kind), Some(input.id)).await?;
            }
            let row = read::lock(conn, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let mut checks = Checks::default();
            let values = values::checked(&mut checks, &values::patched(&row.values, &input));
            checks.finish()?;
            if looks(&values) != looks(&row.values) && looks(&values) != (tried.0, tried.1.as_ref()) {
                return Err(Error::Conflict("The template was changed meanwhile. Try again.".into()));
            }
            let values = with_logo(conn, &row.values, values).await?;
            let changes = differences(Some(&row.values), &values)?;
            idempotency::keep(conn, ctx, row.id).await?;
            if changes.is_empty() {
                return Ok(row);
            }
            let changed: Template = diesel::update(document_templates::table.find(row.id))
                .set(&values)
                .returning(Template::as_returning())
                .get_result(conn)
                .await?;
            if let Some(source) = values.source.as_ref().filter(|source| row.values.source.as_ref() != Some(source)) {
                versions::keep(conn, ctx, row.id, source).await?;
            }
            announce(conn, ctx, event("template.updated", row.id, &changes)).await?;
            Ok(changed)
        })
        .await
}

/// What decides whether a template makes documents.
fn looks(values: &TemplateValues) -> (TemplateType, Option<&String>) {
    (values.kind, values.source.as_ref())
}

/// Renders with the source that the template is to have, before anything is locked. Gives what was tried.
async fn try_source(ctx: &Context, input: &TemplateUpdate) -> Result<(TemplateType, Option<String>)> {
    let old = read::find(&mut *ctx.db().await?, input.id).await?.values;
    let mut checks = Checks::default();
    let new = values::checked(&mut checks, &values::patched(&old, input));
    checks.finish()?;
    if looks(&new) != looks(&old)
        && let Some(source) = &new.source
    {
        rendering::check(ctx, new.kind, source).await?;
    }
    Ok((new.kind, new.source))
}

/// The values with the address of another logo, if they name one that is there.
async fn with_logo(conn: &mut AsyncPgConnection, old: &TemplateValues, new: TemplateValues) -> Result<TemplateValues> {
    if new.logo_file_id == old.logo_file_id {
        return Ok(new);
    }
    let logo_url = match new.logo_file_id {
        None => None,
        Some(id) => match logo::find(conn, id).await {
            Ok(logo) => Some(logo.url()),
            Err(Error::NotFound(_)) => {
                return Err(Error::invalid("logoFileId", "NOT_FOUND", "There is no such picture."));
            }
            Err(other) => return Err(other),
        },
    };
    Ok(TemplateValues { logo_url, ..new })
}
