//! Rows of `contact_persons`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::DataSource;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::contact_persons;

/// What people set of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = contact_persons, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct ContactValues {
    pub institution_id: Uuid,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: Option<String>,
    pub title: Option<String>,
    pub department: Option<String>,
    pub is_primary: bool,
    pub is_active: bool,
}

/// A person at an institution.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = contact_persons, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Contact {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: ContactValues,
    pub data_source: DataSource,
    pub is_locked: bool,
    pub locked_at: Option<DateTime<Utc>>,
    pub locked_reason: Option<String>,
    pub external_data: serde_json::Value,
    pub last_sync_at: serde_json::Value,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Contact, contact_persons);
