//! Digiforma, the firm's training software: its connection, its mirror, and the links of its companies to institutions.
//!
//! Nothing is ever written to Digiforma. The mirror is written by readings alone ([`sync`]); what people decide are the
//! connection ([`settings`]) and the links ([`mapping`]).

pub mod connection;
pub mod mapping;
pub mod matching;
pub mod read;
pub mod settings;
pub mod status;
pub mod suggestion;
pub mod sync;

use domain::Permission;

use crate::{Result, auth::Viewer};

/// The entity of rights and events.
pub const ENTITY: &str = "digiforma";

/// Checks that the viewer may look at rows of the mirror; which ones is the answer of [`super::scope`].
///
/// # Errors
/// [`crate::Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewAssignedInstitutions)
}

/// Checks that the viewer may look at the mirror as a whole, and at how it is kept.
///
/// # Errors
/// No right.
pub fn may_follow(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewInstitutionAnalytics)
}

/// Checks that the viewer may look at the connection and at the links.
///
/// # Errors
/// No right.
pub fn may_see_connection(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ManageIntegrations)
}

/// Checks that the viewer may change the connection and the links.
///
/// # Errors
/// No right.
pub fn may_manage(viewer: &Viewer) -> Result<()> {
    viewer.may_write(ENTITY, Permission::ManageIntegrations)
}
