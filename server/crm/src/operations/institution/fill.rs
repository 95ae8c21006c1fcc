//! Filling what is empty in an institution.

use db::{
    rows::{Institution, InstitutionValues},
    schema::medical_institutions,
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::{
    create::Prepared,
    read::{Presence, lock},
    update::announce_update,
};
use crate::{
    Context, Result,
    operations::{medical_profile, write::differences},
};

/// Fills what is empty in an institution and its profile with what a file says of it. Nothing that is there is
/// overwritten, so rows that people locked may be filled too, and no lock is set.
///
/// # Errors
/// Unknown, not the viewer's to edit, or a number that another institution has.
pub(in crate::operations) async fn fill(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    id: Uuid,
    new: &Prepared,
) -> Result<Institution> {
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
