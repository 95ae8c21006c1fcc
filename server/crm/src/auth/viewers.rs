//! From a proof to the viewer behind it, as the database knows them now.

use std::{net::IpAddr, sync::Arc};

use chrono::{DateTime, Duration, Utc};
use db::schema::{api_tokens, sessions, users};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::{ApiTokenScope, UserRole};
use uuid::Uuid;

use crate::{App, Result, error::SignInProblem};

use super::{Access, Proof, Viewer};

/// How often the last use of a session or token is noted.
const NOTE_USE_EVERY: Duration = Duration::minutes(1);

/// The viewer who shows `proof`, from memory or else by one statement.
///
/// # Errors
/// [`crate::Error::Unauthenticated`] when the session or token is over or unknown or the account is switched off;
/// [`crate::Error::Unavailable`] when the database is away.
pub async fn find(app: &App, proof: Proof, ip: Option<IpAddr>) -> Result<Arc<Viewer>> {
    let cache = &app.auth.cache;
    if let Some(viewer) = cache.get(&proof) {
        return Ok(viewer);
    }
    let ticket = cache.ticket();
    let found = match proof {
        Proof::Session { id, user_id } => find_session(app, id, user_id).await?,
        Proof::ApiToken(hash) => find_api_token(app, ApiTokenKey::Hash(&hash)).await?,
    };
    let viewer = Arc::new(found.viewer);
    cache.put(ticket, proof, &viewer, found.ends_at);
    if found.last_used_at.is_none_or(|last| Utc::now() - last >= NOTE_USE_EVERY) {
        note_use(app, viewer.access.clone(), ip);
    }
    Ok(viewer)
}

/// The same viewer as of now: for a subscription that has been open for a while. Always asks the database.
///
/// # Errors
/// As [`find`].
pub async fn renew(app: &App, viewer: &Viewer) -> Result<Arc<Viewer>> {
    let found = match &viewer.access {
        Access::Session(id) => find_session(app, *id, viewer.id).await?,
        Access::ApiToken { id, .. } => find_api_token(app, ApiTokenKey::Id(*id)).await?,
        Access::System => return Ok(Arc::new(viewer.clone())),
    };
    Ok(Arc::new(found.viewer))
}

struct Found {
    viewer: Viewer,
    ends_at: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
struct Person {
    id: Uuid,
    role: UserRole,
    team_id: Option<Uuid>,
    first_name: String,
    last_name: String,
    is_active: bool,
}

impl Person {
    fn into_viewer(self, access: Access) -> Result<Viewer, SignInProblem> {
        if !self.is_active {
            return Err(SignInProblem::AccountDeactivated);
        }
        let name = format!("{} {}", self.first_name, self.last_name);
        Ok(Viewer { id: self.id, role: self.role, team_id: self.team_id, name, access })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions, check_for_backend(diesel::pg::Pg))]
struct Session {
    revoked_at: Option<DateTime<Utc>>,
    expires_at: DateTime<Utc>,
    last_used_at: DateTime<Utc>,
}

async fn find_session(app: &App, id: Uuid, user_id: Uuid) -> Result<Found> {
    let row: Option<(Person, Session)> = sessions::table
        .inner_join(users::table)
        .filter(sessions::id.eq(id).and(sessions::user_id.eq(user_id)))
        .select((Person::as_select(), Session::as_select()))
        .first(&mut app.db().await?)
        .await
        .optional()?;
    let Some((person, session)) = row else { return Err(SignInProblem::InvalidToken.into()) };
    if session.revoked_at.is_some() || session.expires_at <= Utc::now() {
        return Err(SignInProblem::InvalidToken.into());
    }
    let viewer = person.into_viewer(Access::Session(id))?;
    Ok(Found { viewer, ends_at: Some(session.expires_at), last_used_at: Some(session.last_used_at) })
}

enum ApiTokenKey<'a> {
    Hash(&'a [u8]),
    Id(Uuid),
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_tokens, check_for_backend(diesel::pg::Pg))]
struct Token {
    id: Uuid,
    scopes: Vec<ApiTokenScope>,
    entities: Option<Vec<String>>,
    expires_at: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
}

async fn find_api_token(app: &App, key: ApiTokenKey<'_>) -> Result<Found> {
    let query =
        api_tokens::table.inner_join(users::table).select((Person::as_select(), Token::as_select())).into_boxed();
    let query = match key {
        ApiTokenKey::Hash(hash) => query.filter(api_tokens::token_hash.eq(hash)),
        ApiTokenKey::Id(id) => query.filter(api_tokens::id.eq(id)),
    };
    let row: Option<(Person, Token)> = query.first(&mut app.db().await?).await.optional()?;
    let Some((person, token)) = row else { return Err(SignInProblem::InvalidToken.into()) };
    if token.revoked_at.is_some() || token.expires_at.is_some_and(|end| end <= Utc::now()) {
        return Err(SignInProblem::InvalidToken.into());
    }
    let Token { id, scopes, entities, .. } = token;
    let viewer = person.into_viewer(Access::ApiToken { id, scopes, entities })?;
    Ok(Found { viewer, ends_at: token.expires_at, last_used_at: token.last_used_at })
}

/// Notes the use apart from the request, which does not wait for it. A note that is lost does no harm.
fn note_use(app: &App, access: Access, ip: Option<IpAddr>) {
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = write_use(&app, &access, ip).await {
            tracing::debug!(%error, "the last use of a session or token was not noted");
        }
    });
}

async fn write_use(app: &App, access: &Access, ip: Option<IpAddr>) -> Result<()> {
    let now = Utc::now();
    let before = now - NOTE_USE_EVERY;
    let mut conn = app.db().await?;
    match access {
        Access::Session(id) => {
            diesel::update(sessions::table.filter(sessions::id.eq(id).and(sessions::last_used_at.le(before))))
                .set(sessions::last_used_at.eq(now))
                .execute(&mut conn)
                .await?;
        }
        Access::ApiToken { id, .. } => {
            let long_ago = api_tokens::last_used_at.is_null().or(api_tokens::last_used_at.le(before));
            diesel::update(api_tokens::table.filter(api_tokens::id.eq(id)).filter(long_ago))
                .set((api_tokens::last_used_at.eq(Some(now)), api_tokens::last_used_ip.eq(ip.map(|ip| ip.to_string()))))
                .execute(&mut conn)
                .await?;
        }
        Access::System => {}
    }
    Ok(())
}
