//! The objects `DigiformaSettings` and `DigiformaStatus`.

use async_graphql::SimpleObject;
use db::rows;
use domain::{DigiformaSyncFrequency, DigiformaTestOutcome};

use super::sync::DigiformaSync;
use crate::{Instant, rows::One};
use crm::{
    App,
    operations::digiforma::{connection, status::Status},
};

/// The connection to Digiforma. Its token is never shown.
#[derive(Debug, Clone, SimpleObject)]
pub struct DigiformaSettings {
    /// There is a token, entered here or in the server's environment.
    pub is_configured: bool,
    /// It is switched on.
    pub is_enabled: bool,
    /// Address of Digiforma.
    pub api_url: String,
    /// Digiforma is read by itself.
    pub auto_sync_enabled: bool,
    /// How often.
    pub sync_frequency: DigiformaSyncFrequency,
    /// An institution is made of a company that fits none.
    pub create_institutions: bool,
    /// A contact is made of a company's contact whose address its institution does not have.
    pub create_contacts: bool,
    /// When the connection was last tried.
    pub last_test_date: Option<Instant>,
    /// Whether it worked then.
    pub last_test_success: Option<bool>,
    /// What was said then.
    pub last_test_message: Option<String>,
    /// What came of it then.
    pub last_test_outcome: Option<DigiformaTestOutcome>,
    /// When Digiforma was last read to its end.
    pub last_sync_date: Option<Instant>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
}

impl DigiformaSettings {
    pub(super) fn of(app: &App, row: rows::DigiformaSettings) -> Self {
        Self {
            is_configured: connection::is_configured(app, &row),
            is_enabled: row.values.is_enabled,
            api_url: row.values.api_url,
            auto_sync_enabled: row.values.auto_sync_enabled,
            sync_frequency: row.values.sync_frequency,
            create_institutions: row.values.create_institutions,
            create_contacts: row.values.create_contacts,
            last_test_date: row.last_test_date.map(Instant),
            last_test_success: row.last_test_success,
            last_test_message: row.last_test_message,
            last_test_outcome: row.last_test_outcome,
            last_sync_date: row.last_sync_date.map(Instant),
            version: row.version,
        }
    }
}

/// How the mirror stands.
#[derive(SimpleObject)]
pub struct DigiformaStatus {
    /// There is a token.
    pub is_configured: bool,
    /// The connection is switched on.
    pub is_enabled: bool,
    /// Digiforma is being read, or soon will be.
    pub is_running: bool,
    /// The reading that waits or works.
    pub current_sync: Option<One<DigiformaSync>>,
    /// The last reading that is over.
    pub last_sync: Option<One<DigiformaSync>>,
    /// When the next one begins by itself.
    pub next_sync_date: Option<Instant>,
    /// Companies of Digiforma.
    pub total_companies: i64,
    /// Of them: those that are linked to an institution.
    pub linked_companies: i64,
    /// Of them: those that are not.
    pub unlinked_companies: i64,
    /// Suggestions that wait for a person.
    pub pending_suggestions: i64,
}

impl From<Status> for DigiformaStatus {
    fn from(found: Status) -> Self {
        let one = |row: rows::DigiformaSync| DigiformaSync::from(row).into();
        Self {
            is_configured: found.is_configured,
            is_enabled: found.is_enabled,
            is_running: found.current.is_some(),
            current_sync: found.current.map(one),
            last_sync: found.last.map(one),
            next_sync_date: found.next.map(Instant),
            total_companies: found.companies,
            linked_companies: found.linked,
            unlinked_companies: found.companies - found.linked,
            pending_suggestions: found.suggestions,
        }
    }
}
