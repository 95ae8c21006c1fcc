//! The private PostgreSQL: every way of starting, sharing, crashing and refusing that a machine can offer.
//!
//! Servers that are to be killed, or that belong to another user, are this very program run again: see [`server`].

#![expect(clippy::unwrap_used, reason = "tests")]

mod crashes;
mod life;
mod places;
mod refusals;
mod server;
mod sharing;
mod support;
