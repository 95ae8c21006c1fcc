//! The connection: its settings and its trial.

use axum::{Json as Answer, response::IntoResponse};
use chrono::{DateTime, Utc};
use db::rows::DigiformaSettings;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::SettingsBody;
use crate::{
    Result,
    envelope::Success,
    extract::{Json, Signed},
    named::{DigiformaSyncFrequencyName, Named},
    wire,
};
use crm::{
    App,
    operations::digiforma::{connection, settings as operation},
};

/// The connection to Digiforma. Its token is never shown.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaSettings)]
pub(super) struct RestSettings {
    /// There is a token.
    is_configured: bool,
    is_enabled: bool,
    api_url: String,
    auto_sync_enabled: bool,
    sync_frequency: DigiformaSyncFrequencyName,
    create_institutions: bool,
    create_contacts: bool,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_test_date: Option<DateTime<Utc>>,
    last_test_success: Option<bool>,
    last_test_message: Option<String>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_sync_date: Option<DateTime<Utc>>,
}

impl RestSettings {
    fn of(app: &App, row: DigiformaSettings) -> Self {
        Self {
            is_configured: connection::is_configured(app, &row),
            is_enabled: row.values.is_enabled,
            api_url: row.values.api_url,
            auto_sync_enabled: row.values.auto_sync_enabled,
            sync_frequency: Named(row.values.sync_frequency),
            create_institutions: row.values.create_institutions,
            create_contacts: row.values.create_contacts,
            last_test_date: row.last_test_date,
            last_test_success: row.last_test_success,
            last_test_message: row.last_test_message,
            last_sync_date: row.last_sync_date,
        }
    }
}

/// What came of a trial.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DigiformaTrial)]
pub(super) struct Trial {
    /// Whether Digiforma answered as it should.
    success: bool,
    /// What it said, or why it could not be reached.
    message: String,
}

/// Show the connection to Digiforma
#[utoipa::path(
    get, path = "/api/digiforma/settings", tag = "digiforma", operation_id = "getDigiformaSettings",
    responses((status = 200, description = "The connection", body = Success<RestSettings>)),
    security(("bearer" = []))
)]
pub(super) async fn settings(Signed(ctx): Signed) -> Result<Success<RestSettings>> {
    Ok(Success::new(RestSettings::of(&ctx.app, operation::read(&ctx).await?)))
}

/// Change the connection to Digiforma
#[utoipa::path(
    post, path = "/api/digiforma/settings", tag = "digiforma", operation_id = "updateDigiformaSettings",
    request_body = SettingsBody,
    responses((status = 200, description = "The changed connection", body = Success<RestSettings>)),
    security(("bearer" = []))
)]
pub(super) async fn change(Signed(ctx): Signed, Json(body): Json<SettingsBody>) -> Result<Success<RestSettings>> {
    let row = operation::update(&ctx, body.into_input()).await?;
    Ok(Success::with_message(RestSettings::of(&ctx.app, row), "Digiforma settings updated"))
}

/// Try the connection to Digiforma
#[utoipa::path(
    post, path = "/api/digiforma/test-connection", tag = "digiforma", operation_id = "testDigiformaConnection",
    responses((status = 200, description = "What came of it", body = Trial)),
    security(("bearer" = []))
)]
pub(super) async fn test(Signed(ctx): Signed) -> Result<impl IntoResponse> {
    let trial = operation::test(&ctx).await?;
    Ok(Answer(Trial { success: trial.outcome.is_success(), message: trial.message }))
}
