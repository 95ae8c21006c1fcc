//! Bodies of requests that write institutions.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::profile::ProfileBody;
use crate::{
    named::{CommercialStatusName, InstitutionTypeName},
    wire,
};
use crm::{
    Error, FieldError, Result,
    operations::{
        contact::NewContact,
        institution::{AddressInput, BillingInput, InstitutionUpdate, NewInstitution},
    },
};

/// A postal address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AddressInput)]
pub(crate) struct AddressBody {
    #[schema(required = true, nullable = false)]
    street: Option<String>,
    #[schema(required = true, nullable = false)]
    city: Option<String>,
    /// Department or region.
    state: Option<String>,
    /// Five digits in France.
    #[schema(required = true, nullable = false)]
    zip_code: Option<String>,
    #[schema(required = true, nullable = false)]
    country: Option<String>,
}

impl AddressBody {
    /// As it was typed; what is missing is empty.
    pub(crate) fn into_typed(self) -> AddressInput {
        AddressInput {
            street: self.street.unwrap_or_default(),
            city: self.city.unwrap_or_default(),
            state: self.state.unwrap_or_default(),
            zip_code: self.zip_code.unwrap_or_default(),
            country: self.country.unwrap_or_default(),
        }
    }
}

/// A new contact.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewContact)]
pub(super) struct ContactBody {
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

/// A new institution.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewInstitution)]
pub(super) struct CreateBody {
    /// 1 to 255 characters.
    #[schema(required = true, nullable = false)]
    name: Option<String>,
    #[serde(rename = "type")]
    #[schema(required = true, nullable = false)]
    kind: Option<InstitutionTypeName>,
    #[schema(required = true, nullable = false)]
    address: Option<AddressBody>,
    /// Number in the accounting program, at most 50 characters; unique.
    accounting_number: Option<String>,
    /// Id of the company in Digiforma, at most 100 characters; unique.
    digiforma_id: Option<String>,
    /// FINESS number: 9 characters; unique.
    finess: Option<String>,
    /// SIRET: 14 digits.
    siret: Option<String>,
    vat_number: Option<String>,
    group_name: Option<String>,
    /// By default `prospect`.
    commercial_status: Option<CommercialStatusName>,
    main_phone: Option<String>,
    /// By default who creates it.
    assigned_user_id: Option<Uuid>,
    /// Stored in lower case.
    tags: Option<Vec<String>>,
    /// By default yes.
    is_active: Option<bool>,
    medical_profile: Option<ProfileBody>,
    /// At most 50; at most one of them is the primary contact.
    contact_persons: Option<Vec<ContactBody>>,
}

/// What to change of an institution; what is left out stays, `null` clears what may be absent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InstitutionUpdate)]
pub(super) struct UpdateBody {
    /// 1 to 255 characters.
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<InstitutionTypeName>,
    /// The whole address.
    address: Option<AddressBody>,
    /// Number in the accounting program, at most 50 characters; unique.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    accounting_number: Option<Option<String>>,
    /// Id of the company in Digiforma, at most 100 characters; unique.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    digiforma_id: Option<Option<String>>,
    /// FINESS number: 9 characters; unique.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    finess: Option<Option<String>>,
    /// SIRET: 14 digits.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    siret: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    vat_number: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    group_name: Option<Option<String>>,
    commercial_status: Option<CommercialStatusName>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    main_phone: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<Uuid>)]
    assigned_user_id: Option<Option<Uuid>>,
    /// Stored in lower case.
    tags: Option<Vec<String>>,
    is_active: Option<bool>,
}

impl From<AddressBody> for AddressInput {
    fn from(body: AddressBody) -> Self {
        Self {
            street: body.street.unwrap_or_default(),
            city: body.city.unwrap_or_default(),
            state: body.state.unwrap_or_default(),
            zip_code: body.zip_code.unwrap_or_default(),
            country: body.country.unwrap_or_default(),
        }
    }
}

impl From<ContactBody> for NewContact {
    fn from(body: ContactBody) -> Self {
        Self {
            first_name: body.first_name.unwrap_or_default(),
            last_name: body.last_name.unwrap_or_default(),
            email: body.email.unwrap_or_default(),
            phone: body.phone,
            title: body.title,
            department: body.department,
            is_primary: body.is_primary.unwrap_or_default(),
            is_active: body.is_active,
        }
    }
}

impl CreateBody {
    /// The operation's input, if the body says what an institution cannot be without.
    pub(super) fn into_input(self) -> Result<NewInstitution> {
        let present =
            [("name", self.name.is_some()), ("type", self.kind.is_some()), ("address", self.address.is_some())];
        let (Some(name), Some(kind), Some(address)) = (self.name, self.kind, self.address) else {
            let absent = present.into_iter().filter(|(_, is_present)| !is_present);
            let required = |(field, _)| FieldError::new(field, "REQUIRED", format!("`{field}` is required."));
            return Err(Error::Invalid(absent.map(required).collect()));
        };
        Ok(NewInstitution {
            name,
            kind: kind.0,
            address: address.into(),
            accounting_number: self.accounting_number,
            digiforma_id: self.digiforma_id,
            finess: self.finess,
            siret: self.siret,
            vat_number: self.vat_number,
            group_name: self.group_name,
            commercial_status: self.commercial_status.map(|status| status.0),
            main_phone: self.main_phone,
            assigned_user_id: self.assigned_user_id,
            tags: self.tags.unwrap_or_default(),
            is_active: self.is_active,
            billing: BillingInput::default(),
            medical_profile: self.medical_profile.unwrap_or_default().into(),
            contacts: self.contact_persons.unwrap_or_default().into_iter().map(Into::into).collect(),
        })
    }
}

impl UpdateBody {
    /// The operation's input.
    pub(super) fn into_input(self, id: Uuid, expected_version: Option<i32>) -> InstitutionUpdate {
        InstitutionUpdate {
            id,
            expected_version,
            name: self.name,
            kind: self.kind.map(|kind| kind.0),
            address: self.address.map(Into::into),
            accounting_number: self.accounting_number,
            digiforma_id: self.digiforma_id,
            finess: self.finess,
            siret: self.siret,
            vat_number: self.vat_number,
            group_name: self.group_name,
            commercial_status: self.commercial_status.map(|status| status.0),
            main_phone: self.main_phone,
            assigned_user_id: self.assigned_user_id,
            tags: self.tags,
            is_active: self.is_active,
            billing: BillingInput::default(),
        }
    }
}
