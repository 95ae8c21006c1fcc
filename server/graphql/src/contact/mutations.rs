//! Writing contacts.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};

use super::ContactPerson;
use crate::{
    Id, context,
    payload::{change, payload},
};
use crm::operations::contact;

/// A contact of an institution that is being created.
#[derive(Debug, Clone, InputObject)]
pub struct NewContactInput {
    /// First name, 1 to 50 characters.
    pub first_name: String,
    /// Last name, 1 to 50 characters.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone, in any usual form.
    pub phone: Option<String>,
    /// Function.
    pub title: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// The one to ask first; the former one is no longer.
    #[graphql(default)]
    pub is_primary: bool,
    /// Whether the person works there; by default yes.
    pub is_active: Option<bool>,
}

impl From<NewContactInput> for contact::NewContact {
    fn from(input: NewContactInput) -> Self {
        Self {
            first_name: input.first_name,
            last_name: input.last_name,
            email: input.email,
            phone: input.phone,
            title: input.title,
            department: input.department,
            is_primary: input.is_primary,
            is_active: input.is_active,
        }
    }
}

/// A new contact.
#[derive(Debug, Clone, InputObject)]
pub struct CreateContactInput {
    /// The institution.
    pub institution_id: Id,
    /// First name, 1 to 50 characters.
    pub first_name: String,
    /// Last name, 1 to 50 characters.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone, in any usual form.
    pub phone: Option<String>,
    /// Function.
    pub title: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// The one to ask first; the former one is no longer.
    #[graphql(default)]
    pub is_primary: bool,
    /// Whether the person works there; by default yes.
    pub is_active: Option<bool>,
}

/// What to change of a contact; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateContactInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Moves the contact to another institution.
    pub institution_id: Option<Id>,
    /// First name, 1 to 50 characters.
    pub first_name: Option<String>,
    /// Last name, 1 to 50 characters.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone, in any usual form.
    pub phone: MaybeUndefined<String>,
    /// Function.
    pub title: MaybeUndefined<String>,
    /// Department.
    pub department: MaybeUndefined<String>,
    /// The one to ask first; the former one is no longer.
    pub is_primary: Option<bool>,
    /// Whether the person still works there.
    pub is_active: Option<bool>,
}

impl From<UpdateContactInput> for contact::ContactUpdate {
    fn from(input: UpdateContactInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            institution_id: input.institution_id.map(Into::into),
            first_name: input.first_name,
            last_name: input.last_name,
            email: input.email,
            phone: change(input.phone),
            title: change(input.title),
            department: change(input.department),
            is_primary: input.is_primary,
            is_active: input.is_active,
        }
    }
}

/// Which contact to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteContactInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which contact to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreContactInput {
    /// Which one.
    pub id: Id,
}

payload!(CreateContactPayload, contact: ContactPerson, "contact");
payload!(UpdateContactPayload, contact: ContactPerson, "contact");
payload!(DeleteContactPayload, contact: ContactPerson, "contact");
payload!(RestoreContactPayload, contact: ContactPerson, "contact");

/// Mutations on contacts.
#[derive(Default)]
pub struct ContactMutation;

#[Object]
impl ContactMutation {
    /// Creates a contact of an institution.
    async fn create_contact(&self, ctx: &Context<'_>, input: CreateContactInput) -> Result<CreateContactPayload> {
        let institution_id = input.institution_id.into();
        let new = contact::NewContact {
            first_name: input.first_name,
            last_name: input.last_name,
            email: input.email,
            phone: input.phone,
            title: input.title,
            department: input.department,
            is_primary: input.is_primary,
            is_active: input.is_active,
        };
        CreateContactPayload::new(contact::create(context(ctx)?, institution_id, new).await)
    }

    /// Changes a contact.
    async fn update_contact(&self, ctx: &Context<'_>, input: UpdateContactInput) -> Result<UpdateContactPayload> {
        UpdateContactPayload::new(contact::update(context(ctx)?, input.into()).await)
    }

    /// Deletes a contact; `restoreContact` brings it back.
    async fn delete_contact(&self, ctx: &Context<'_>, input: DeleteContactInput) -> Result<DeleteContactPayload> {
        DeleteContactPayload::new(contact::delete(context(ctx)?, input.id.into(), input.expected_version).await)
    }

    /// Brings a deleted contact back.
    async fn restore_contact(&self, ctx: &Context<'_>, input: RestoreContactInput) -> Result<RestoreContactPayload> {
        RestoreContactPayload::new(contact::restore(context(ctx)?, input.id.into()).await)
    }
}
