//! The pages.

pub mod checks;
pub mod forgotten_password;
pub mod gallery;
pub mod institutions;
pub mod not_found;
pub mod password_rules;
pub mod profile;
pub mod sign_in;
