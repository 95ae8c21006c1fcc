//! Sign-in and rights of the caller: sessions, renewal, passwords, API tokens, mails about accounts.
#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

#[path = "../common/mod.rs"]
mod common;

mod accounts;
mod api_tokens;
mod listening;
mod mails;
mod passwords;
mod renewal;
mod requests;
mod sessions;
mod setting;
mod throttling;
