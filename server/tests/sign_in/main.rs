//! Sign-in and rights of the caller: sessions, renewal, passwords, API tokens, mails about accounts.

#[path = "../common/mod.rs"]
mod common;

mod accounts;
mod api_tokens;
mod listening;
mod mails;
mod passwords;
mod renewal;
mod sessions;
mod setting;
mod throttling;
