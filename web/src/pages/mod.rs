//! The pages.

pub mod checks;
pub mod dashboard;
pub mod forgotten_password;
pub mod gallery;
pub mod institutions;
pub mod invitation;
pub mod not_found;
pub mod password_rules;
pub mod people_list;
pub mod profile;
pub mod setup;
pub mod sign_in;
pub mod teams;
pub mod users;
