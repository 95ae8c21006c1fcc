//! Rows of the tables, as Diesel reads and writes them.

mod audit_event;
mod contact;
mod institution;
mod profile;
mod task;
mod user;

pub use audit_event::AuditEvent;
pub use contact::{Contact, ContactValues};
pub use institution::{Address, Institution, InstitutionValues};
pub use profile::{Profile, ProfileValues};
pub use task::{Task, TaskValues};
pub use user::{Team, TeamValues, User, UserValues};
