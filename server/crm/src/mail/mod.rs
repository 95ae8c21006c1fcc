//! Outgoing mail. Jobs send it, so that it survives a crash and is tried again.

pub mod billing_letters;
mod letter;
pub mod letters;
mod mailer;

pub use letter::{Letter, Part};
pub use mailer::{Attachment, Mail, Mailer, Recipient};
