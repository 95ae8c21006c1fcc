//! Statements of billing that show who owes what, and how long it takes to be paid.

mod aged;
mod delays;

pub use aged::{Aged, AgedRequest, aged_balance};
pub use delays::{Delays, DelaysRequest, payment_delays};
