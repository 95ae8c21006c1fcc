//! Institutions: the list, one of them, and the forms that create and change them.

pub mod actions;
pub mod detail;
pub mod form;
pub mod list;
pub mod people;
pub mod reference;
