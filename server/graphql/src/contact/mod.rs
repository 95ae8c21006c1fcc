//! Contacts.

mod filter;
mod mutations;
mod object;
mod order;
mod query;

pub use filter::{ContactFilter, ContactListFilter};
pub use mutations::{ContactMutation, NewContactInput};
pub use object::{ContactPerson, contacts_by_id};
pub use order::ContactOrder;
pub use query::ContactQuery;
