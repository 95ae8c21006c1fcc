//! The sources that a template had: each change of the source keeps one more.

use chrono::Utc;
use db::{rows::TemplateVersion, schema::template_versions};
use diesel::{dsl::max, prelude::*};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Context, Result};

/// Keeps the source of a template whose row the caller has locked or made.
pub(super) async fn keep(conn: &mut AsyncPgConnection, ctx: &Context, template_id: Uuid, source: &str) -> Result<()> {
    let last: Option<i32> = template_versions::table
        .filter(template_versions::template_id.eq(template_id))
        .select(max(template_versions::version))
        .first(conn)
        .await?;
    let kept = TemplateVersion {
        template_id,
        version: last.unwrap_or(0) + 1,
        source: source.to_owned(),
        created_by: ctx.viewer.id,
        created_at: Utc::now(),
    };
    diesel::insert_into(template_versions::table).values(&kept).execute(conn).await?;
    Ok(())
}
