//! The words of the interface, by area.

pub mod audit;
pub mod billing;
pub mod catalog;
pub mod chart;
pub mod common;
pub mod contacts;
pub mod dashboard;
pub mod errors;
pub mod firm;
pub mod gallery;
pub mod institution_detail;
pub mod institution_form;
pub mod institutions;
pub mod list;
pub mod payments;
pub mod people;
pub mod profile;
pub mod setup;
pub mod shell;
pub mod sign_in;
pub mod tasks;
pub mod templates;
pub mod words;
