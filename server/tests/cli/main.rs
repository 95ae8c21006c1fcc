//! The program `medical-crm` as people and their machines run it.

mod accounts;
mod archive;
mod documents;
mod program;
mod seeds;
mod serving;
mod settings;
