//! The connection to Digiforma: reading and changing its settings, trying it.

use std::time::Duration;

use chrono::Utc;
use db::{
    rows::{DigiformaSettings, DigiformaSettingsValues},
    schema::digiforma_settings,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{DigiformaSyncFrequency, DigiformaTestOutcome};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{
    ENTITY,
    connection::{self, place},
    may_manage, may_see_connection,
    sync::upstream::{self, Finding},
};
use crate::{
    Context, Error, Result,
    operations::{
        idempotency,
        validate::Checks,
        write::{Change, Event, announce, check_version, differences},
    },
};

/// How long a trial of the connection may take.
const TRIAL: Duration = Duration::from_secs(20);

/// Characters of a token at most.
const MOST_TOKEN: usize = 4_000;

/// What to change of the connection; absent leaves, null clears.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct SettingsUpdate {
    pub expected_version: Option<i32>,
    pub api_url: Option<String>,
    /// Stored sealed, never shown again.
    #[serde(serialize_with = "whether_there")]
    pub bearer_token: Change<String>,
    pub is_enabled: Option<bool>,
    pub auto_sync_enabled: Option<bool>,
    pub sync_frequency: Option<DigiformaSyncFrequency>,
    pub create_institutions: Option<bool>,
    pub create_contacts: Option<bool>,
}

/// The digest of a repeated request knows a token by its hash.
fn whether_there<S: serde::Serializer>(token: &Change<String>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    use crate::auth::secret_token::api_token_hash;
    token.as_ref().map(|token| token.as_deref().map(api_token_hash)).serialize(serializer)
}

/// What came of a trial of the connection.
#[derive(Debug, Clone)]
pub struct Trial {
    /// What came of it, in a word.
    pub outcome: DigiformaTestOutcome,
    /// What Digiforma said, or why it could not be reached.
    pub message: String,
    /// The settings, which keep the result.
    pub settings: DigiformaSettings,
}

/// The settings; the token is not among them.
///
/// # Errors
/// No right; those of the database.
pub async fn read(ctx: &Context) -> Result<DigiformaSettings> {
    may_see_connection(&ctx.viewer)?;
    connection::find(&mut *ctx.db().await?).await
}

/// Changes the settings.
///
/// # Errors
/// No right, stale, or invalid input.
pub async fn update(ctx: &Context, input: SettingsUpdate) -> Result<DigiformaSettings> {
    may_manage(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let row = lock(conn).await?;
            if idempotency::claim(conn, ctx, "updateDigiformaSettings", &input).await?.is_some() {
                return Ok(row);
            }
            check_version("connection", input.expected_version, row.version)?;
            let (values, token) = checked(&row.values, &input)?;
            let mut changes = differences(Some(&row.values), &values)?;
            let sealed = match &token {
                None => row.bearer_token_sealed.clone(),
                Some(None) => None,
                Some(Some(token)) => Some(ctx.app.auth.vault.seal(place(row.id), token)?),
            };
            note_token(&mut changes, row.bearer_token_sealed.is_some(), token.as_ref());
            idempotency::keep(conn, ctx, row.id).await?;
            if changes.is_empty() {
                return Ok(row);
            }
            let row = diesel::update(digiforma_settings::table.find(row.id))
                .set((&values, digiforma_settings::bearer_token_sealed.eq(sealed)))
                .returning(DigiformaSettings::as_returning())
                .get_result(conn)
                .await?;
            let event = Event {
                name: "digiforma.settings.updated",
                entity: ENTITY,
                id: row.id,
                institution_id: None,
                changes: &changes,
                public: false,
            };
            announce(conn, ctx, event).await?;
            Ok(row)
        })
        .await
}

/// Tries the connection and keeps what came of it.
///
/// # Errors
/// No right, no token, or those of the database; a Digiforma that does not answer is no error but a result.
pub async fn test(ctx: &Context) -> Result<Trial> {
    may_manage(&ctx.viewer)?;
    let settings = connection::find(&mut *ctx.app.db().await?).await?;
    let account = connection::of(&ctx.app, &settings)?;
    let Finding { outcome, message } = match tokio::time::timeout(TRIAL, upstream::check(&account)).await {
        Ok(finding) => finding,
        Err(_) => Finding {
            outcome: DigiformaTestOutcome::Timeout,
            message: format!("Digiforma did not answer within {} s.", TRIAL.as_secs()),
        },
    };
    let message: String = message.replace('\0', "").chars().take(1_000).collect();
    let settings = diesel::update(digiforma_settings::table.find(settings.id))
        .set((
            digiforma_settings::last_test_date.eq(Some(Utc::now())),
            digiforma_settings::last_test_success.eq(Some(outcome.is_success())),
            digiforma_settings::last_test_message.eq(Some(&message)),
            digiforma_settings::last_test_outcome.eq(Some(outcome)),
        ))
        .returning(DigiformaSettings::as_returning())
        .get_result(&mut *ctx.app.db().await?)
        .await?;
    Ok(Trial { outcome, message, settings })
}

/// The settings, locked until the end of the transaction.
pub(super) async fn lock(conn: &mut AsyncPgConnection) -> Result<DigiformaSettings> {
    Ok(digiforma_settings::table.select(DigiformaSettings::as_select()).for_update().first(conn).await?)
}

/// The new values, and the new token if there is one.
fn checked(old: &DigiformaSettingsValues, input: &SettingsUpdate) -> Result<(DigiformaSettingsValues, Change<String>)> {
    let mut checks = Checks::default();
    let api_url = match &input.api_url {
        None => old.api_url.clone(),
        Some(url) => checks.required("apiUrl", url, 2_000),
    };
    if input.api_url.is_some() && !is_address(&api_url) {
        checks.refuse(
            "apiUrl",
            "INVALID_FORMAT",
            "Expected an address such as https://app.digiforma.com/api/v1/graphql.",
        );
    }
    let token = match &input.bearer_token {
        Some(Some(token)) => {
            let token = checks.required("bearerToken", token, MOST_TOKEN);
            if token.chars().any(|c| !c.is_ascii_graphic()) {
                checks.refuse("bearerToken", "INVALID_CHARACTER", "A token has letters, digits and signs, no blanks.");
            }
            Some(Some(token))
        }
        other => other.clone(),
    };
    checks.finish()?;
    let values = DigiformaSettingsValues {
        api_url,
        is_enabled: input.is_enabled.unwrap_or(old.is_enabled),
        auto_sync_enabled: input.auto_sync_enabled.unwrap_or(old.auto_sync_enabled),
        sync_frequency: input.sync_frequency.unwrap_or(old.sync_frequency),
        create_institutions: input.create_institutions.unwrap_or(old.create_institutions),
        create_contacts: input.create_contacts.unwrap_or(old.create_contacts),
    };
    Ok((values, token))
}

fn is_address(url: &str) -> bool {
    let Ok(uri) = url.parse::<axum::http::Uri>() else { return false };
    matches!(uri.scheme_str(), Some("http" | "https"))
        && uri.authority().is_some_and(|authority| !authority.as_str().contains('@') && !authority.host().is_empty())
}

/// That the token was set or removed is put on record, the token is not.
fn note_token(changes: &mut Map<String, Value>, was_there: bool, token: Option<&Option<String>>) {
    let word = |is_there: bool| if is_there { json!("set") } else { Value::Null };
    match token {
        Some(new) if new.is_some() || was_there => {
            changes.insert("bearerToken".to_owned(), json!({ "old": word(was_there), "new": word(new.is_some()) }));
        }
        _ => {}
    }
}

/// What a caller is told who wants to read Digiforma though it is switched off.
pub(super) fn not_enabled() -> Error {
    connection::refusal("NOT_ENABLED", "The connection to Digiforma is switched off. Switch it on in the settings.")
}
