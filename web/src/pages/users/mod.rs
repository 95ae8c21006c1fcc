//! The people of the firm: the list, and a panel beside it for one of them or a new one.

mod access;
mod account;
pub mod actions;
mod create;
mod edit;
mod fields;
mod list;
mod state;

pub use self::list::Users;

/// An account as its panel shows it.
pub type Account = crate::api::operations::user::UserUser;
