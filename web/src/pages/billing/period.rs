//! The period that is looked at, kept in the address.

use chrono::{Datelike, Months, NaiveDate};

use crate::i18n::Words;
use crate::i18n::text::billing as t;
use crate::router::query::Query;
use crate::ui::date_field::{iso_day, iso_text};

/// Years of a period, at most.
const MOST_YEARS: i32 = 10;

/// A period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// This month and the eleven before it.
    #[default]
    Months12,
    /// This month.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// This quarter.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// This year.
    ThisYear,
    /// The year before.
    LastYear,
    /// Any days.
    Custom(Span),
}

/// From a day to a day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// The periods that have a name, as they are offered.
pub const NAMED: [(Period, &str, Words); 7] = [
    (Period::Months12, "12_months", t::MONTHS_12),
    (Period::ThisMonth, "this_month", t::THIS_MONTH),
    (Period::LastMonth, "last_month", t::LAST_MONTH),
    (Period::ThisQuarter, "this_quarter", t::THIS_QUARTER),
    (Period::LastQuarter, "last_quarter", t::LAST_QUARTER),
    (Period::ThisYear, "this_year", t::THIS_YEAR),
    (Period::LastYear, "last_year", t::LAST_YEAR),
];

impl Period {
    /// Reads it from an address; what makes no sense is the usual one.
    #[must_use]
    pub fn parse(query: &Query) -> Self {
        let day = |name: &str| query.get(name).and_then(|text| iso_day(text).filter(|day| iso_text(*day) == text));
        let chosen = day("from").zip(day("to")).map(|(from, to)| Span { from, to });
        match chosen {
            Some(span) if span.problem().is_none() => Self::Custom(span),
            _ => query.get("period").map_or_else(Self::default, Self::named),
        }
    }

    /// The period of a name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        NAMED.iter().find(|(_, known, _)| *known == name).map_or_else(Self::default, |(period, ..)| *period)
    }

    /// Its name; none of chosen days.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        NAMED.iter().find(|(period, ..)| *period == self).map(|(_, name, _)| *name)
    }

    /// Writes it for an address; the usual one is left out.
    #[must_use]
    pub fn query(self) -> Query {
        let mut query = Query::default();
        self.write(&mut query);
        query
    }

    /// Adds it to the query of an address.
    pub fn write(self, query: &mut Query) {
        match self {
            Self::Custom(span) => {
                query.push("from", &iso_text(span.from));
                query.push("to", &iso_text(span.to));
            }
            Self::Months12 => {}
            _ => query.push("period", self.name().unwrap_or_default()),
        }
    }

    /// Its days.
    #[must_use]
    pub fn span(self, today: NaiveDate) -> Span {
        let month = first_of_month(today);
        let quarter = back(month, month.month0() % 3);
        let year = back(month, month.month0());
        let months = |from: NaiveDate, count: u32| Span { from, to: before(forward(from, count)) };
        match self {
            Self::Months12 => months(back(month, 11), 12),
            Self::ThisMonth => months(month, 1),
            Self::LastMonth => months(back(month, 1), 1),
            Self::ThisQuarter => months(quarter, 3),
            Self::LastQuarter => months(back(quarter, 3), 3),
            Self::ThisYear => months(year, 12),
            Self::LastYear => months(back(year, 12), 12),
            Self::Custom(span) => span,
        }
    }
}

impl Span {
    /// What is wrong with it.
    #[must_use]
    pub fn problem(self) -> Option<Words> {
        if self.to < self.from {
            Some(t::DATES_ORDER)
        } else if self.to.year() - self.from.year() > MOST_YEARS {
            Some(t::DATES_SPAN)
        } else {
            None
        }
    }

    /// The first days of its months.
    #[must_use]
    pub fn months(self) -> Vec<NaiveDate> {
        let mut months = Vec::new();
        let mut month = first_of_month(self.from);
        while month <= self.to {
            months.push(month);
            let next = forward(month, 1);
            if next == month {
                break;
            }
            month = next;
        }
        months
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn back(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

fn forward(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn parse(text: &str) -> Period {
        Period::parse(&Query::parse(text))
    }

    #[test]
    fn periods_are_whole_months() {
        let today = day("2026-02-28");
        for (period, from, to) in [
            (Period::Months12, "2025-03-01", "2026-02-28"),
            (Period::ThisMonth, "2026-02-01", "2026-02-28"),
            (Period::LastMonth, "2026-01-01", "2026-01-31"),
            (Period::ThisQuarter, "2026-01-01", "2026-03-31"),
            (Period::LastQuarter, "2025-10-01", "2025-12-31"),
            (Period::ThisYear, "2026-01-01", "2026-12-31"),
            (Period::LastYear, "2025-01-01", "2025-12-31"),
        ] {
            assert_eq!(period.span(today), Span { from: day(from), to: day(to) }, "{period:?}");
        }
        assert_eq!(Period::Months12.span(today).months().len(), 12);
    }

    #[test]
    fn nonsense_in_an_address_is_the_usual_period() {
        for text in [
            "",
            "period=century",
            "from=2026-02-01",
            "from=2026-02-30&to=2026-03-01",
            "from=2026-03-02&to=2026-03-01",
            "from=1900-01-01&to=2026-01-01",
        ] {
            assert_eq!(parse(text), Period::Months12, "{text}");
        }
        let chosen = Span { from: day("2026-01-15"), to: day("2026-03-01") };
        assert_eq!(parse("from=2026-01-15&to=2026-03-01&period=this_year"), Period::Custom(chosen));
        assert_eq!(chosen.months().len(), 3);
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "(period|from|to)=[a-z0-9_-]{0,10}(&(period|from|to)=[0-9-]{0,10}){0,3}") {
            let period = parse(&text);
            prop_assert_eq!(Period::parse(&Query::parse(&period.query().to_string())), period);
        }
    }
}
