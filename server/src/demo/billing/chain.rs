//! Numbers and hashes of a series: what the issue of a document gives it, for documents that are loaded as issued.

use chrono::Datelike as _;
use serde_json::Value;

use super::rows_of_deal::Document;
use crm::operations::billing::hash::{self, Sealed};

/// A series in one year, as far as it has come.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    series: String,
    year: i32,
    /// The last number that was given.
    pub(crate) sequence: i32,
    /// The hash of the last document.
    pub(crate) last: Option<[u8; 32]>,
}

impl Chain {
    /// At the beginning of a year.
    pub(crate) fn new(series: &str, year: i32) -> Self {
        Self { series: series.to_owned(), year, sequence: 0, last: None }
    }

    /// The year that it counts.
    pub(crate) fn year(&self) -> i32 {
        self.year
    }

    /// Gives the next number and the next hash to a document, whose parties are told. Documents come in the order of
    /// their dates; one of another year begins that year's chain.
    pub(crate) fn seal(&mut self, document: &mut Document, number: String, seller: Value, buyer: Value) {
        let year = document.invoice.issue.issue_date.map_or(self.year, |day| day.year());
        if year != self.year {
            *self = Self::new(&self.series, year);
        }
        self.sequence += 1;
        let issue = &mut document.invoice.issue;
        issue.invoice_number = Some(number);
        issue.series = Some(self.series.clone());
        issue.year = Some(year);
        issue.sequence_number = Some(self.sequence);
        issue.seller = Some(seller.into());
        issue.buyer = Some(buyer.into());
        issue.previous_hash = self.last.map(Vec::from);
        let hash = hash::of(Sealed {
            invoice: &document.invoice,
            issue: &document.invoice.issue,
            lines: &document.lines,
            deductions: &document.deductions,
        });
        document.invoice.issue.hash = Some(hash.to_vec());
        self.last = Some(hash);
    }
}
