//! The calendar of France, in which documents are dated and fall due.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};

/// The day in France on which an instant lies.
#[must_use]
pub fn day_of(instant: DateTime<Utc>) -> NaiveDate {
    clock_of(instant).date()
}

/// What clocks in France show at an instant.
#[must_use]
pub fn clock_of(instant: DateTime<Utc>) -> NaiveDateTime {
    (instant + Duration::hours(offset(instant))).naive_utc()
}

/// The present day in France.
#[must_use]
pub fn today() -> NaiveDate {
    day_of(Utc::now())
}

/// The instant at which a day begins in France.
#[must_use]
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    // Clocks change after midnight: an hour before, the day's first offset holds.
    midnight - Duration::hours(offset(midnight - Duration::hours(1)))
}

/// An instant that lies on this day wherever in Europe it is looked at: how a day is kept as an instant.
#[must_use]
pub fn instant_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + Duration::hours(12)
}

/// Hours ahead of UTC: clocks change on the last Sundays of March and October at 1:00 UTC (directive 2000/84/EC).
fn offset(instant: DateTime<Utc>) -> i64 {
    let change = |month| last_sunday(instant.year(), month).map(|day| day.and_time(NaiveTime::MIN).and_utc());
    match (change(3), change(10)) {
        (Some(spring), Some(autumn)) => {
            let hour = Duration::hours(1);
            if (spring + hour..autumn + hour).contains(&instant) { 2 } else { 1 }
        }
        // Beyond the calendar.
        _ => 1,
    }
}

/// Of a month with 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    (25..=31).filter_map(|day| NaiveDate::from_ymd_opt(year, month, day)).find(|day| day.weekday() == Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_change_at_night() {
        let at = |text: &str| day_of(text.parse().unwrap()).to_string();
        assert_eq!(at("2026-03-28T23:30:00Z"), "2026-03-29");
        assert_eq!(at("2026-03-29T21:59:00Z"), "2026-03-29");
        assert_eq!(at("2026-03-29T22:00:00Z"), "2026-03-30");
        assert_eq!(at("2026-10-25T22:59:00Z"), "2026-10-25");
        assert_eq!(at("2026-10-25T23:00:00Z"), "2026-10-26");
    }

    #[test]
    fn a_day_begins_when_the_last_one_has_ended() {
        let mut day: NaiveDate = "2024-01-01".parse().unwrap();
        while day.year() < 2028 {
            let start = start_of(day);
            assert_eq!(day_of(start), day);
            assert_eq!(day_of(start - Duration::microseconds(1)), day.pred_opt().unwrap());
            assert_eq!(day_of(instant_of(day)), day);
            day = day.succ_opt().unwrap();
        }
    }
}
