//! Institutions and their medical profiles.

mod address;
mod assignment;
mod filter;
mod loaders;
mod mutations;
mod object;
mod order;
mod profile;
mod query;
mod relations;

pub use address::Address;
pub use assignment::AssignmentMutation;
pub use filter::InstitutionFilter;
pub use loaders::institutions_by_id;
pub use mutations::{AddressInput, InstitutionMutation};
pub use object::MedicalInstitution;
pub use order::InstitutionOrder;
pub use profile::MedicalProfile;
pub use query::InstitutionQuery;
