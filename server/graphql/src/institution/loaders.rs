//! What belongs to many institutions or leads to them, loaded in a statement each.

use async_graphql::Context;
use db::{
    column,
    query::{self, Condition},
    rows,
};
use uuid::Uuid;

use super::{MedicalInstitution, MedicalProfile};
use crate::{context, loaders};

/// The institutions of these ids that are there for the caller.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn institutions_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<MedicalInstitution>> {
    Ok(loaders::institutions(ctx, ids).await?.into_iter().map(MedicalInstitution::from).collect())
}

/// The profiles of these institutions.
pub(super) async fn profiles_of(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<MedicalProfile>> {
    let mut conn = context(ctx)?.db().await?;
    let institution = column!(medical_profiles.institution_id);
    let found = query::by_ids::<rows::Profile>(&mut conn, institution, ids, Condition::TRUE).await?;
    Ok(found.into_iter().map(MedicalProfile::from).collect())
}
