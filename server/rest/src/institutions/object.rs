//! An institution on REST.

use db::rows;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::profile::RestProfile;
use crate::{
    contact::RestContact,
    institution::{RestInstitutionRow, RestPerson},
};

/// A hospital, clinic or medical centre.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Institution)]
pub(crate) struct RestInstitution {
    #[serde(flatten)]
    row: RestInstitutionRow,
    medical_profile: Option<RestProfile>,
    /// Its active contacts, the primary one first; left out where the API token does not reach contacts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    contact_persons: Option<Vec<RestContact>>,
}

/// What is shown of an institution besides its row.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) profile: Option<RestProfile>,
    pub(super) contacts: Option<Vec<RestContact>>,
    pub(super) assignee: Option<RestPerson>,
}

impl RestInstitution {
    pub(super) fn new(row: rows::Institution, parts: Parts) -> Self {
        Self {
            row: RestInstitutionRow::new(row, parts.assignee),
            medical_profile: parts.profile,
            contact_persons: parts.contacts,
        }
    }

    pub(super) fn id(&self) -> Uuid {
        self.row.id()
    }

    pub(super) fn version(&self) -> i32 {
        self.row.version()
    }
}
