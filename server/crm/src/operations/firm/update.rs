//! Changing the firm's identity.

use db::{rows::FirmIdentity, schema::firm_identity};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use uuid::Uuid;

use super::{ENTITY, FirmUpdate, logo::picture, read::read, values};
use crate::{
    Context, Result,
    operations::{
        idempotency, logo, stored_file,
        validate::Checks,
        write::{Event, announce, check_version, differences},
    },
};

/// Changes the firm's identity. Documents that were issued keep the one that they were issued with.
///
/// # Errors
/// No right, stale, or invalid input.
pub async fn update(ctx: &Context, input: FirmUpdate) -> Result<FirmIdentity> {
    ctx.viewer.may_write(ENTITY, Permission::ManageSystemSettings)?;
    if let Some(Some(text)) = &input.logo
        && let Some((_, content)) = picture(&mut Checks::default(), text)
    {
        // What is no picture at all is refused below, with everything else.
        logo::check_printable(ctx, &content).await?;
    }
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if idempotency::claim(conn, ctx, "updateFirm", &input).await?.is_some() {
                return read(conn).await;
            }
            let before: FirmIdentity =
                firm_identity::table.select(FirmIdentity::as_select()).for_update().first(conn).await?;
            check_version(ENTITY, input.expected_version, before.version)?;
            let mut checks = Checks::default();
            let logo = input.logo.as_ref().map(|logo| logo.as_deref().and_then(|logo| picture(&mut checks, logo)));
            let mut values = values::checked(&mut checks, &before.values, &values::patched(&before.values, &input));
            checks.finish()?;
            if let Some(logo) = logo {
                values.logo_file_id = match logo {
                    None => None,
                    Some((media_type, content)) => Some(stored_file::keep(conn, media_type, &content).await?),
                };
            }
            let changes = differences(Some(&before.values), &values)?;
            idempotency::keep(conn, ctx, Uuid::nil()).await?;
            if changes.is_empty() {
                return Ok(before);
            }
            let row: FirmIdentity = diesel::update(firm_identity::table)
                .set(&values)
                .returning(FirmIdentity::as_returning())
                .get_result(conn)
                .await?;
            let (name, id) = ("firm.updated", Uuid::nil());
            let event = Event { name, entity: ENTITY, id, institution_id: None, changes: &changes, public: false };
            announce(conn, ctx, event).await?;
            Ok(row)
        })
        .await
}
