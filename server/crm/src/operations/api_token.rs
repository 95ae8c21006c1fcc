//! API tokens: how programs work in a person's name.

use chrono::{DateTime, Utc};
use db::schema::{api_tokens, users};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{ApiTokenScope, Permission};
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    Context, Error, Result,
    auth::secret_token,
    operations::{audit, idempotency, validate::Checks, write},
};

/// The entities that a token can be limited to.
pub const ENTITIES: [&str; 17] = [
    "institution",
    "contact",
    "task",
    "user",
    "team",
    "audit_event",
    "quote",
    "invoice",
    "payment",
    "catalog_item",
    "template",
    "firm",
    "revenue",
    "revenue_entry",
    "digiforma",
    "webhook",
    "segment",
];

/// Tokens that one person may have at a time.
const MOST: i64 = 50;

/// A token as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = api_tokens, check_for_backend(diesel::pg::Pg))]
pub struct ApiToken {
    /// Its id.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// Its first characters.
    pub prefix: String,
    /// What it may do.
    pub scopes: Vec<ApiTokenScope>,
    /// What it reaches; `None`: everything.
    pub entities: Option<Vec<String>>,
    /// When it ends, if it does.
    pub expires_at: Option<DateTime<Utc>>,
    /// Last use, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A token to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewApiToken {
    /// What its owner calls it: 1 to 100 characters.
    pub name: String,
    /// At least one.
    pub scopes: Vec<ApiTokenScope>,
    /// Some of [`ENTITIES`]; `None`: everything.
    pub entities: Option<Vec<String>>,
    /// In the future; `None`: no end.
    pub expires_at: Option<DateTime<Utc>>,
}

/// A token just made.
#[derive(Clone)]
pub struct Created {
    /// Its row.
    pub api_token: ApiToken,
    /// The secret itself. It is shown now and never again.
    pub token: String,
}

/// The caller's tokens, newest first.
///
/// # Errors
/// [`Error::Refused`] to an API token.
pub async fn list(ctx: &Context) -> Result<Vec<ApiToken>> {
    ctx.viewer.session()?;
    let own = api_tokens::user_id.eq(ctx.viewer.id).and(api_tokens::revoked_at.is_null());
    let rows = api_tokens::table
        .filter(own)
        .order((api_tokens::created_at.desc(), api_tokens::id.desc()))
        .select(ApiToken::as_select())
        .load(&mut ctx.db().await?)
        .await?;
    Ok(rows)
}

/// Makes a token. It never reaches further than its owner, whose rights are looked up at each request.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Refused`] to an API token; [`Error::Conflict`] when the request is repeated with its
/// `Idempotency-Key`, since the secret is not kept.
pub async fn create(ctx: &Context, input: &NewApiToken) -> Result<Created> {
    ctx.viewer.session()?;
    ctx.viewer.may_write("user", Permission::CreateApiTokens)?;
    let values = Values::check(input)?;
    let token = secret_token::new_api_token();
    let mut conn = ctx.db().await?;
    let stored = token.clone();
    let api_token = (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            if idempotency::claim(conn, ctx, "createApiToken", input).await?.is_some() {
                let message = "This API token is already made: its secret was shown in the first answer and is not kept. \
                               Make another one if it was lost.";
                return Err(Error::Conflict(message.into()));
            }
            // The user's row makes several at once take turns, so that the count holds.
            users::table.find(ctx.viewer.id).for_no_key_update().select(users::id).first::<Uuid>(conn).await?;
            let own = api_tokens::user_id.eq(ctx.viewer.id).and(api_tokens::revoked_at.is_null());
            let count: i64 = api_tokens::table.filter(own).count().get_result(conn).await?;
            if count >= MOST {
                let message = format!("There are {MOST} API tokens already. Revoke one that is not used any more.");
                return Err(Error::Invalid(vec![crate::FieldError {
                    field: None,
                    code: "TOO_MANY",
                    message: message.into(),
                }]));
            }
            let api_token: ApiToken = diesel::insert_into(api_tokens::table)
                .values((
                    api_tokens::id.eq(Uuid::now_v7()),
                    api_tokens::user_id.eq(ctx.viewer.id),
                    api_tokens::name.eq(&values.name),
                    api_tokens::prefix.eq(secret_token::shown_part(&stored)),
                    api_tokens::token_hash.eq(secret_token::api_token_hash(&stored).as_slice()),
                    api_tokens::scopes.eq(&values.scopes),
                    api_tokens::entities.eq(&values.entities),
                    api_tokens::expires_at.eq(values.expires_at),
                ))
                .returning(ApiToken::as_returning())
                .get_result(conn)
                .await?;
            let values = json!({
                "name": api_token.name,
                "scopes": api_token.scopes,
                "entities": api_token.entities,
                "expiresAt": api_token.expires_at,
            });
            let changes = write::differences(None, &values)?;
            record(conn, ctx, "api_token.created", api_token.id, changes).await?;
            idempotency::keep(conn, ctx, api_token.id).await?;
            Ok(api_token)
        })
        .await?;
    Ok(Created { api_token, token })
}

/// Ends a token of the caller at once.
///
/// # Errors
/// [`Error::NotFound`] when the caller has no such token; [`Error::Refused`] to an API token.
pub async fn revoke(ctx: &Context, id: Uuid) -> Result<ApiToken> {
    ctx.viewer.session()?;
    let mut conn = ctx.db().await?;
    let api_token = (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            if idempotency::claim(conn, ctx, "revokeApiToken", &id).await?.is_some() {
                let own = api_tokens::table.find(id).filter(api_tokens::user_id.eq(ctx.viewer.id));
                let api_token = own.select(ApiToken::as_select()).first(conn).await.optional()?;
                return api_token.ok_or(Error::NotFound("API token"));
            }
            let own = api_tokens::user_id.eq(ctx.viewer.id).and(api_tokens::revoked_at.is_null());
            let api_token: Option<ApiToken> = diesel::update(api_tokens::table.find(id).filter(own))
                .set(api_tokens::revoked_at.eq(Some(Utc::now())))
                .returning(ApiToken::as_returning())
                .get_result(conn)
                .await
                .optional()?;
            let api_token = api_token.ok_or(Error::NotFound("API token"))?;
            record(conn, ctx, "api_token.revoked", id, Map::new()).await?;
            idempotency::keep(conn, ctx, id).await?;
            Ok::<_, Error>(api_token)
        })
        .await?;
    ctx.app.auth.forget(ctx.viewer.id);
    Ok(api_token)
}

/// Checked input, as stored.
struct Values {
    name: String,
    scopes: Vec<&'static str>,
    entities: Option<Vec<String>>,
    expires_at: Option<DateTime<Utc>>,
}

impl Values {
    fn check(input: &NewApiToken) -> Result<Self> {
        let mut checks = Checks::default();
        let name = checks.required("name", &input.name, 100);
        let mut scopes: Vec<&'static str> = input.scopes.iter().map(|scope| scope.name()).collect();
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            checks.refuse("scopes", "REQUIRED", "Choose at least one scope.");
        }
        let entities = input.entities.as_ref().map(|names| domain::text::labels(names));
        if let Some(names) = &entities {
            if names.is_empty() {
                checks.refuse("entities", "REQUIRED", "Choose at least one entity, or leave the list out for all.");
            }
            if let Some(unknown) = names.iter().find(|name| !ENTITIES.contains(&name.as_str())) {
                let known = ENTITIES.join(", ");
                checks.refuse("entities", "UNKNOWN", format!("`{unknown}` is not one of: {known}."));
            }
        }
        if input.expires_at.is_some_and(|end| end <= Utc::now()) {
            checks.refuse("expiresAt", "IN_THE_PAST", "Choose a moment in the future.");
        }
        checks.finish()?;
        Ok(Self { name, scopes, entities, expires_at: input.expires_at })
    }
}

async fn record(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    action: &'static str,
    id: Uuid,
    changes: Map<String, Value>,
) -> QueryResult<()> {
    let entry = audit::Entry { action, entity: "api_token", entity_id: Some(id), institution_id: None, changes };
    audit::record(conn, Some(&ctx.viewer), &ctx.request, &entry).await
}
