//! Removal of rows that are past their use.

use chrono::{Duration, Utc};
use db::schema::{
    idempotency_keys, jobs, login_throttles, outbox_events, password_reset_tokens, refresh_tokens, sessions,
    webhook_logs,
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{App, Result};

/// Days that events are kept for those who publish them, whether they were published or not.
const OUTBOX_DAYS: i64 = 90;

/// Removes what nobody asks for any more: ended sessions and tokens, old counts, keys, jobs and events.
pub(super) async fn run(app: &App) -> Result<()> {
    let now = Utc::now();
    let (yesterday, last_month) = (now - Duration::days(1), now - Duration::days(30));
    let mut conn = app.db().await?;
    let over = sessions::expires_at.lt(last_month).or(sessions::revoked_at.assume_not_null().lt(last_month));
    diesel::delete(sessions::table.filter(over)).execute(&mut conn).await?;
    // A spent token is kept until its end, so that its second use is noticed.
    diesel::delete(refresh_tokens::table.filter(refresh_tokens::expires_at.lt(yesterday))).execute(&mut conn).await?;
    diesel::delete(password_reset_tokens::table.filter(password_reset_tokens::expires_at.lt(yesterday)))
        .execute(&mut conn)
        .await?;
    diesel::delete(login_throttles::table.filter(login_throttles::window_started_at.lt(yesterday)))
        .execute(&mut conn)
        .await?;
    diesel::delete(idempotency_keys::table.filter(idempotency_keys::expires_at.lt(now))).execute(&mut conn).await?;
    diesel::delete(jobs::table.filter(jobs::finished_at.assume_not_null().lt(now - Duration::days(7))))
        .execute(&mut conn)
        .await?;
    diesel::delete(webhook_logs::table.filter(webhook_logs::created_at.lt(last_month))).execute(&mut conn).await?;
    let outdated = outbox_events::created_at.lt(now - Duration::days(OUTBOX_DAYS));
    diesel::delete(outbox_events::table.filter(outdated)).execute(&mut conn).await?;
    Ok(())
}
