//! The calendar of France, worked out apart from the database: its rule since 1996.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc, Weekday};

/// The day in France on which an instant lies.
pub fn day(instant: DateTime<Utc>) -> NaiveDate {
    let change = |month: u32| {
        let mut last = NaiveDate::from_ymd_opt(instant.year(), month, 31).unwrap();
        while last.weekday() != Weekday::Sun {
            last = last.pred_opt().unwrap();
        }
        last.and_hms_opt(1, 0, 0).unwrap().and_utc()
    };
    let is_summer = change(3) <= instant && instant < change(10);
    (instant + Duration::hours(if is_summer { 2 } else { 1 })).date_naive()
}

/// The first day of the period of a day: `DAY`, `WEEK`, `MONTH`, `QUARTER`, `YEAR`.
pub fn start(day: NaiveDate, period: &str) -> NaiveDate {
    let first = |month| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap();
    match period {
        "DAY" => day,
        "WEEK" => day - Days::new(u64::from(day.weekday().num_days_from_monday())),
        "MONTH" => first(day.month()),
        "QUARTER" => first(day.month0() / 3 * 3 + 1),
        "YEAR" => first(1),
        other => panic!("{other}"),
    }
}

#[test]
fn clocks_change_at_night() {
    let at = |text: &str| day(text.parse().unwrap()).to_string();
    assert_eq!(at("2026-03-28T23:30:00Z"), "2026-03-29");
    assert_eq!(at("2026-03-29T21:59:00Z"), "2026-03-29");
    assert_eq!(at("2026-03-29T22:00:00Z"), "2026-03-30");
    assert_eq!(at("2026-10-25T22:59:00Z"), "2026-10-25");
    assert_eq!(at("2026-10-25T23:00:00Z"), "2026-10-26");
    assert_eq!(start("2026-03-29".parse().unwrap(), "WEEK").to_string(), "2026-03-23");
    assert_eq!(start("2026-12-31".parse().unwrap(), "QUARTER").to_string(), "2026-10-01");
}
