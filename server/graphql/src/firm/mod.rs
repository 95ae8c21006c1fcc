//! The firm's identity.

mod mutations;
mod object;
mod query;

pub use mutations::FirmMutation;
pub use object::{FirmAddress, FirmIdentity};
pub use query::FirmQuery;
