//! Accounting years, as the server counts them.

use chrono::{Datelike, Months, NaiveDate};

use crate::pages::billing::period::Span;

/// The accounting year in which a day lies, given the month in which years begin.
#[must_use]
pub fn year_of(day: NaiveDate, first_month: u32) -> Option<Span> {
    let year = if day.month() >= first_month { day.year() } else { day.year() - 1 };
    let from = NaiveDate::from_ymd_opt(year, first_month, 1)?;
    let to = from.checked_add_months(Months::new(12))?.pred_opt()?;
    Some(Span { from, to })
}

/// What is proposed to export: the days that the page looks at if they lie in one accounting year, else the year until
/// today.
#[must_use]
pub fn proposed(looked_at: Span, today: NaiveDate, first_month: u32) -> Span {
    let holds = |year: &Span| looked_at.from >= year.from && looked_at.to <= year.to;
    if year_of(looked_at.from, first_month).is_some_and(|year| holds(&year)) {
        return looked_at;
    }
    year_of(today, first_month).map_or(looked_at, |year| Span { from: year.from, to: today })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        Span { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn a_year_begins_in_its_month() {
        let of = |day: &str, month| year_of(day.parse().unwrap(), month).unwrap();
        assert_eq!(of("2026-11-05", 1), span("2026-01-01", "2026-12-31"));
        assert_eq!(of("2026-03-31", 4), span("2025-04-01", "2026-03-31"));
        assert_eq!(of("2024-02-29", 3), span("2023-03-01", "2024-02-29"));
        assert_eq!(year_of("2024-02-29".parse().unwrap(), 13), None);
    }

    #[test]
    fn days_of_two_years_are_not_proposed() {
        let today = "2026-05-15".parse().unwrap();
        let quarter = span("2026-01-01", "2026-03-31");
        assert_eq!(proposed(quarter, today, 1), quarter);
        assert_eq!(proposed(span("2025-06-01", "2026-05-31"), today, 1), span("2026-01-01", "2026-05-15"));
        assert_eq!(proposed(quarter, today, 3), span("2026-03-01", "2026-05-15"));
    }
}
