//! Mails that carry documents to clients: to whom, in which words, and the job that sends them.

mod document_mail;
mod words;

pub(in crate::operations) use document_mail::About;
pub use document_mail::{DocumentMail, failed, send};
pub use words::{Checked, Words};
pub(in crate::operations) use words::{First, recipients};
