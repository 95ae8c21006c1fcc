//! The order of load documents in their series: by date, then as their institutions and deals come.
//!
//! A series and its numbers belong to one random seed, so that they neither meet those of the firm nor of other seeds.

use chrono::{Datelike as _, Days, NaiveDate};
use domain::billing::InvoiceKind;

use super::{
    Plan,
    billing::{Books, DAYS},
};

/// Where a document comes from, in one number that sorts by its date: 16 bits for the day, 24 for the institution, 12
/// for the deal, 12 for the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Origin(u64);

impl Origin {
    fn new(day: u64, institution: u32, deal: u32, place: usize) -> Self {
        Self((day << 48) | (u64::from(institution) << 24) | (u64::from(deal) << 12) | place as u64)
    }

    fn bits(self, from: u32, count: u32) -> u32 {
        u32::try_from((self.0 >> from) & ((1 << count) - 1)).unwrap_or_default()
    }

    /// Place of the institution.
    pub(super) fn institution(self) -> u32 {
        self.bits(24, 24)
    }

    /// Number of the deal.
    pub(super) fn deal(self) -> u32 {
        self.bits(12, 12)
    }

    /// Place in the deal.
    pub(super) fn place(self) -> usize {
        self.bits(0, 12) as usize
    }

    /// Another document of the same deal.
    fn at(self, day: u64, place: usize) -> Self {
        Self::new(day, self.institution(), self.deal(), place)
    }
}

/// The documents of one series in their order.
pub(super) struct Series {
    /// Its name.
    pub(super) name: String,
    prefix: String,
    /// The day that the days of [`Origin`] count from.
    first: NaiveDate,
    pub(super) documents: Vec<Origin>,
}

/// A random seed as it stands in numbers: base 36.
pub(super) fn mark(seed: u64) -> String {
    const DIGITS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let (mut rest, mut digits) = (seed, Vec::new());
    loop {
        digits.push(char::from(DIGITS[(rest % 36) as usize]));
        rest /= 36;
        if rest == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// Both series, invoices first.
pub(super) fn of(plan: &Plan) -> [Series; 2] {
    let mark = mark(plan.seed);
    // Nothing is issued before its deal has begun.
    let first = plan.today.checked_sub_days(Days::new(DAYS.unsigned_abs().into())).unwrap_or(plan.today);
    let first = first.pred_opt().unwrap_or(first);
    let series = |letters: &str| Series {
        name: format!("{letters}-{mark}"),
        prefix: format!("{letters}{mark}-"),
        first,
        documents: Vec::new(),
    };
    let (mut invoices, mut notes) = (series("L"), series("LA"));
    for institution in 0..plan.scale {
        let books = Books::of(plan, institution);
        for number in 0..books.deals {
            let business = books.deal(plan, institution, number);
            for (place, planned) in business.deal.invoices.iter().enumerate() {
                let Some(day) = planned.issued else { continue };
                let series = match planned.what.kind() {
                    InvoiceKind::Invoice => &mut invoices,
                    InvoiceKind::CreditNote => &mut notes,
                };
                series.documents.push(Origin::new(series.day(day), institution, number, place));
            }
        }
    }
    invoices.documents.sort_unstable();
    notes.documents.sort_unstable();
    [invoices, notes]
}

impl Series {
    fn day(&self, day: NaiveDate) -> u64 {
        u64::try_from((day - self.first).num_days()).unwrap_or_default()
    }

    /// The number of the document that comes `sequence`-th in the year of this day.
    pub(super) fn number(&self, day: NaiveDate, sequence: usize) -> String {
        format!("{}{:04}{:02}{sequence:04}", self.prefix, day.year(), day.month())
    }

    /// The number of another document of the same deal, issued on this day.
    pub(super) fn number_of(&self, same_deal: Origin, day: NaiveDate, place: usize) -> Option<String> {
        let found = self.documents.binary_search(&same_deal.at(self.day(day), place)).ok()?;
        let new_year = NaiveDate::from_ymd_opt(day.year(), 1, 1)?;
        let first = if new_year <= self.first {
            0
        } else {
            self.documents.partition_point(|document| document.0 < Origin::new(self.day(new_year), 0, 0, 0).0)
        };
        Some(self.number(day, found - first + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_written_short() {
        assert_eq!((mark(0), mark(35), mark(36)), ("0".to_owned(), "Z".to_owned(), "10".to_owned()));
        assert_eq!(mark(u64::MAX).len(), 13);
    }

    #[test]
    fn origins_sort_by_day_and_give_their_parts_back() {
        let one = Origin::new(730, 9_999_999, 27, 3);
        assert_eq!((one.institution(), one.deal(), one.place()), (9_999_999, 27, 3));
        assert!(one < Origin::new(731, 0, 0, 0) && one > Origin::new(729, 10_000_000, 4_000, 4_000));
    }
}
