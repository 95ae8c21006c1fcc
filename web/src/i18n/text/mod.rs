//! The words of the interface, by area.

pub mod common;
pub mod errors;
pub mod gallery;
pub mod institution_detail;
pub mod institution_form;
pub mod institutions;
pub mod profile;
pub mod shell;
pub mod sign_in;
pub mod words;
