//! What was done to a record, in words.

pub mod history;
pub mod trail;
pub mod words;
