//! Teams.

mod filter;
mod object;
mod order;
mod query;

pub use filter::TeamFilter;
pub use object::{Team, teams_by_id};
pub use order::TeamOrder;
pub use query::TeamQuery;
