//! Teams.

mod filter;
mod members;
mod mutations;
mod object;
mod order;
mod query;

pub use filter::TeamFilter;
pub use members::TeamMemberMutation;
pub use mutations::TeamMutation;
pub use object::{Team, teams_by_id};
pub use order::TeamOrder;
pub use query::TeamQuery;
