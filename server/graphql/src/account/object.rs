//! The objects `Session` and `ApiToken`.

use async_graphql::SimpleObject;
use domain::ApiTokenScope;

use crate::{Id, Instant};
use crm::{
    Context,
    operations::{api_token, session},
};

/// A browser in which one is signed in.
#[derive(Debug, Clone, SimpleObject)]
pub struct Session {
    /// Id.
    id: Id,
    /// When one signed in.
    created_at: Instant,
    /// The last request, to the minute.
    last_used_at: Instant,
    /// When it ends unless it is used.
    expires_at: Instant,
    /// What the browser calls itself.
    user_agent: Option<String>,
    /// Address at sign-in.
    ip: Option<String>,
    /// The one of this request.
    is_current: bool,
}

impl Session {
    /// The object of a session.
    pub(super) fn new(session: session::Session, ctx: &Context) -> Self {
        Self {
            is_current: session.is_current(ctx),
            id: session.id.into(),
            created_at: session.created_at.into(),
            last_used_at: session.last_used_at.into(),
            expires_at: session.expires_at.into(),
            user_agent: session.user_agent,
            ip: session.ip,
        }
    }
}

/// A token with which a program acts for its owner.
#[derive(Debug, Clone, SimpleObject)]
pub struct ApiToken {
    /// Id.
    id: Id,
    /// What its owner calls it.
    name: String,
    /// Its first characters, to recognise it.
    prefix: String,
    /// What it may do; never more than its owner.
    scopes: Vec<ApiTokenScope>,
    /// The entities that it reaches; absent: all.
    entities: Option<Vec<String>>,
    /// When it ends.
    expires_at: Option<Instant>,
    /// The last request with it, to the minute.
    last_used_at: Option<Instant>,
    /// When it was made.
    created_at: Instant,
}

impl From<api_token::ApiToken> for ApiToken {
    fn from(token: api_token::ApiToken) -> Self {
        Self {
            id: token.id.into(),
            name: token.name,
            prefix: token.prefix,
            scopes: token.scopes,
            entities: token.entities,
            expires_at: token.expires_at.map(Into::into),
            last_used_at: token.last_used_at.map(Into::into),
            created_at: token.created_at.into(),
        }
    }
}
