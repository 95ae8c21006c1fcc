//! Renewal of a session by its refresh token.
//!
//! A refresh token is good once: using it spends it and makes the next one. A spent token that comes back has been
//! copied, so it ends the whole session, for the thief and for the owner, who signs in again.
//!
//! One exception: within `GRACE` after it was spent, a token gets another successor. Two tabs of a browser renew at
//! the same time, or the answer to a renewal is lost on its way; neither should end the session. The successors do not
//! live side by side for long: the first one that is used spends the others, so a copy that a thief renewed within the
//! grace is found out at the next renewal of either.

use chrono::{DateTime, Duration, Utc};
use db::{
    rows::User,
    schema::{refresh_tokens, sessions, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{
    App, Error, RequestInfo, Result,
    error::SignInProblem,
    operations::{
        audit, session,
        sign_in::{SignedIn, issue_tokens, viewer_of},
    },
};

/// How long a spent token is answered with another successor.
const GRACE: Duration = Duration::seconds(10);

#[derive(Queryable, Selectable)]
#[diesel(table_name = refresh_tokens, check_for_backend(diesel::pg::Pg))]
struct Token {
    id: Uuid,
    expires_at: DateTime<Utc>,
    spent_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions, check_for_backend(diesel::pg::Pg))]
struct Family {
    id: Uuid,
    user_id: Uuid,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    remember_me: bool,
    revoked_at: Option<DateTime<Utc>>,
}

enum Outcome {
    Renewed(Box<SignedIn>),
    Over,
    Deactivated,
    Reused { user_id: Uuid },
}

/// Exchanges a refresh token for new tokens of the same session.
///
/// # Errors
/// [`SignInProblem::RefreshTokenRequired`] without a token; [`SignInProblem::InvalidRefreshToken`] when it is unknown,
/// ended or spent; [`SignInProblem::AccountDeactivated`].
pub async fn refresh(app: &App, request: &RequestInfo, token: Option<&str>) -> Result<SignedIn> {
    let token = token.filter(|token| !token.is_empty()).ok_or(SignInProblem::RefreshTokenRequired)?;
    let hash = app.auth.sealer.refresh_token_hash(token);
    let mut conn = app.db().await?;
    let outcome =
        (*conn).transaction(async move |conn: &mut AsyncPgConnection| renew(conn, app, request, &hash).await).await?;
    match outcome {
        Outcome::Renewed(signed_in) => Ok(*signed_in),
        Outcome::Over => Err(SignInProblem::InvalidRefreshToken.into()),
        Outcome::Deactivated => Err(SignInProblem::AccountDeactivated.into()),
        Outcome::Reused { user_id } => {
            app.auth.forget(user_id);
            tracing::warn!(%user_id, ip = ?request.ip, "a spent refresh token was used: its session is revoked");
            Err(SignInProblem::InvalidRefreshToken.into())
        }
    }
}

async fn renew(conn: &mut AsyncPgConnection, app: &App, request: &RequestInfo, hash: &[u8]) -> Result<Outcome> {
    let by_hash = refresh_tokens::table.filter(refresh_tokens::token_hash.eq(hash));
    let session_id: Option<Uuid> = by_hash.select(refresh_tokens::session_id).first(conn).await.optional()?;
    let Some(session_id) = session_id else { return Ok(Outcome::Over) };
    // The session's row is the lock of its family: one renewal at a time.
    let family = sessions::table.find(session_id).for_update().select(Family::as_select()).first(conn).await?;
    let token: Token = by_hash.select(Token::as_select()).first(conn).await?;
    let now = Utc::now();
    if family.revoked_at.is_some() || family.expires_at <= now || token.expires_at <= now {
        return Ok(Outcome::Over);
    }
    let user: User = users::table.find(family.user_id).select(User::as_select()).first(conn).await?;
    match token.spent_at {
        Some(spent_at) if now - spent_at > GRACE => {
            end_stolen(conn, request, &family, &user).await?;
            return Ok(Outcome::Reused { user_id: user.id });
        }
        _ if !user.is_active => return Ok(Outcome::Deactivated),
        _ => {}
    }
    let ends_at = session::ends_at(family.created_at, now, family.remember_me);
    diesel::update(sessions::table.find(family.id))
        .set((sessions::last_used_at.eq(now), sessions::expires_at.eq(ends_at)))
        .execute(conn)
        .await?;
    if token.spent_at.is_none() {
        let unspent = refresh_tokens::session_id.eq(family.id).and(refresh_tokens::spent_at.is_null());
        diesel::update(refresh_tokens::table.filter(unspent))
            .set(refresh_tokens::spent_at.eq(Some(now)))
            .execute(conn)
            .await?;
    }
    let (signed_in, successor) = issue_tokens(conn, app, user, family.id, family.remember_me, ends_at).await?;
    diesel::update(refresh_tokens::table.find(token.id))
        .set(refresh_tokens::replaced_by.eq(Some(successor)))
        .execute(conn)
        .await?;
    Ok(Outcome::Renewed(Box::new(signed_in)))
}

async fn end_stolen(
    conn: &mut AsyncPgConnection,
    request: &RequestInfo,
    family: &Family,
    user: &User,
) -> Result<(), Error> {
    diesel::update(sessions::table.find(family.id))
        .set((sessions::revoked_at.eq(Some(Utc::now())), sessions::revoked_reason.eq(Some("reuse_detected"))))
        .execute(conn)
        .await?;
    let entry = audit::Entry {
        action: "auth.token_reused",
        entity: "session",
        entity_id: Some(family.id),
        ..Default::default()
    };
    audit::record(conn, Some(&viewer_of(user, family.id)), request, &entry).await?;
    Ok(())
}
