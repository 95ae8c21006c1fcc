//! The firm's identity: who the seller is on documents, how they are numbered, and on which terms they are paid.

mod fields;
mod input;
mod logo;
mod read;
mod update;
mod values;

pub use input::{FirmAddressInput, FirmUpdate};
pub use logo::logo_text;
pub use read::{may_read, missing_mentions, read};
pub use update::update;

const ENTITY: &str = "firm";
