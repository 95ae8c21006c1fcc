//! Contacts: create, edit, delete, restore. An institution has at most one primary contact.

use chrono::Utc;
use db::{
    column,
    query::{Condition, Value},
    rows::{Contact, ContactValues},
    schema::contact_persons,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{DataSource, Permission, identifiers};
use serde::Serialize;
use serde_json::Map;
use uuid::Uuid;

use super::{
    idempotency,
    institution::{self, Presence},
    scope,
    validate::Checks,
    write::{Change, Event, announce, check_version, differences, pick},
};
use crate::{Context, Error, Result, auth::Viewer};

const ENTITY: &str = "contact";

/// A new contact, for an institution that is there or that is being created.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewContact {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: Option<String>,
    pub title: Option<String>,
    pub department: Option<String>,
    pub is_primary: bool,
    pub is_active: Option<bool>,
}

/// What to change of a contact.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct ContactUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub institution_id: Option<Uuid>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub phone: Change<String>,
    pub title: Change<String>,
    pub department: Change<String>,
    pub is_primary: Option<bool>,
    pub is_active: Option<bool>,
}

/// A checked contact whose institution is not known yet.
pub(super) struct Checked(ContactValues);

impl Checked {
    pub(super) fn into_values(self, institution_id: Uuid) -> ContactValues {
        ContactValues { institution_id, ..self.0 }
    }
}

/// Creates a contact of an institution.
///
/// # Errors
/// No right, unknown institution, invalid input.
pub async fn create(ctx: &Context, institution_id: Uuid, input: NewContact) -> Result<Contact> {
    ctx.viewer.may_write(ENTITY, Permission::CreateContacts)?;
    let mut checks = Checks::default();
    let values = checked(&mut checks, "", &new_values(institution_id, &input), None);
    checks.finish()?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createContact", &(institution_id, &input)).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            host(conn, ctx, institution_id).await?;
            let row = insert(conn, ctx, values).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// Changes a contact; it may move to another institution.
///
/// # Errors
/// No right, unknown, stale, or invalid input.
pub async fn update(ctx: &Context, input: ContactUpdate) -> Result<Contact> {
    ctx.viewer.may_write(ENTITY, Permission::EditAssignedContacts)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateContact", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let row = lock(conn, ctx, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let mut checks = Checks::default();
            let values = checked(&mut checks, "", &patched(&row.values, &input), Some(&row.values));
            checks.finish()?;
            if values.institution_id != row.values.institution_id {
                host(conn, ctx, values.institution_id).await?;
            }
            let changes = differences(Some(&row.values), &values)?;
            idempotency::keep(conn, ctx, row.id).await?;
            if changes.is_empty() {
                return Ok(row);
            }
            if values.is_primary {
                unset_primary(conn, values.institution_id, row.id).await?;
            }
            let row = diesel::update(contact_persons::table.find(row.id))
                .set((
                    &values,
                    contact_persons::is_locked.eq(true),
                    contact_persons::locked_at.eq(Some(Utc::now())),
                    contact_persons::locked_reason.eq(Some("manual_edit")),
                ))
                .returning(Contact::as_returning())
                .get_result(conn)
                .await?;
            let (id, institution_id) = (row.id, Some(values.institution_id));
            let event =
                Event { name: "contact.updated", entity: ENTITY, id, institution_id, changes: &changes, public: true };
            announce(conn, ctx, event).await?;
            Ok(row)
        })
        .await
}

/// Deletes a contact; it can be restored.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Contact> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteContacts)?;
    set_deleted(ctx, id, Presence::Any, expected_version, true).await
}

/// As [`delete`], for callers to whom a deleted contact is no longer there.
///
/// # Errors
/// As [`delete`]; unknown, if it is deleted already.
pub async fn delete_present(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Contact> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteContacts)?;
    set_deleted(ctx, id, Presence::Present, expected_version, true).await
}

/// Brings a deleted contact back; it is no longer primary if another one is by now.
///
/// # Errors
/// No right, or unknown.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Contact> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteContacts)?;
    set_deleted(ctx, id, Presence::Any, None, false).await
}

async fn set_deleted(
    ctx: &Context,
    id: Uuid,
    presence: Presence,
    expected_version: Option<i32>,
    deleted: bool,
) -> Result<Contact> {
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteContact" } else { "restoreContact" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, ctx, id, Presence::Any).await;
            }
            let row = lock(conn, ctx, id, presence).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            let is_primary =
                row.values.is_primary && (deleted || !has_primary(conn, row.values.institution_id).await?);
            let row = diesel::update(contact_persons::table.find(id))
                .set((
                    contact_persons::deleted_at.eq(deleted.then(Utc::now)),
                    contact_persons::is_primary.eq(is_primary),
                ))
                .returning(Contact::as_returning())
                .get_result(conn)
                .await?;
            let (name, public) = if deleted { ("contact.deleted", true) } else { ("contact.restored", false) };
            let (institution_id, changes) = (Some(row.values.institution_id), &Map::new());
            announce(conn, ctx, Event { name, entity: ENTITY, id, institution_id, changes, public }).await?;
            Ok(row)
        })
        .await
}

/// Writes a new contact of an institution that the caller has checked.
pub(super) async fn insert(conn: &mut AsyncPgConnection, ctx: &Context, values: ContactValues) -> Result<Contact> {
    let id = Uuid::now_v7();
    if values.is_primary {
        unset_primary(conn, values.institution_id, id).await?;
    }
    let row = diesel::insert_into(contact_persons::table)
        .values((
            contact_persons::id.eq(id),
            &values,
            contact_persons::data_source.eq(DataSource::Crm),
            contact_persons::is_locked.eq(true),
            contact_persons::locked_at.eq(Some(Utc::now())),
            contact_persons::locked_reason.eq(Some("manual_creation")),
        ))
        .returning(Contact::as_returning())
        .get_result(conn)
        .await?;
    let changes = &differences(None, &values)?;
    let institution_id = Some(values.institution_id);
    announce(conn, ctx, Event { name: "contact.created", entity: ENTITY, id, institution_id, changes, public: true })
        .await?;
    Ok(row)
}

/// The institution that a contact goes to: one that the viewer may edit.
async fn host(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid) -> Result<()> {
    institution::lock(conn, ctx, id, Presence::Present).await.map(drop).map_err(|error| match error {
        Error::NotFound(_) => Error::invalid("institutionId", "NOT_FOUND", "There is no such institution."),
        other => other,
    })
}

async fn unset_primary(conn: &mut AsyncPgConnection, institution_id: Uuid, but: Uuid) -> Result<()> {
    diesel::update(
        contact_persons::table
            .filter(contact_persons::institution_id.eq(institution_id))
            .filter(contact_persons::is_primary)
            .filter(contact_persons::id.ne(but)),
    )
    .set(contact_persons::is_primary.eq(false))
    .execute(conn)
    .await?;
    Ok(())
}

async fn has_primary(conn: &mut AsyncPgConnection, institution_id: Uuid) -> Result<bool> {
    let present = contact_persons::table
        .filter(contact_persons::institution_id.eq(institution_id))
        .filter(contact_persons::is_primary)
        .filter(contact_persons::deleted_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(present)).get_result(conn).await?)
}

/// Checks that the viewer may look at contacts at all; which ones is [`scope::contacts`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewAssignedInstitutions)
}

/// One contact that the viewer sees and that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Contact> {
    contact_persons::table
        .filter(visible(viewer, id, Presence::Present))
        .select(Contact::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))
}

/// As [`find`], together with others who read at the same time.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn read(ctx: &Context, id: Uuid) -> Result<Contact> {
    let seen = seen(&ctx.viewer, Presence::Present);
    ctx.app.point_reads.contacts.find(ctx, seen, id).await?.ok_or(Error::NotFound(ENTITY))
}

fn visible(viewer: &Viewer, id: Uuid, presence: Presence) -> Condition {
    Condition::eq(column!(contact_persons.id), Value::Id(id)).and(seen(viewer, presence))
}

fn seen(viewer: &Viewer, presence: Presence) -> Condition {
    let seen = scope::contacts(viewer);
    match presence {
        Presence::Present => seen.and(Condition::IsNull(column!(contact_persons.deleted_at))),
        Presence::Any => seen,
    }
}

async fn lock(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid, presence: Presence) -> Result<Contact> {
    let row = contact_persons::table
        .filter(visible(&ctx.viewer, id, presence))
        .select((Contact::as_select(), scope::editable_contacts(&ctx.viewer)))
        .for_update()
        .first::<(Contact, bool)>(conn)
        .await
        .optional()?;
    match row {
        None => Err(Error::NotFound(ENTITY)),
        Some((_, false)) => Err(Error::Forbidden(Permission::EditAllContacts)),
        Some((row, true)) => Ok(row),
    }
}

fn new_values(institution_id: Uuid, input: &NewContact) -> ContactValues {
    ContactValues {
        institution_id,
        first_name: input.first_name.clone(),
        last_name: input.last_name.clone(),
        email: input.email.clone(),
        phone: input.phone.clone(),
        title: input.title.clone(),
        department: input.department.clone(),
        is_primary: input.is_primary,
        is_active: input.is_active.unwrap_or(true),
    }
}

fn patched(old: &ContactValues, input: &ContactUpdate) -> ContactValues {
    let text = |change: &Option<String>, old: &String| change.clone().unwrap_or_else(|| old.clone());
    ContactValues {
        institution_id: input.institution_id.unwrap_or(old.institution_id),
        first_name: text(&input.first_name, &old.first_name),
        last_name: text(&input.last_name, &old.last_name),
        email: text(&input.email, &old.email),
        phone: pick(&input.phone, &old.phone),
        title: pick(&input.title, &old.title),
        department: pick(&input.department, &old.department),
        is_primary: input.is_primary.unwrap_or(old.is_primary),
        is_active: input.is_active.unwrap_or(old.is_active),
    }
}

/// The values as they are to be stored. `at` is the path of the contact in the input; what was `stored` before is not
/// checked again.
fn checked(checks: &mut Checks, at: &str, typed: &ContactValues, stored: Option<&ContactValues>) -> ContactValues {
    let (email_field, phone_field) = (format!("{at}email"), format!("{at}phone"));
    let email = checks.required(&email_field, &typed.email, 255);
    let stored_email = stored.map(|values| values.email.as_str());
    let stored_phone = stored.and_then(|values| values.phone.as_deref());
    ContactValues {
        first_name: checks.required(&format!("{at}firstName"), &typed.first_name, 50),
        last_name: checks.required(&format!("{at}lastName"), &typed.last_name, 50),
        email: checks
            .changed_identifier(&email_field, stored_email, Some(&email), identifiers::email::parse)
            .unwrap_or(email),
        phone: checks.changed_identifier(&phone_field, stored_phone, typed.phone.as_deref(), identifiers::phone::parse),
        title: checks.optional(&format!("{at}title"), typed.title.as_deref(), 100),
        department: checks.optional(&format!("{at}department"), typed.department.as_deref(), 100),
        institution_id: typed.institution_id,
        is_primary: typed.is_primary,
        is_active: typed.is_active,
    }
}

/// The contacts of an institution that is being created.
pub(super) fn checked_list(checks: &mut Checks, at: &str, inputs: &[NewContact]) -> Vec<Checked> {
    if inputs.len() > 50 {
        checks.refuse(at, "TOO_MANY", "At most 50 contacts can be created with an institution.");
    }
    if inputs.iter().filter(|input| input.is_primary).count() > 1 {
        checks.refuse(at, "INVALID", "Only one contact can be the primary one.");
    }
    let values = inputs.iter().enumerate();
    values
        .map(|(n, input)| Checked(checked(checks, &format!("{at}.{n}."), &new_values(Uuid::nil(), input), None)))
        .collect()
}
