//! Where Digiforma is reached and with which token: what an administrator set, else what the environment says.

use db::{rows::DigiformaSettings, schema::digiforma_settings};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{
    App, Error, Result,
    auth::vault::{Place, Unreadable},
};

/// An account of Digiforma.
#[derive(Clone, PartialEq, Eq)]
pub struct Connection {
    /// Address of its GraphQL endpoint.
    pub url: String,
    /// Its token. Never logged.
    pub token: String,
}

/// Address of the demo's Digiforma: it runs inside of the server, wherever it happens to listen.
pub const DEMO_URL: &str = "http://digiforma.demo.invalid/api/v1/graphql";

/// The place of the token.
#[must_use]
pub fn place(id: Uuid) -> Place {
    Place { table: "digiforma_settings", id, column: "bearer_token_sealed" }
}

/// The settings, of which there is one row.
///
/// # Errors
/// Those of the database.
pub async fn find(conn: &mut AsyncPgConnection) -> Result<DigiformaSettings> {
    Ok(digiforma_settings::table.select(DigiformaSettings::as_select()).first(conn).await?)
}

/// Whether there is a token, here or in the environment.
#[must_use]
pub fn is_configured(app: &App, settings: &DigiformaSettings) -> bool {
    settings.bearer_token_sealed.is_some() || app.config.digiforma_api_token.is_some()
}

/// The account to read. A token that was set goes with the address that was set; the environment's goes with the
/// environment's address, if it names one.
///
/// # Errors
/// [`Error::Invalid`] with the code `NOT_CONFIGURED` without a token, `TOKEN_UNREADABLE` if it cannot be opened.
pub fn of(app: &App, settings: &DigiformaSettings) -> Result<Connection> {
    if settings.values.api_url == DEMO_URL {
        let message = "The Digiforma of the demo runs with `serve --demo` alone. Enter the address of another one.";
        return app.demo_upstream.get().cloned().ok_or_else(|| refusal("NOT_CONFIGURED", message));
    }
    if let Some(sealed) = &settings.bearer_token_sealed {
        let token = app.auth.vault.open(place(settings.id), sealed).map_err(unreadable)?;
        return Ok(Connection { url: settings.values.api_url.clone(), token });
    }
    let Some(token) = app.config.digiforma_api_token.clone() else { return Err(not_configured()) };
    let url = app.config.digiforma_api_url.clone().unwrap_or_else(|| settings.values.api_url.clone());
    Ok(Connection { url, token })
}

/// There is no token.
pub(super) fn not_configured() -> Error {
    refusal("NOT_CONFIGURED", "There is no token of Digiforma yet. Enter one in the settings.")
}

fn unreadable(cause: Unreadable) -> Error {
    tracing::warn!(%cause, "the token of Digiforma cannot be opened");
    let message = "The token of Digiforma cannot be read: it was stored under another ENCRYPTION_KEY. Enter it again.";
    refusal("TOKEN_UNREADABLE", message)
}

/// An error of the input as a whole.
pub(super) fn refusal(code: &'static str, message: &'static str) -> Error {
    Error::Invalid(vec![crate::FieldError { field: None, code, message: message.into() }])
}
