//! Changing the connection and the links; reading Digiforma.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use domain::{DigiformaSyncFrequency, DigiformaSyncMode, DigiformaTestOutcome};

use super::{company::DigiformaCompany, mapping::DigiformaMapping, settings::DigiformaSettings, sync::DigiformaSync};
use crate::{
    Id, context,
    payload::{UserError, change, outcome, payload},
};
use crm::operations::digiforma::{
    mapping::{self, NewMapping},
    settings::{self, SettingsUpdate},
    sync,
};

/// What to change of the connection; what is left out stays.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateDigiformaSettingsInput {
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Address of Digiforma.
    pub api_url: Option<String>,
    /// The token of an account; it is stored sealed and never shown. Null removes it.
    pub bearer_token: MaybeUndefined<String>,
    /// Switch it on or off.
    pub is_enabled: Option<bool>,
    /// Whether Digiforma is read by itself.
    pub auto_sync_enabled: Option<bool>,
    /// How often.
    pub sync_frequency: Option<DigiformaSyncFrequency>,
    /// Whether an institution is made of a company that fits none.
    pub create_institutions: Option<bool>,
    /// Whether a contact is made of a company's contact whose address its institution does not have.
    pub create_contacts: Option<bool>,
}

impl From<UpdateDigiformaSettingsInput> for SettingsUpdate {
    fn from(input: UpdateDigiformaSettingsInput) -> Self {
        Self {
            expected_version: input.expected_version,
            api_url: input.api_url,
            bearer_token: change(input.bearer_token),
            is_enabled: input.is_enabled,
            auto_sync_enabled: input.auto_sync_enabled,
            sync_frequency: input.sync_frequency,
            create_institutions: input.create_institutions,
            create_contacts: input.create_contacts,
        }
    }
}

/// How to read Digiforma.
#[derive(Debug, Clone, InputObject)]
pub struct StartDigiformaSyncInput {
    /// By default what may have changed.
    pub mode: Option<DigiformaSyncMode>,
}

/// Which reading to stop.
#[derive(Debug, Clone, InputObject)]
pub struct CancelDigiformaSyncInput {
    /// Which one.
    pub id: Id,
}

/// Which company is which institution.
#[derive(Debug, Clone, InputObject)]
pub struct CreateDigiformaMappingInput {
    /// The company.
    pub digiforma_company_id: Id,
    /// The institution.
    pub institution_id: Id,
    /// Remarks, at most 1 000 characters.
    pub notes: Option<String>,
}

/// Which link or suggestion is right.
#[derive(Debug, Clone, InputObject)]
pub struct ConfirmDigiformaMappingInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which link or suggestion is wrong.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteDigiformaMappingInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which company and institution were parted.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreDigiformaSuggestionInput {
    /// The company.
    pub digiforma_company_id: Id,
    /// The institution.
    pub institution_id: Id,
}

/// Answer of a mutation on the connection to Digiforma.
#[derive(SimpleObject)]
pub struct UpdateDigiformaSettingsPayload {
    /// The connection as it is now; absent when the input was wrong.
    pub settings: Option<DigiformaSettings>,
    /// What was wrong with the input.
    pub user_errors: Vec<UserError>,
}

/// What came of a trial of the connection.
#[derive(SimpleObject)]
pub struct TestDigiformaConnectionPayload {
    /// Digiforma answered as it should.
    pub success: bool,
    /// What came of it; absent when there was nothing to try.
    pub outcome: Option<DigiformaTestOutcome>,
    /// What it said, or why it could not be reached, in English; absent when there was nothing to try.
    pub message: Option<String>,
    /// The connection, which keeps the result.
    pub settings: Option<DigiformaSettings>,
    /// Why nothing could be tried.
    pub user_errors: Vec<UserError>,
}

payload!(StartDigiformaSyncPayload, sync: DigiformaSync, "reading of Digiforma");
payload!(CancelDigiformaSyncPayload, sync: DigiformaSync, "reading of Digiforma");
payload!(CreateDigiformaMappingPayload, mapping: DigiformaMapping, "link to an institution");
payload!(ConfirmDigiformaMappingPayload, mapping: DigiformaMapping, "link to an institution");
payload!(DeleteDigiformaMappingPayload, company: DigiformaCompany, "company of Digiforma");
payload!(RestoreDigiformaSuggestionPayload, company: DigiformaCompany, "company of Digiforma");

/// Mutations on the mirror. Right of all: `canManageIntegrations`.
#[derive(Default)]
pub struct DigiformaMutation;

#[Object]
impl DigiformaMutation {
    /// Changes the connection to Digiforma.
    async fn update_digiforma_settings(
        &self,
        ctx: &Context<'_>,
        input: UpdateDigiformaSettingsInput,
    ) -> Result<UpdateDigiformaSettingsPayload> {
        let caller = context(ctx)?;
        let (row, user_errors) = outcome(settings::update(caller, input.into()).await)?;
        Ok(UpdateDigiformaSettingsPayload {
            settings: row.map(|row| DigiformaSettings::of(&caller.app, row)),
            user_errors,
        })
    }

    /// Tries the connection to Digiforma.
    async fn test_digiforma_connection(&self, ctx: &Context<'_>) -> Result<TestDigiformaConnectionPayload> {
        let caller = context(ctx)?;
        let (trial, user_errors) = outcome(settings::test(caller).await)?;
        Ok(match trial {
            Some(trial) => TestDigiformaConnectionPayload {
                success: trial.outcome.is_success(),
                outcome: Some(trial.outcome),
                message: Some(trial.message),
                settings: Some(DigiformaSettings::of(&caller.app, trial.settings)),
                user_errors,
            },
            None => TestDigiformaConnectionPayload {
                success: false,
                outcome: None,
                message: None,
                settings: None,
                user_errors,
            },
        })
    }

    /// Begins to read Digiforma; `digiformaSyncProgress` tells how it goes on.
    async fn start_digiforma_sync(
        &self,
        ctx: &Context<'_>,
        input: StartDigiformaSyncInput,
    ) -> Result<StartDigiformaSyncPayload> {
        let mode = input.mode.unwrap_or(DigiformaSyncMode::Normal);
        StartDigiformaSyncPayload::new(sync::start(context(ctx)?, mode).await)
    }

    /// Stops a reading; what it has read stays.
    async fn cancel_digiforma_sync(
        &self,
        ctx: &Context<'_>,
        input: CancelDigiformaSyncInput,
    ) -> Result<CancelDigiformaSyncPayload> {
        CancelDigiformaSyncPayload::new(sync::cancel(context(ctx)?, input.id.into()).await)
    }

    /// Links a company to an institution.
    async fn create_digiforma_mapping(
        &self,
        ctx: &Context<'_>,
        input: CreateDigiformaMappingInput,
    ) -> Result<CreateDigiformaMappingPayload> {
        let new = NewMapping {
            digiforma_company_id: input.digiforma_company_id.into(),
            institution_id: input.institution_id.into(),
            notes: input.notes,
        };
        CreateDigiformaMappingPayload::new(mapping::create(context(ctx)?, new).await)
    }

    /// Confirms a link that was made by itself, or makes a link of a suggestion.
    async fn confirm_digiforma_mapping(
        &self,
        ctx: &Context<'_>,
        input: ConfirmDigiformaMappingInput,
    ) -> Result<ConfirmDigiformaMappingPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        ConfirmDigiformaMappingPayload::new(mapping::confirm(context(ctx)?, id, version).await)
    }

    /// Undoes a link, or turns a suggestion down: the two are not put together again by themselves, unless
    /// `restoreDigiformaSuggestion` takes that back.
    async fn delete_digiforma_mapping(
        &self,
        ctx: &Context<'_>,
        input: DeleteDigiformaMappingInput,
    ) -> Result<DeleteDigiformaMappingPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        DeleteDigiformaMappingPayload::new(mapping::delete(context(ctx)?, id, version).await)
    }

    /// Takes back that a suggestion was turned down, or a link undone: the company is matched again at once.
    async fn restore_digiforma_suggestion(
        &self,
        ctx: &Context<'_>,
        input: RestoreDigiformaSuggestionInput,
    ) -> Result<RestoreDigiformaSuggestionPayload> {
        let (company, institution) = (input.digiforma_company_id.into(), input.institution_id.into());
        RestoreDigiformaSuggestionPayload::new(mapping::restore(context(ctx)?, company, institution).await)
    }
}
