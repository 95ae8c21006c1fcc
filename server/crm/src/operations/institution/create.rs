//! Creating institutions.

use chrono::Utc;
use db::{
    rows::{Institution, InstitutionBilling, InstitutionValues, ProfileValues},
    schema::medical_institutions,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{CommercialStatus, DataSource, Permission};
use uuid::Uuid;

use super::{ENTITY, NewInstitution, assignee, read::find, values};
use crate::{
    Context, Result,
    auth::Viewer,
    operations::{
        contact, idempotency, medical_profile,
        validate::Checks,
        write::{Event, announce, differences},
    },
};

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
pub(in crate::operations) struct Prepared {
    pub(super) values: InstitutionValues,
    pub(super) profile: ProfileValues,
    contacts: Vec<contact::Checked>,
}

/// Checks the input of a new institution, as far as that goes without the database.
///
/// # Errors
/// Invalid input.
pub(in crate::operations) fn prepare(viewer: &Viewer, input: &NewInstitution) -> Result<Prepared> {
    let mut checks = Checks::default();
    let values = values::checked(
        &mut checks,
        &InstitutionValues {
            name: input.name.clone(),
            kind: input.kind,
            address: values::address(&input.address),
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
            billing: values::billing(&InstitutionBilling::default(), &input.billing),
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
pub(in crate::operations) async fn insert(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    new: Prepared,
    source: DataSource,
) -> Result<Institution> {
    let Prepared { values, profile, contacts } = new;
    assignee::check(conn, &ctx.viewer, values.assigned_user_id).await?;
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
