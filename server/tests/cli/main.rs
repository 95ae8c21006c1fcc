//! The program `medical-crm` as people and their machines run it.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

mod accounts;
mod archive;
mod documents;
mod killed;
mod program;
mod seeds;
mod serving;
mod settings;
