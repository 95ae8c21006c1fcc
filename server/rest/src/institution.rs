//! An institution on REST as other groups show it: its row, and who is in charge of it.

use chrono::{DateTime, Utc};
use db::rows;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    named::{CommercialStatusName, DataSourceName, InstitutionTypeName, Named},
    wire,
};
use crm::operations::billing::parties::PartyAddress;

/// A postal address.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Address)]
pub struct RestAddress {
    street: String,
    city: String,
    /// Department or region; may be empty.
    state: String,
    zip_code: String,
    country: String,
}

impl RestAddress {
    /// An address that was kept with an invoice.
    pub(crate) fn kept(kept: Value) -> Self {
        PartyAddress::of_kept(kept).into()
    }
}

/// Somebody in few words: who is in charge of an institution, who does or made a task.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Person)]
pub struct RestPerson {
    id: Uuid,
    first_name: String,
    last_name: String,
    email: String,
}

/// A hospital, clinic or medical centre, without its profile and its contacts.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InstitutionRow)]
pub struct RestInstitutionRow {
    id: Uuid,
    name: String,
    #[serde(rename = "type")]
    kind: InstitutionTypeName,
    address: RestAddress,
    /// The address in one line.
    full_address: String,
    /// Number in the accounting program; unique.
    accounting_number: Option<String>,
    /// Id of the company in Digiforma; unique.
    digiforma_id: Option<String>,
    /// FINESS number: 9 characters; unique.
    finess: Option<String>,
    /// SIRET: 14 digits.
    siret: Option<String>,
    vat_number: Option<String>,
    group_name: Option<String>,
    commercial_status: CommercialStatusName,
    main_phone: Option<String>,
    assigned_user_id: Option<Uuid>,
    /// Labels, in lower case.
    tags: Vec<String>,
    is_active: bool,
    data_source: DataSourceName,
    /// A person made or edited it: imports and mirrors leave it alone.
    is_locked: bool,
    #[serde(serialize_with = "wire::optional_timestamp")]
    locked_at: Option<DateTime<Utc>>,
    locked_reason: Option<String>,
    /// What other programs know of it, by source.
    #[schema(value_type = Object)]
    external_data: Value,
    /// When each source was last read.
    #[schema(value_type = Object)]
    last_sync_at: Value,
    /// Rises with each change; the number in the `ETag`.
    version: i32,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
    assigned_user: Option<RestPerson>,
}

impl RestInstitutionRow {
    /// The row, with who is in charge.
    #[must_use]
    pub fn new(row: rows::Institution, assigned_user: Option<RestPerson>) -> Self {
        let values = row.values;
        Self {
            id: row.id,
            name: values.name,
            kind: Named(values.kind),
            full_address: values.address.full(),
            address: values.address.into(),
            accounting_number: values.accounting_number,
            digiforma_id: values.digiforma_id,
            finess: values.finess,
            siret: values.siret,
            vat_number: values.vat_number,
            group_name: values.group_name,
            commercial_status: Named(values.commercial_status),
            main_phone: values.main_phone,
            assigned_user_id: values.assigned_user_id,
            tags: values.tags,
            is_active: values.is_active,
            data_source: Named(row.data_source),
            is_locked: row.is_locked,
            locked_at: row.locked_at,
            locked_reason: row.locked_reason,
            external_data: row.external_data,
            last_sync_at: row.last_sync_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            assigned_user,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Rises with each change.
    #[must_use]
    pub fn version(&self) -> i32 {
        self.version
    }
}

impl From<rows::Address> for RestAddress {
    fn from(address: rows::Address) -> Self {
        let rows::Address { street, city, state, zip_code, country } = address;
        Self { street, city, state, zip_code, country }
    }
}

impl From<rows::User> for RestPerson {
    fn from(user: rows::User) -> Self {
        Self { id: user.id, first_name: user.first_name, last_name: user.last_name, email: user.email }
    }
}
