//! Invoices from the draft to the last payment, as callers of GraphQL see them.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

mod aggregates;
mod books;
mod chain;
mod credit_notes;
mod dates;
mod documents;
mod drafts;
mod faults;
mod files;
mod firm_identity;
mod issuing;
mod lists;
mod mails;
mod numbers;
mod of_quotes;
mod overdue;
mod payments;
mod quote_documents;
mod quoted_edits;
mod reminders;
mod reports;
mod roles;
mod setting;
mod statements;
mod trials;
