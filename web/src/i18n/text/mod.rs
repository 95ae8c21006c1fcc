//! The words of the interface, by area.

pub mod audit;
pub mod chart;
pub mod common;
pub mod contacts;
pub mod dashboard;
pub mod documents;
pub mod errors;
pub mod gallery;
pub mod institution_detail;
pub mod institution_form;
pub mod institutions;
pub mod invoices;
pub mod lines;
pub mod list;
pub mod people;
pub mod profile;
pub mod quotes;
pub mod refusals;
pub mod setup;
pub mod shell;
pub mod sign_in;
pub mod tasks;
pub mod words;
