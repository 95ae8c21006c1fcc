//! The firm as it is now.

use db::{
    rows::{FirmIdentity, FirmValues},
    schema::firm_identity,
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::Permission;

use super::ENTITY;
use crate::{FieldError, Result, auth::Viewer, operations::invoice};

/// Checks that the viewer may look at the firm's identity: whoever sees invoices does.
///
/// # Errors
/// [`crate::Error::Refused`] to an API token that does not reach it.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewInvoices)
}

/// The firm as it is now.
///
/// # Errors
/// Those of the database.
pub async fn read(conn: &mut AsyncPgConnection) -> Result<FirmIdentity> {
    Ok(firm_identity::table.select(FirmIdentity::as_select()).first(conn).await?)
}

/// What documents of the firm need and do not have.
#[must_use]
pub fn missing_mentions(values: &FirmValues) -> Vec<FieldError> {
    invoice::missing_of_firm(values)
}
