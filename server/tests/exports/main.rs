//! `/api/export`: lists as files, and journals for the accountant.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "../common/mod.rs"]
mod common;

mod bad_input;
mod columns;
mod fec;
mod filters;
mod formulas;
mod many_rows;
mod roles;
mod setting;
mod workbooks;
