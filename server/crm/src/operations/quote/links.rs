//! The public link of a quote: its address, and making the links that were given away worthless.

use chrono::{DateTime, TimeDelta, Utc};
use db::{rows::Quote, schema::quotes};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Permission, billing::QuoteStatus};
use serde_json::{Map, json};
use uuid::Uuid;

use super::{ENTITY, Which, read, record};
use crate::{
    App, Context, Result,
    auth::public_link::PublicLink,
    operations::{idempotency, institution::Presence, write::check_version},
};

/// How long after the end of its validity a client still sees a quote.
const SEEN_AFTERWARDS: TimeDelta = TimeDelta::days(90);

/// Whether clients see a quote on its link: not while it is written, nor once it was withdrawn.
pub(super) fn is_public(status: QuoteStatus) -> bool {
    !matches!(status, QuoteStatus::Draft | QuoteStatus::Cancelled)
}

/// The address on which the client sees a quote; none while there is nothing to see.
#[must_use]
pub fn public_url(
    app: &App,
    quote_id: Uuid,
    epoch: i32,
    status: QuoteStatus,
    valid_until: DateTime<Utc>,
) -> Option<String> {
    let expires_at = valid_until.checked_add_signed(SEEN_AFTERWARDS)?;
    if !is_public(status) || expires_at < Utc::now() {
        return None;
    }
    let token = app.auth.public_links.token(&PublicLink { quote_id, epoch, expires_at });
    Some(format!("{}/q/{token}", app.config.frontend_url))
}

/// Makes the links that were given away worthless; the quote has another one from now on.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn revoke_links(ctx: &Context, which: Which) -> Result<Quote> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnQuotes)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "revokeQuoteLink", &which).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let row = read::lock(conn, ctx, which.id, Presence::Present).await?;
            check_version(ENTITY, which.expected_version, row.version)?;
            let changed: Quote = diesel::update(quotes::table.find(row.id))
                .set(quotes::public_link_epoch.eq(quotes::public_link_epoch + 1))
                .returning(Quote::as_returning())
                .get_result(conn)
                .await?;
            let epochs = json!({ "old": row.public_link_epoch, "new": changed.public_link_epoch });
            let changes = Map::from_iter([("publicLinkEpoch".to_owned(), epochs)]);
            record::tell(conn, ctx, "quote.link_revoked", &changed, &changes).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(changed)
        })
        .await
}
