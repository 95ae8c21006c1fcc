//! What the pages of quotes and invoices share.

pub mod catalog;
pub mod chosen;
pub mod defaults;
pub mod facts;
pub mod files;
pub mod lines;
pub mod mail;
pub mod parts;
pub mod pdf;
pub mod reason;
pub mod templates;
pub mod totals;
