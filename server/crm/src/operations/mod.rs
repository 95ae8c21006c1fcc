//! What the firm does: the only place that writes.
//!
//! Each operation checks the right, validates, and in one transaction writes the rows, the audit event and the
//! outbox event. Reading goes through [`scope`], which says in SQL what a viewer may see.

pub mod account_mail;
pub mod api_token;
pub mod assignment;
pub mod audit;
pub mod billing;
pub mod catalog;
pub mod changes;
pub mod constraints;
pub mod contact;
pub mod dashboard;
pub mod digiforma;
pub mod document;
pub mod export;
pub mod firm;
pub mod idempotency;
pub mod import;
pub mod institution;
pub mod institution_retirement;
pub mod invoice;
pub mod logo;
pub mod mailing;
pub mod medical_profile;
pub mod outbox;
pub mod password;
pub mod payment;
pub mod payment_summary;
pub mod people;
pub mod point_read;
pub mod profile;
pub mod quote;
pub mod related;
pub mod renewal;
pub mod revenue;
pub mod scope;
pub mod segment;
pub mod session;
pub mod setup;
pub mod sign_in;
pub mod stored_file;
pub mod task;
pub mod team;
pub mod team_member;
pub mod template;
pub mod user_admin;
pub mod user_update;
mod validate;
pub mod webhook;
pub mod write;
