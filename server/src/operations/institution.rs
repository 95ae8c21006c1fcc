//! Institutions: create, edit, delete, restore.

use chrono::Utc;
use db::{
    column,
    query::{Condition, Value},
    rows::{Address, Institution, InstitutionBilling, InstitutionValues, ProfileValues},
    schema::{medical_institutions, medical_profiles, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{CommercialStatus, DataSource, InstitutionType, Permission, billing::PaymentTerms, identifiers};
use serde::Serialize;
use serde_json::Map;
use uuid::Uuid;

use super::{
    contact::{self, NewContact},
    idempotency,
    medical_profile::{self, ProfileInput},
    scope,
    validate::Checks,
    write::{Change, Event, announce, check_version, differences},
};
use crate::{Context, Error, Result, auth::Viewer};

const ENTITY: &str = "institution";

/// A postal address as typed.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct AddressInput {
    pub street: String,
    pub city: String,
    pub state: String,
    pub zip_code: String,
    pub country: String,
}

/// What invoices to an institution need to know, as typed: absent leaves, null clears.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct BillingInput {
    pub is_public_body: Option<bool>,
    pub payment_terms: Change<PaymentTerms>,
    pub billing_email: Change<String>,
    pub electronic_address: Change<String>,
    pub service_code: Change<String>,
}

/// A new institution, with its profile and first contacts.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewInstitution {
    pub name: String,
    pub kind: InstitutionType,
    pub address: AddressInput,
    pub accounting_number: Option<String>,
    pub digiforma_id: Option<String>,
    pub finess: Option<String>,
    pub siret: Option<String>,
    pub vat_number: Option<String>,
    pub group_name: Option<String>,
    pub commercial_status: Option<CommercialStatus>,
    pub main_phone: Option<String>,
    /// Without one, the institution is assigned to who creates it.
    pub assigned_user_id: Option<Uuid>,
    pub tags: Vec<String>,
    pub is_active: Option<bool>,
    pub billing: BillingInput,
    pub medical_profile: ProfileInput,
    pub contacts: Vec<NewContact>,
}

/// What to change of an institution.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct InstitutionUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub name: Option<String>,
    pub kind: Option<InstitutionType>,
    pub address: Option<AddressInput>,
    pub accounting_number: Change<String>,
    pub digiforma_id: Change<String>,
    pub finess: Change<String>,
    pub siret: Change<String>,
    pub vat_number: Change<String>,
    pub group_name: Change<String>,
    pub commercial_status: Option<CommercialStatus>,
    pub main_phone: Change<String>,
    pub assigned_user_id: Change<Uuid>,
    pub tags: Option<Vec<String>>,
    pub is_active: Option<bool>,
    pub billing: BillingInput,
}

/// Creates an institution.
///
/// # Errors
/// No right, invalid input, or a number that another institution has.
pub async fn create(ctx: &Context, input: NewInstitution) -> Result<Institution> {
    ctx.viewer.may_write(ENTITY, Permission::CreateInstitutions)?;
    let new = prepare(&ctx.viewer, &input)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createInstitution", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let row = insert(conn, ctx, new, DataSource::Crm).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// A new institution whose input was checked.
pub(super) struct Prepared {
    values: InstitutionValues,
    profile: ProfileValues,
    contacts: Vec<contact::Checked>,
}

/// Checks the input of a new institution, as far as that goes without the database.
///
/// # Errors
/// Invalid input.
pub(super) fn prepare(viewer: &Viewer, input: &NewInstitution) -> Result<Prepared> {
    let mut checks = Checks::default();
    let values = checked(
        &mut checks,
        &InstitutionValues {
            name: input.name.clone(),
            kind: input.kind,
            address: raw_address(&input.address),
            accounting_number: input.accounting_number.clone(),
            digiforma_id: input.digiforma_id.clone(),
            finess: input.finess.clone(),
            siret: input.siret.clone(),
            vat_number: input.vat_number.clone(),
            group_name: input.group_name.clone(),
            commercial_status: input.commercial_status.unwrap_or(CommercialStatus::Prospect),
            main_phone: input.main_phone.clone(),
            assigned_user_id: Some(input.assigned_user_id.unwrap_or(viewer.id)),
            tags: input.tags.clone(),
            is_active: input.is_active.unwrap_or(true),
            billing: patched_billing(&InstitutionBilling::default(), &input.billing),
        },
        None,
    );
    let profile =
        medical_profile::checked(&mut checks, "medicalProfile.", medical_profile::EMPTY, &input.medical_profile);
    let contacts = contact::checked_list(&mut checks, "contacts", &input.contacts);
    checks.finish()?;
    Ok(Prepared { values, profile, contacts })
}

/// Writes a new institution with its profile and contacts. One that a person typed is locked against imports and
/// mirrors.
pub(super) async fn insert(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    new: Prepared,
    source: DataSource,
) -> Result<Institution> {
    let Prepared { values, profile, contacts } = new;
    check_assignee(conn, &ctx.viewer, values.assigned_user_id).await?;
    let id = Uuid::now_v7();
    let typed = source == DataSource::Crm;
    let row = diesel::insert_into(medical_institutions::table)
        .values((
            medical_institutions::id.eq(id),
            &values,
            medical_institutions::data_source.eq(source),
            medical_institutions::is_locked.eq(typed),
            medical_institutions::locked_at.eq(typed.then(Utc::now)),
            medical_institutions::locked_reason.eq(typed.then_some("manual_creation")),
        ))
        .returning(Institution::as_returning())
        .get_result(conn)
        .await?;
    medical_profile::insert(conn, id, &profile).await?;
    let event = |changes| Event {
        name: "institution.created",
        entity: ENTITY,
        id,
        institution_id: Some(id),
        changes,
        public: true,
    };
    announce(conn, ctx, event(&differences(None, &values)?)).await?;
    for contact in contacts {
        contact::insert(conn, ctx, contact.into_values(id)).await?;
    }
    Ok(row)
}

/// Changes an institution.
///
/// # Errors
/// No right, unknown, stale, invalid input, or a number that another institution has.
pub async fn update(ctx: &Context, input: InstitutionUpdate) -> Result<Institution> {
    ctx.viewer.may_write(ENTITY, Permission::EditAssignedInstitutions)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateInstitution", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let row = lock(conn, ctx, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let mut checks = Checks::default();
            let values = checked(&mut checks, &patched(&row.values, &input), Some(&row.values));
            checks.finish()?;
            if values.assigned_user_id != row.values.assigned_user_id {
                check_assignee(conn, &ctx.viewer, values.assigned_user_id).await?;
            }
            let changes = differences(Some(&row.values), &values)?;
            let row = if changes.is_empty() { row } else { store(conn, ctx, row.id, &values, &changes).await? };
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// Deletes an institution; it can be restored. Its contacts go and come back with it.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<Institution> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteInstitutions)?;
    set_deleted(ctx, id, expected_version, true).await
}

/// Brings a deleted institution back.
///
/// # Errors
/// No right, unknown, or another institution took one of its numbers meanwhile.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<Institution> {
    ctx.viewer.may_write(ENTITY, Permission::DeleteInstitutions)?;
    set_deleted(ctx, id, None, false).await
}

async fn set_deleted(ctx: &Context, id: Uuid, expected_version: Option<i32>, deleted: bool) -> Result<Institution> {
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteInstitution" } else { "restoreInstitution" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, ctx, id, Presence::Any).await;
            }
            let row = lock(conn, ctx, id, Presence::Any).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            mark_deleted(conn, ctx, id, deleted).await
        })
        .await
}

/// Marks a row that the caller has locked and checked.
pub(super) async fn mark_deleted(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    deleted: bool,
) -> Result<Institution> {
    let row = diesel::update(medical_institutions::table.find(id))
        .set(medical_institutions::deleted_at.eq(deleted.then(Utc::now)))
        .returning(Institution::as_returning())
        .get_result(conn)
        .await?;
    let (name, public) = if deleted { ("institution.deleted", true) } else { ("institution.restored", false) };
    let changes = &Map::new();
    announce(conn, ctx, Event { name, entity: ENTITY, id, institution_id: Some(id), changes, public }).await?;
    Ok(row)
}

/// Writes the values, and locks the row against imports and mirrors, since a person has edited it.
async fn store(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    values: &InstitutionValues,
    changes: &Map<String, serde_json::Value>,
) -> Result<Institution> {
    let row = diesel::update(medical_institutions::table.find(id))
        .set((
            values,
            medical_institutions::is_locked.eq(true),
            medical_institutions::locked_at.eq(Some(Utc::now())),
            medical_institutions::locked_reason.eq(Some("manual_edit")),
        ))
        .returning(Institution::as_returning())
        .get_result(conn)
        .await?;
    announce_update(conn, ctx, id, changes).await?;
    Ok(row)
}

async fn announce_update(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    changes: &Map<String, serde_json::Value>,
) -> Result<()> {
    let event =
        Event { name: "institution.updated", entity: ENTITY, id, institution_id: Some(id), changes, public: true };
    announce(conn, ctx, event).await
}

/// Fills what is empty in an institution and its profile with what a file says of it. Nothing that is there is
/// overwritten, so rows that people locked may be filled too, and no lock is set.
///
/// # Errors
/// Unknown, not the viewer's to edit, or a number that another institution has.
pub(super) async fn fill(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid, new: &Prepared) -> Result<Institution> {
    let row = lock(conn, ctx, id, Presence::Present).await?;
    let values = filled(&row.values, &new.values);
    let changes = differences(Some(&row.values), &values)?;
    medical_profile::fill(conn, ctx, id, &new.profile).await?;
    if changes.is_empty() {
        return Ok(row);
    }
    let row = diesel::update(medical_institutions::table.find(id))
        .set(&values)
        .returning(Institution::as_returning())
        .get_result(conn)
        .await?;
    announce_update(conn, ctx, id, &changes).await?;
    Ok(row)
}

fn filled(old: &InstitutionValues, new: &InstitutionValues) -> InstitutionValues {
    fn either(old: &Option<String>, new: &Option<String>) -> Option<String> {
        old.clone().or_else(|| new.clone())
    }
    let mut tags = old.tags.clone();
    tags.extend(new.tags.iter().filter(|tag| !old.tags.contains(tag)).cloned());
    InstitutionValues {
        accounting_number: either(&old.accounting_number, &new.accounting_number),
        finess: either(&old.finess, &new.finess),
        group_name: either(&old.group_name, &new.group_name),
        main_phone: either(&old.main_phone, &new.main_phone),
        tags,
        ..old.clone()
    }
}

/// Checks that the viewer may look at institutions at all; which ones is [`scope::institutions`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewAssignedInstitutions)
}

/// One institution that the viewer sees and that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Institution> {
    medical_institutions::table
        .filter(visible(viewer, id, Presence::Present))
        .select(Institution::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))
}

/// Values that occur among the institutions that a viewer sees.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct Facets {
    pub tags: Vec<String>,
    pub specialties: Vec<String>,
    pub cities: Vec<String>,
    pub group_names: Vec<String>,
}

/// Values that filters on institutions can offer: at most 1 000 of each kind, sorted.
///
/// # Errors
/// Those of the database.
pub async fn facets(ctx: &Context) -> Result<Facets> {
    may_read(&ctx.viewer)?;
    let seen = || {
        medical_institutions::table
            .filter(medical_institutions::deleted_at.is_null())
            .filter(scope::institutions(&ctx.viewer))
    };
    let mut conn = ctx.db().await?;
    let (cities, groups) = (medical_institutions::address_city, medical_institutions::group_name);
    let (tags, specialties) = (medical_institutions::tags, medical_profiles::specialties);
    let mut facets = Facets {
        tags: seen().select(unnest(tags)).distinct().limit(MOST_FACETS).load(&mut conn).await?,
        specialties: seen()
            .inner_join(medical_profiles::table)
            .select(unnest(specialties))
            .distinct()
            .limit(MOST_FACETS)
            .load(&mut conn)
            .await?,
        cities: seen().select(cities).distinct().limit(MOST_FACETS).load(&mut conn).await?,
        group_names: seen()
            .filter(groups.is_not_null())
            .select(groups.assume_not_null())
            .distinct()
            .limit(MOST_FACETS)
            .load(&mut conn)
            .await?,
    };
    for values in [&mut facets.tags, &mut facets.specialties, &mut facets.cities, &mut facets.group_names] {
        values.sort_unstable();
    }
    Ok(facets)
}

const MOST_FACETS: i64 = 1_000;

#[diesel::declare_sql_function]
extern "SQL" {
    /// The elements of a list, one in a row.
    fn unnest(list: diesel::sql_types::Array<diesel::sql_types::Text>) -> diesel::sql_types::Text;
}

/// Whether deleted rows count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Only rows that are not deleted.
    Present,
    /// Deleted ones too.
    Any,
}

/// As [`find`], together with others who read at the same time.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn read(ctx: &Context, id: Uuid) -> Result<Institution> {
    let seen = seen(&ctx.viewer, Presence::Present);
    ctx.app.point_reads.institutions.find(ctx, seen, id).await?.ok_or(Error::NotFound(ENTITY))
}

fn visible(viewer: &Viewer, id: Uuid, presence: Presence) -> Condition {
    Condition::eq(column!(medical_institutions.id), Value::Id(id)).and(seen(viewer, presence))
}

fn seen(viewer: &Viewer, presence: Presence) -> Condition {
    let seen = scope::institutions(viewer);
    match presence {
        Presence::Present => seen.and(Condition::IsNull(column!(medical_institutions.deleted_at))),
        Presence::Any => seen,
    }
}

/// The row, locked until the end of the transaction, if the viewer may edit it.
pub(super) async fn lock(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    presence: Presence,
) -> Result<Institution> {
    let row = medical_institutions::table
        .filter(visible(&ctx.viewer, id, presence))
        .select((Institution::as_select(), scope::editable_institutions(&ctx.viewer)))
        .for_update()
        .first::<(Institution, bool)>(conn)
        .await
        .optional()?;
    match row {
        None => Err(Error::NotFound(ENTITY)),
        Some((_, false)) => Err(Error::Forbidden(Permission::EditAllInstitutions)),
        Some((row, true)) => Ok(row),
    }
}

/// An institution is assigned to someone who is there; who edits only assigned ones keeps them in the team.
async fn check_assignee(conn: &mut AsyncPgConnection, viewer: &Viewer, assignee: Option<Uuid>) -> Result<()> {
    const FIELD: &str = "assignedUserId";
    let everyone = viewer.can(Permission::EditAllInstitutions);
    let Some(assignee) = assignee else {
        return if everyone {
            Ok(())
        } else {
            Err(Error::invalid(FIELD, "NOT_ALLOWED", "Only a manager may leave an institution without an assignee."))
        };
    };
    if assignee == viewer.id {
        return Ok(());
    }
    let found = users::table
        .find(assignee)
        .filter(users::is_active)
        .select(users::team_id)
        .first::<Option<Uuid>>(conn)
        .await
        .optional()?;
    match found {
        None => Err(Error::invalid(FIELD, "NOT_FOUND", "There is no such active user.")),
        Some(team) if everyone || (team.is_some() && team == viewer.team_id) => Ok(()),
        Some(_) => {
            Err(Error::invalid(FIELD, "NOT_ALLOWED", "You may assign institutions to yourself or to your team."))
        }
    }
}

fn raw_address(input: &AddressInput) -> Address {
    Address {
        street: input.street.clone(),
        city: input.city.clone(),
        state: input.state.clone(),
        zip_code: input.zip_code.clone(),
        country: input.country.clone(),
    }
}

fn patched(old: &InstitutionValues, input: &InstitutionUpdate) -> InstitutionValues {
    fn pick<T: Clone>(change: &Change<T>, old: &Option<T>) -> Option<T> {
        change.clone().unwrap_or_else(|| old.clone())
    }
    InstitutionValues {
        name: input.name.clone().unwrap_or_else(|| old.name.clone()),
        kind: input.kind.unwrap_or(old.kind),
        address: input.address.as_ref().map_or_else(|| old.address.clone(), raw_address),
        accounting_number: pick(&input.accounting_number, &old.accounting_number),
        digiforma_id: pick(&input.digiforma_id, &old.digiforma_id),
        finess: pick(&input.finess, &old.finess),
        siret: pick(&input.siret, &old.siret),
        vat_number: pick(&input.vat_number, &old.vat_number),
        group_name: pick(&input.group_name, &old.group_name),
        commercial_status: input.commercial_status.unwrap_or(old.commercial_status),
        main_phone: pick(&input.main_phone, &old.main_phone),
        assigned_user_id: pick(&input.assigned_user_id, &old.assigned_user_id),
        tags: input.tags.clone().unwrap_or_else(|| old.tags.clone()),
        is_active: input.is_active.unwrap_or(old.is_active),
        billing: patched_billing(&old.billing, &input.billing),
    }
}

fn patched_billing(old: &InstitutionBilling, input: &BillingInput) -> InstitutionBilling {
    InstitutionBilling {
        is_public_body: input.is_public_body.unwrap_or(old.is_public_body),
        payment_terms: input.payment_terms.unwrap_or(old.payment_terms),
        billing_email: input.billing_email.clone().unwrap_or_else(|| old.billing_email.clone()),
        electronic_address: input.electronic_address.clone().unwrap_or_else(|| old.electronic_address.clone()),
        service_code: input.service_code.clone().unwrap_or_else(|| old.service_code.clone()),
    }
}

/// The values as they are to be stored: trimmed, canonical, checked. What was `stored` before is not checked again.
fn checked(checks: &mut Checks, typed: &InstitutionValues, stored: Option<&InstitutionValues>) -> InstitutionValues {
    let mut identifier = |field: &str, of: fn(&InstitutionValues) -> Option<&str>, parse| {
        checks.changed_identifier(field, stored.and_then(of), of(typed), parse)
    };
    let finess = identifier("finess", |values| values.finess.as_deref(), identifiers::finess::parse);
    let siret = identifier("siret", |values| values.siret.as_deref(), identifiers::siret::parse);
    let vat_number = identifier("vatNumber", |values| values.vat_number.as_deref(), identifiers::vat::parse);
    let main_phone = identifier("mainPhone", |values| values.main_phone.as_deref(), identifiers::phone::parse);
    let email = |values: &InstitutionValues| values.billing.billing_email.clone();
    let billing_email = checks.changed_identifier(
        "billingEmail",
        stored.and_then(email).as_deref(),
        email(typed).as_deref(),
        identifiers::email::parse,
    );
    let country = checks.required("address.country", &typed.address.country, 255);
    let french = matches!(country.to_lowercase().as_str(), "france" | "fr");
    let zip_code = checks.required("address.zipCode", &typed.address.zip_code, 20);
    let moved = stored.is_none_or(|stored| stored.address != typed.address);
    if french && moved && !zip_code.is_empty() {
        checks.identifier("address.zipCode", Some(&zip_code), identifiers::post_code::parse);
    }
    InstitutionValues {
        name: checks.required("name", &typed.name, 255),
        kind: typed.kind,
        address: Address {
            street: checks.required("address.street", &typed.address.street, 255),
            city: checks.required("address.city", &typed.address.city, 255),
            state: checks.optional("address.state", Some(&typed.address.state), 255).unwrap_or_default(),
            zip_code,
            country,
        },
        accounting_number: checks.optional("accountingNumber", typed.accounting_number.as_deref(), 50),
        digiforma_id: checks.optional("digiformaId", typed.digiforma_id.as_deref(), 100),
        finess,
        siret,
        vat_number,
        group_name: checks.optional("groupName", typed.group_name.as_deref(), 255),
        commercial_status: typed.commercial_status,
        main_phone,
        assigned_user_id: typed.assigned_user_id,
        tags: checks.labels("tags", &typed.tags, 50),
        is_active: typed.is_active,
        billing: InstitutionBilling {
            is_public_body: typed.billing.is_public_body,
            payment_terms: typed.billing.payment_terms,
            billing_email,
            electronic_address: checks.optional("electronicAddress", typed.billing.electronic_address.as_deref(), 125),
            service_code: checks.optional("serviceCode", typed.billing.service_code.as_deref(), 100),
        },
    }
}
