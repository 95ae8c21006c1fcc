//! A contact on REST.

use chrono::{DateTime, Utc};
use db::rows::Contact;
use domain::DataSource;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    named::{DataSourceName, Named},
    wire,
};

/// A person at an institution.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Contact)]
pub struct RestContact {
    id: Uuid,
    institution_id: Uuid,
    first_name: String,
    last_name: String,
    /// First and last name.
    full_name: String,
    /// Function and department, as far as they are known.
    display_title: String,
    email: String,
    phone: Option<String>,
    /// Function.
    title: Option<String>,
    department: Option<String>,
    /// The one to ask first; an institution has at most one.
    is_primary: bool,
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
    /// Rises with each change.
    version: i32,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
}

impl RestContact {
    /// Rises with each change.
    #[must_use]
    pub fn version(&self) -> i32 {
        self.version
    }
}

impl From<Contact> for RestContact {
    fn from(row: Contact) -> Self {
        let Contact { values, data_source, .. } = row;
        let parts = [values.title.as_deref(), values.department.as_deref()];
        Self {
            id: row.id,
            institution_id: values.institution_id,
            full_name: format!("{} {}", values.first_name, values.last_name),
            display_title: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            first_name: values.first_name,
            last_name: values.last_name,
            email: values.email,
            phone: values.phone,
            title: values.title,
            department: values.department,
            is_primary: values.is_primary,
            is_active: values.is_active,
            data_source: Named::<DataSource>(data_source),
            is_locked: row.is_locked,
            locked_at: row.locked_at,
            locked_reason: row.locked_reason,
            external_data: row.external_data,
            last_sync_at: row.last_sync_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
