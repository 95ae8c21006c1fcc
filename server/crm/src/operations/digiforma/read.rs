//! Single rows of the mirror, as far as the viewer sees them.

use db::{
    column,
    query::{Condition, Value},
    rows::{DigiformaCompany, DigiformaSync},
    schema::{digiforma_companies, digiforma_syncs},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::{may_follow, may_read};
use crate::{Context, Error, Result, operations::scope};

/// One reading.
///
/// # Errors
/// No right, or [`Error::NotFound`].
pub async fn sync(ctx: &Context, id: Uuid) -> Result<DigiformaSync> {
    may_follow(&ctx.viewer)?;
    find_sync(&mut *ctx.db().await?, id).await
}

/// As [`sync`], for whoever has the right already.
pub(super) async fn find_sync(conn: &mut AsyncPgConnection, id: Uuid) -> Result<DigiformaSync> {
    let found = digiforma_syncs::table.find(id).select(DigiformaSync::as_select()).first(conn).await;
    found.optional()?.ok_or(Error::NotFound("sync"))
}

/// One company, whether it is still there upstream or not.
///
/// # Errors
/// No right, or [`Error::NotFound`].
pub async fn company(ctx: &Context, id: Uuid) -> Result<DigiformaCompany> {
    may_read(&ctx.viewer)?;
    let this = Condition::eq(column!(digiforma_companies.id), Value::Id(id));
    let seen = this.and(scope::digiforma_companies(&ctx.viewer));
    let found = digiforma_companies::table.filter(seen).select(DigiformaCompany::as_select());
    found.first(&mut *ctx.db().await?).await.optional()?.ok_or(Error::NotFound("company"))
}
