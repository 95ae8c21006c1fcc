//! The pages.

pub mod audit;
pub mod checks;
pub mod contacts;
pub mod forgotten_password;
pub mod institutions;
pub mod not_found;
pub mod outcome;
pub mod panels;
pub mod password_rules;
pub mod profile;
pub mod sign_in;
pub mod tasks;
