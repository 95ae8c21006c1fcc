//! The teams of the firm: the list, and a panel beside it for one of them or a new one.

mod actions;
mod create;
mod fields;
mod list;
mod members;
mod panel;

pub use self::list::Teams;

/// A team as its panel shows it.
pub type Team = crate::api::operations::team::TeamTeam;
