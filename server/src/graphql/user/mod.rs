//! Users.

mod filter;
mod object;
mod order;
mod query;

pub use filter::UserFilter;
pub use object::{User, users_by_id};
pub use order::UserOrder;
pub use query::UserQuery;
