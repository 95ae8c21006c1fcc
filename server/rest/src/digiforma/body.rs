//! What is sent to the group.

use domain::DigiformaSyncMode;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    errors::absent,
    named::{DigiformaSyncFrequencyName, DigiformaSyncModeName},
    wire,
};
use crm::operations::digiforma::{mapping::NewMapping, settings::SettingsUpdate};

/// What to change of the connection; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaSettingsChange)]
pub(super) struct SettingsBody {
    /// The token of an account; it is stored sealed and never shown. `null` removes it.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    bearer_token: Option<Option<String>>,
    /// Address of Digiforma.
    api_url: Option<String>,
    is_enabled: Option<bool>,
    auto_sync_enabled: Option<bool>,
    sync_frequency: Option<DigiformaSyncFrequencyName>,
    /// Whether an institution is made of a company that fits none.
    create_institutions: Option<bool>,
    /// Whether a contact is made of a company's contact whose address its institution does not have.
    create_contacts: Option<bool>,
}

impl SettingsBody {
    pub(super) fn into_input(self) -> SettingsUpdate {
        SettingsUpdate {
            expected_version: None,
            api_url: self.api_url,
            bearer_token: self.bearer_token,
            is_enabled: self.is_enabled,
            auto_sync_enabled: self.auto_sync_enabled,
            sync_frequency: self.sync_frequency.map(|name| name.0),
            create_institutions: self.create_institutions,
            create_contacts: self.create_contacts,
        }
    }
}

/// How to read Digiforma.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = DigiformaSyncStart)]
pub(super) struct StartBody {
    /// By default `normal`.
    mode: Option<DigiformaSyncModeName>,
}

impl StartBody {
    pub(super) fn mode(&self) -> DigiformaSyncMode {
        self.mode.as_ref().map_or(DigiformaSyncMode::Normal, |name| name.0)
    }
}

/// Which company is which institution.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewDigiformaMapping)]
pub(super) struct MappingBody {
    #[schema(required)]
    digiforma_company_id: Option<Uuid>,
    #[schema(required)]
    institution_id: Option<Uuid>,
    /// At most 1 000 characters.
    notes: Option<String>,
}

impl MappingBody {
    pub(super) fn into_input(self) -> crm::Result<NewMapping> {
        match (self.digiforma_company_id, self.institution_id) {
            (Some(digiforma_company_id), Some(institution_id)) => {
                Ok(NewMapping { digiforma_company_id, institution_id, notes: self.notes })
            }
            (company, institution) => {
                Err(absent([("digiformaCompanyId", company.is_some()), ("institutionId", institution.is_some())]))
            }
        }
    }
}
