//! Outgoing mail. Jobs send it, so that it survives a crash and is tried again.

mod letter;
pub mod letters;
mod mailer;

pub use letter::{Letter, Part};
pub use mailer::{Mail, Mailer};
