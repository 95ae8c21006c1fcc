//! Institutions and their medical profiles.

mod assignment;
mod filter;
mod mutations;
mod object;
mod order;
mod profile;
mod query;

pub use assignment::AssignmentMutation;
pub use filter::InstitutionFilter;
pub use mutations::{AddressInput, InstitutionMutation};
pub use object::{Address, MedicalInstitution, institutions_by_id};
pub use order::InstitutionOrder;
pub use profile::MedicalProfile;
pub use query::InstitutionQuery;
