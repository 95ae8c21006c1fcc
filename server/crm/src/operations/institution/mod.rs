//! Institutions: create, edit, delete, restore.

mod assignee;
mod create;
mod facets;
mod fill;
mod input;
mod read;
mod remove;
mod update;
mod values;

pub use create::create;
pub(super) use create::{Prepared, insert, prepare};
pub use facets::{Facets, facets};
pub(super) use fill::fill;
pub use input::{AddressInput, BillingInput, InstitutionUpdate, NewInstitution};
pub(super) use read::{Presence, lock};
pub use read::{find, may_read, read};
pub(super) use remove::mark_deleted;
pub use remove::{delete, restore};
pub use update::update;

const ENTITY: &str = "institution";
