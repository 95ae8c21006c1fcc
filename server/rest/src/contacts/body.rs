//! Bodies of requests that write contacts.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::wire;
use crm::{
    Error, Result,
    operations::contact::{ContactUpdate, NewContact},
};

/// A new contact of an institution.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewContactOfInstitution)]
pub(super) struct CreateBody {
    #[schema(required = true, nullable = false)]
    institution_id: Option<Uuid>,
    /// 1 to 50 characters.
    #[schema(required = true, nullable = false)]
    first_name: Option<String>,
    /// 1 to 50 characters.
    #[schema(required = true, nullable = false)]
    last_name: Option<String>,
    #[schema(required = true, nullable = false)]
    email: Option<String>,
    phone: Option<String>,
    /// Function, at most 100 characters.
    title: Option<String>,
    /// At most 100 characters.
    department: Option<String>,
    /// The one to ask first; takes the place of another one.
    is_primary: Option<bool>,
    /// By default yes.
    is_active: Option<bool>,
}

/// What to change of a contact; what is left out stays, `null` clears what may be absent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContactUpdate)]
pub(super) struct UpdateBody {
    /// The contact moves to this institution.
    institution_id: Option<Uuid>,
    /// 1 to 50 characters.
    first_name: Option<String>,
    /// 1 to 50 characters.
    last_name: Option<String>,
    email: Option<String>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    phone: Option<Option<String>>,
    /// Function, at most 100 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    title: Option<Option<String>>,
    /// At most 100 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    department: Option<Option<String>>,
    /// The one to ask first; takes the place of another one.
    is_primary: Option<bool>,
    is_active: Option<bool>,
}

impl CreateBody {
    /// The operation's input, if the body says whose contact it is.
    pub(super) fn into_input(self) -> Result<(Uuid, NewContact)> {
        let Some(institution_id) = self.institution_id else {
            return Err(Error::invalid("institutionId", "REQUIRED", "`institutionId` is required."));
        };
        let contact = NewContact {
            first_name: self.first_name.unwrap_or_default(),
            last_name: self.last_name.unwrap_or_default(),
            email: self.email.unwrap_or_default(),
            phone: self.phone,
            title: self.title,
            department: self.department,
            is_primary: self.is_primary.unwrap_or_default(),
            is_active: self.is_active,
        };
        Ok((institution_id, contact))
    }
}

impl UpdateBody {
    /// The operation's input.
    pub(super) fn into_input(self, id: Uuid, expected_version: Option<i32>) -> ContactUpdate {
        ContactUpdate {
            id,
            expected_version,
            institution_id: self.institution_id,
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            phone: self.phone,
            title: self.title,
            department: self.department,
            is_primary: self.is_primary,
            is_active: self.is_active,
        }
    }
}
