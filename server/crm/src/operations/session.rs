//! The sessions of a person: where they are signed in, and signing out elsewhere.

use chrono::{DateTime, Duration, Utc};
use db::schema::{sessions, users};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{
    Context, Error, Result,
    operations::{audit, idempotency},
};

/// No session lasts longer, however often it is renewed.
const LONGEST: Duration = Duration::days(30);

/// A signed-in browser or program.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sessions, check_for_backend(diesel::pg::Pg))]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// When the person signed in.
    pub created_at: DateTime<Utc>,
    /// Last request, to the minute.
    pub last_used_at: DateTime<Utc>,
    /// When it ends unless it is renewed.
    pub expires_at: DateTime<Utc>,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
    /// Address at sign-in.
    pub ip: Option<String>,
}

impl Session {
    /// Is it the one of this request?
    #[must_use]
    pub fn is_current(&self, ctx: &Context) -> bool {
        ctx.viewer.session().is_ok_and(|id| id == self.id)
    }
}

/// Why a session was ended from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// By the person, from a list.
    Revoked,
    /// The password was changed or reset.
    PasswordChanged,
    /// The account was switched off.
    Deactivated,
}

impl Reason {
    fn name(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::PasswordChanged => "password_changed",
            Self::Deactivated => "deactivated",
        }
    }
}

/// How long a session lasts without being renewed: 7 days when the person is remembered, else a day (the browser
/// forgets it when it is closed).
#[must_use]
pub fn idle_limit(remember_me: bool) -> Duration {
    if remember_me { Duration::days(7) } else { Duration::hours(24) }
}

/// When a session begun at `created_at` and renewed `now` ends.
#[must_use]
pub fn ends_at(created_at: DateTime<Utc>, now: DateTime<Utc>, remember_me: bool) -> DateTime<Utc> {
    (now + idle_limit(remember_me)).min(created_at + LONGEST)
}

/// The caller's sessions that still run, last used first.
///
/// # Errors
/// [`Error::Refused`] to an API token.
pub async fn list(ctx: &Context) -> Result<Vec<Session>> {
    ctx.viewer.session()?;
    let running = sessions::user_id
        .eq(ctx.viewer.id)
        .and(sessions::revoked_at.is_null())
        .and(sessions::expires_at.gt(Utc::now()));
    let rows = sessions::table
        .filter(running)
        .order((sessions::last_used_at.desc(), sessions::id.desc()))
        .select(Session::as_select())
        .load(&mut ctx.db().await?)
        .await?;
    Ok(rows)
}

/// Ends one of the caller's sessions; the current one too.
///
/// # Errors
/// [`Error::NotFound`] when the caller has no such session or it is over; [`Error::Refused`] to an API token.
pub async fn revoke(ctx: &Context, id: Uuid) -> Result<Session> {
    ctx.viewer.session()?;
    let mut conn = ctx.db().await?;
    let session = (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            let this = sessions::table.find(id).filter(sessions::user_id.eq(ctx.viewer.id));
            if idempotency::claim(conn, ctx, "revokeSession", &id).await?.is_some() {
                let session = this.select(Session::as_select()).first(conn).await.optional()?;
                return session.ok_or(Error::NotFound("session"));
            }
            let own = this.filter(sessions::revoked_at.is_null()).filter(sessions::expires_at.gt(Utc::now()));
            let session: Option<Session> = diesel::update(own)
                .set((
                    sessions::revoked_at.eq(Some(Utc::now())),
                    sessions::revoked_reason.eq(Some(Reason::Revoked.name())),
                ))
                .returning(Session::as_returning())
                .get_result(conn)
                .await
                .optional()?;
            let session = session.ok_or(Error::NotFound("session"))?;
            record(conn, ctx, Some(id)).await?;
            idempotency::keep(conn, ctx, id).await?;
            Ok::<_, Error>(session)
        })
        .await?;
    ctx.app.auth.forget(ctx.viewer.id);
    Ok(session)
}

/// Ends the caller's sessions but the current one; returns how many there were.
///
/// # Errors
/// [`Error::Refused`] to an API token.
pub async fn revoke_others(ctx: &Context) -> Result<usize> {
    let current = ctx.viewer.session()?;
    let mut conn = ctx.db().await?;
    let count = (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            if let Some(first) = idempotency::claim_answer(conn, ctx, "revokeOtherSessions", &current).await? {
                return Ok(first);
            }
            let count = end_all(conn, ctx.viewer.id, Some(current), Reason::Revoked).await?;
            if count > 0 {
                record(conn, ctx, None).await?;
            }
            idempotency::keep_answer(conn, ctx, &count).await?;
            Ok::<_, Error>(count)
        })
        .await?;
    ctx.app.auth.forget(ctx.viewer.id);
    Ok(count)
}

/// Ends the sessions of a user, but one if it is named; returns how many still ran. With them end their refresh tokens.
pub(super) async fn end_all(
    conn: &mut AsyncPgConnection,
    user_id: Uuid,
    but: Option<Uuid>,
    reason: Reason,
) -> QueryResult<usize> {
    // The user's row makes two who end the same sessions take turns.
    users::table.find(user_id).for_no_key_update().select(users::id).first::<Uuid>(conn).await?;
    let now = Utc::now();
    let open = sessions::user_id.eq(user_id).and(sessions::revoked_at.is_null()).and(sessions::expires_at.gt(now));
    // No session has the nil id.
    diesel::update(sessions::table.filter(open).filter(sessions::id.ne(but.unwrap_or_default())))
        .set((sessions::revoked_at.eq(Some(now)), sessions::revoked_reason.eq(Some(reason.name()))))
        .execute(conn)
        .await
}

async fn record(conn: &mut AsyncPgConnection, ctx: &Context, session: Option<Uuid>) -> QueryResult<()> {
    let entry =
        audit::Entry { action: "auth.session_revoked", entity: "session", entity_id: session, ..Default::default() };
    audit::record(conn, Some(&ctx.viewer), &ctx.request, &entry).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_renewal_goes_beyond_thirty_days() {
        let begun = Utc::now();
        assert_eq!(ends_at(begun, begun, false), begun + Duration::hours(24));
        assert_eq!(ends_at(begun, begun + Duration::days(2), true), begun + Duration::days(9));
        assert_eq!(ends_at(begun, begun + Duration::days(29), true), begun + Duration::days(30));
    }
}
