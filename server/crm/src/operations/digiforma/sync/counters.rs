//! What a reading counts, and what it could not read.

use std::collections::BTreeMap;

use domain::DigiformaPhase;
use serde::{Deserialize, Serialize};

/// Problems that are kept; all of them are counted.
const MOST_PROBLEMS: usize = 500;

/// Characters of a problem at most.
const MOST_CHARACTERS: usize = 1_000;

/// Numbers of one kind of record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// Received.
    pub read: i64,
    /// New here.
    pub created: i64,
    /// Different from before.
    pub updated: i64,
    /// As before.
    pub unchanged: i64,
    /// No longer there upstream.
    pub removed: i64,
    /// With something wrong: not written, or written without what could not be read.
    pub failed: i64,
}

/// Something that was wrong with a record, or with a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// `companies`, `invoices`, …
    pub entity: String,
    /// The record's id upstream, if it is about one.
    pub record_id: Option<String>,
    /// What is wrong.
    pub message: String,
}

/// All that a reading counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counters {
    tallies: BTreeMap<String, Tally>,
    /// The first problems.
    pub problems: Vec<Problem>,
    /// Whether something was not read, so that what is absent proves nothing.
    failures: i64,
}

impl Counters {
    /// What an interrupted reading had counted, without the kinds that are read again.
    #[must_use]
    pub fn resumed(stored: &serde_json::Value, problems: &serde_json::Value, finished: &[String]) -> Self {
        let mut tallies: BTreeMap<String, Tally> = serde_json::from_value(stored.clone()).unwrap_or_default();
        let is_kept = |entity: &str| finished.iter().any(|phase| belongs_to(entity, phase));
        tallies.retain(|entity, _| is_kept(entity));
        let mut problems: Vec<Problem> = serde_json::from_value(problems.clone()).unwrap_or_default();
        problems.retain(|problem| is_kept(&problem.entity));
        let failures = tallies.values().map(|tally| tally.failed).sum();
        Self { tallies, problems, failures }
    }

    /// The numbers of a kind of record.
    pub fn of(&mut self, entity: &str) -> &mut Tally {
        self.tallies.entry(entity.to_owned()).or_default()
    }

    /// The numbers of a kind of record, zeros if none was read.
    #[must_use]
    pub fn get(&self, entity: &str) -> Tally {
        self.tallies.get(entity).copied().unwrap_or_default()
    }

    /// Notes a record, or a list, that could not be read or written as it is.
    pub fn failed(&mut self, entity: &str, record_id: Option<&str>, message: &str) {
        self.of(entity).failed += 1;
        self.failures += 1;
        self.note(entity, record_id, message);
    }

    /// Notes something that people should know and that makes nothing incomplete.
    pub fn note(&mut self, entity: &str, record_id: Option<&str>, message: &str) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem {
                entity: entity.to_owned(),
                record_id: record_id.map(str::to_owned),
                message: message.replace('\0', "").chars().take(MOST_CHARACTERS).collect(),
            });
        }
    }

    /// How many records or lists failed.
    #[must_use]
    pub fn failures(&self) -> i64 {
        self.failures
    }

    /// The numbers by kind, as they are stored.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(&self.tallies).unwrap_or_default()
    }

    /// The problems, as they are stored.
    #[must_use]
    pub fn problems_to_json(&self) -> serde_json::Value {
        serde_json::to_value(&self.problems).unwrap_or_default()
    }
}

/// Contacts come with their companies; what matching makes is counted by what it is.
fn belongs_to(entity: &str, phase: &str) -> bool {
    entity == phase
        || (phase == DigiformaPhase::Companies.name() && entity == "contacts")
        || (phase == DigiformaPhase::Matching.name() && matches!(entity, "links" | "institutions" | "contact_persons"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_again_is_counted_again() {
        let mut counters = Counters::default();
        counters.of("companies").read = 3;
        counters.of("contacts").read = 2;
        counters.failed("companies", Some("7"), "no name");
        counters.failed("invoices", None, "the list broke off");
        let (stored, problems) = (counters.to_json(), counters.problems_to_json());
        let resumed = Counters::resumed(&stored, &problems, &["companies".to_owned()]);
        assert_eq!(resumed.get("companies"), Tally { read: 3, failed: 1, ..Tally::default() });
        assert_eq!(resumed.get("contacts").read, 2);
        assert_eq!(resumed.get("invoices"), Tally::default());
        assert_eq!(resumed.problems.len(), 1);
        assert_eq!(resumed.failures(), 1);
    }

    #[test]
    fn all_problems_are_counted_and_some_are_kept() {
        let mut counters = Counters::default();
        for number in 0..MOST_PROBLEMS + 10 {
            counters.failed("quotes", Some(&number.to_string()), "x\0y");
        }
        assert_eq!(counters.problems.len(), MOST_PROBLEMS);
        assert_eq!(counters.problems[0].message, "xy");
        assert_eq!(counters.get("quotes").failed, 510);
    }
}
