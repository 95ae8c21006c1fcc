//! The demo company: an audit firm that works with real French health establishments.
//!
//! The establishments exist: their names, towns, post codes, kinds, and streets are public facts. Where the street is
//! not certain, it reads "Accueil principal". **Everything else is invented**: people, e-mail addresses (under the
//! reserved domain `.example`), telephone numbers (out of the ranges that ARCEP keeps for works of fiction), beds,
//! activity, results of audits, commercial relations, tasks, the firm itself and all that it sells, SIRETs included. No
//! establishment is shown as non-compliant.
//!
//! Loading is deterministic: keys derive from names, values from keys, dates from the day of the first load. A row
//! that exists already is left alone, whatever a person made of it, so that loading twice changes nothing.

pub(crate) mod billing;
mod chance;
mod contacts;
mod digiforma;
mod establishments;
mod firm;
mod history;
mod institutions;
mod load;
mod names;
mod profiles;
mod segments;
mod siret;
mod tasks;

pub(crate) use chance::Chance;
pub(crate) use contacts::contact;
pub(crate) use institutions::TAGS;
pub(crate) use names::{Name, fixed_line};
pub(crate) use profiles::profile;
pub(crate) use siret::invented as invented_siret;
pub(crate) use tasks::{About, Drawn, task};

pub use self::digiforma::account;
pub use establishments::{Establishment, establishments};
pub use firm::ACCOUNTS;
pub use load::{Loaded, load};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

/// `offset` days after `today` (before, when negative), at a full hour of UTC.
pub(crate) fn moment(today: NaiveDate, offset: i32, hour: u32) -> DateTime<Utc> {
    let days = Days::new(u64::from(offset.unsigned_abs()));
    let day = if offset < 0 { today.checked_sub_days(days) } else { today.checked_add_days(days) };
    let midnight = day.unwrap_or(today).and_time(NaiveTime::MIN).and_utc();
    midnight + TimeDelta::hours(i64::from(hour))
}
