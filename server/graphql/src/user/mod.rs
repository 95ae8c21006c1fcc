//! Users.

mod filter;
mod mutations;
mod object;
mod order;
mod query;

pub use filter::UserFilter;
pub use mutations::UserMutation;
pub use object::{User, users_by_id};
pub use order::UserOrder;
pub use query::UserQuery;
