//! The words of the interface, by area.

pub mod common;
pub mod errors;
pub mod institutions;
pub mod profile;
pub mod shell;
pub mod sign_in;
pub mod words;
