//! New templates: written, or made after another one.

use db::{
    rows::{Template, TemplateValues},
    schema::document_templates,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{ENTITY, NewTemplate, read, rendering, set_default::unmark, values, versions};
use crate::{
    Context, Result,
    operations::{
        idempotency,
        validate::Checks,
        write::{Event, announce, differences},
    },
};

/// Creates a template.
///
/// # Errors
/// No right, invalid input, or a source that makes no document.
pub async fn create(ctx: &Context, input: NewTemplate) -> Result<Template> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTemplates)?;
    let mut checks = Checks::default();
    let values = values::checked(&mut checks, &values::of_new(&input));
    checks.finish()?;
    if let Some(source) = &values.source {
        rendering::check(ctx, values.kind, source).await?;
    }
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createInvoiceTemplate", &input).await? {
                return read::find(conn, id).await;
            }
            let row = insert(conn, ctx, &values).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// A template that looks as another one, under a name of its own; it is no default.
///
/// # Errors
/// No right, unknown, or invalid input.
pub async fn duplicate(ctx: &Context, id: Uuid, name: Option<&str>) -> Result<Template> {
    ctx.viewer.may_write(ENTITY, Permission::ManageTemplates)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "duplicateInvoiceTemplate", &(id, name)).await? {
                return read::find(conn, id).await;
            }
            let model = read::find(conn, id).await?.values;
            let mut checks = Checks::default();
            let name = match name {
                Some(name) => checks.required("name", name, 255),
                None => copied_name(&model.name),
            };
            checks.finish()?;
            let row = insert(conn, ctx, &TemplateValues { name, is_default: false, ..model }).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// `Devis (copie)`, short enough to be stored.
fn copied_name(name: &str) -> String {
    let kept: String = name.chars().take(240).collect();
    format!("{kept} (copie)")
}

async fn insert(conn: &mut AsyncPgConnection, ctx: &Context, values: &TemplateValues) -> Result<Template> {
    if values.is_default {
        unmark(conn, values.kind, None).await?;
    }
    let id = Uuid::now_v7();
    let row: Template = diesel::insert_into(document_templates::table)
        .values((document_templates::id.eq(id), document_templates::created_by.eq(ctx.viewer.id), values))
        .returning(Template::as_returning())
        .get_result(conn)
        .await?;
    if let Some(source) = &values.source {
        versions::keep(conn, ctx, id, source).await?;
    }
    announce(conn, ctx, event("template.created", id, &differences(None, values)?)).await?;
    Ok(row)
}

/// What is put on record of a template. It is nothing that webhooks hear of.
pub(super) fn event<'a>(name: &'static str, id: Uuid, changes: &'a Map<String, Value>) -> Event<'a> {
    Event { name, entity: ENTITY, id, institution_id: None, changes, public: false }
}
