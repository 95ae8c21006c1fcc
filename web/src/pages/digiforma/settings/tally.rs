//! What a reading counted, and how long it took.

use chrono::DateTime;
use domain::{DigiformaPhase, DigiformaSyncStatus};

use super::Sync;
use crate::i18n::text::digiforma as t;

/// Numbers of some records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Received.
    pub read: i64,
    /// New here.
    pub created: i64,
    /// Different from before.
    pub updated: i64,
    /// As before.
    pub unchanged: i64,
    /// No longer there.
    pub removed: i64,
    /// With something wrong.
    pub failed: i64,
}

impl Tally {
    /// The numbers of these kinds of records together.
    #[must_use]
    pub fn of(sync: &Sync, kinds: &[&str]) -> Self {
        let counters = sync.counters.iter().filter(|counter| kinds.contains(&counter.entity.as_str()));
        counters.fold(Self::default(), |sum, counter| Self {
            read: sum.read + counter.read,
            created: sum.created + counter.created,
            updated: sum.updated + counter.updated,
            unchanged: sum.unchanged + counter.unchanged,
            removed: sum.removed + counter.removed,
            failed: sum.failed + counter.failed,
        })
    }

    /// The numbers of all records.
    #[must_use]
    pub fn of_all(sync: &Sync) -> Self {
        let kinds: Vec<&str> = sync.counters.iter().map(|counter| counter.entity.as_str()).collect();
        Self::of(sync, &kinds)
    }

    /// « 120 lus · 3 créés · 117 inchangés »; what is nought is left out.
    #[must_use]
    pub fn words(self) -> String {
        listed(&[
            (self.read, t::read),
            (self.created, t::created),
            (self.updated, t::updated),
            (self.unchanged, t::unchanged),
            (self.removed, t::removed),
            (self.failed, t::failed),
        ])
    }

    /// « 3 créés · 2 modifiés »: what is different from before.
    #[must_use]
    pub fn changes(self) -> String {
        listed(&[(self.created, t::created), (self.updated, t::updated), (self.removed, t::removed)])
    }
}

/// A number and its words.
type Part = (i64, fn(u64) -> String);

/// What is above nought, in words.
fn listed(parts: &[Part]) -> String {
    let told =
        parts.iter().filter_map(|(number, words)| u64::try_from(*number).ok().filter(|number| *number > 0).map(words));
    told.collect::<Vec<_>>().join(" · ")
}

/// The kinds of records of a step.
#[must_use]
pub const fn kinds_of(phase: DigiformaPhase) -> &'static [&'static str] {
    match phase {
        DigiformaPhase::Companies => &["companies", "contacts"],
        DigiformaPhase::Trainees => &["trainees"],
        DigiformaPhase::Programs => &["programs"],
        DigiformaPhase::TrainingSessions => &["training_sessions"],
        DigiformaPhase::Customers => &["customers"],
        DigiformaPhase::Quotes => &["quotes"],
        DigiformaPhase::Invoices => &["invoices"],
        DigiformaPhase::Directory => &["directory"],
        DigiformaPhase::Matching => &["links", "institutions", "contact_persons"],
    }
}

/// Where a step of a reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Its turn has not come.
    Waiting,
    /// It is being read.
    Running,
    /// The reading ended in the middle of it.
    Broken,
    /// It was read to its end.
    Done,
}

impl Stage {
    /// Where `phase` stands in a reading.
    #[must_use]
    pub fn of(sync: &Sync, phase: DigiformaPhase) -> Self {
        let current = sync.phase == Some(phase);
        if sync.status == DigiformaSyncStatus::Success || sync.finished_phases.contains(&phase) {
            Self::Done
        } else if sync.status.is_over() {
            if current { Self::Broken } else { Self::Waiting }
        } else if current && sync.status == DigiformaSyncStatus::InProgress {
            Self::Running
        } else {
            Self::Waiting
        }
    }
}

/// « 2 min 5 s »: how long it took; absent while it works.
#[must_use]
pub fn duration(started_at: &str, completed_at: Option<&str>) -> Option<String> {
    let instant = |text: &str| DateTime::parse_from_rfc3339(text).ok();
    let seconds = (instant(completed_at?)? - instant(started_at)?).num_seconds();
    let seconds = u64::try_from(seconds).ok()?;
    let (minutes, hours) = (seconds / 60, seconds / 3_600);
    Some(match (hours, minutes) {
        (0, 0) => t::seconds(seconds),
        (0, _) => t::minutes(&minutes.to_string(), &(seconds % 60).to_string()),
        _ => t::hours(&hours.to_string(), &(minutes % 60).to_string()),
    })
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A reading that is at its third step.
    pub fn sync(status: &str) -> Sync {
        let counter = |entity: &str, read: i64, created: i64, failed: i64| {
            serde_json::json!({ "entity": entity, "read": read, "created": created, "updated": 0,
                "unchanged": read - created - failed, "removed": 0, "failed": failed })
        };
        let json = serde_json::json!({
            "id": "01", "syncType": "MANUAL", "mode": "NORMAL", "status": status, "phase": "PROGRAMS",
            "finishedPhases": ["COMPANIES", "TRAINEES"], "startedAt": "2026-11-23T10:00:00Z", "completedAt": null,
            "cancelRequestedAt": null, "message": null, "errorCount": 1,
            "counters": [counter("companies", 120, 3, 1), counter("contacts", 80, 0, 0), counter("trainees", 10, 10, 0)],
            "triggeredBy": {"fullName": "Inès Lacombe"},
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_step_counts_all_of_its_records() {
        let sync = sync("IN_PROGRESS");
        let tally = Tally::of(&sync, kinds_of(DigiformaPhase::Companies));
        assert_eq!((tally.read, tally.created, tally.unchanged, tally.failed), (200, 3, 196, 1));
        assert_eq!(tally.words(), "200 lus · 3 créés · 196 inchangés · 1 en erreur");
        assert_eq!(Tally::of_all(&sync).changes(), "13 créés");
        assert_eq!(Tally::default().words(), "");
    }

    #[test]
    fn every_counter_belongs_to_a_step() {
        let all: Vec<&str> = DigiformaPhase::ALL.iter().flat_map(|phase| kinds_of(*phase)).copied().collect();
        assert!(all.iter().all(|kind| t::kind_of_record(kind).is_some()));
        assert_eq!(all.len(), 12);
    }

    #[test]
    fn steps_wait_run_break_off_and_end() {
        let stages = |status: &str| {
            let sync = sync(status);
            [DigiformaPhase::Trainees, DigiformaPhase::Programs, DigiformaPhase::Quotes]
                .map(|phase| Stage::of(&sync, phase))
        };
        assert_eq!(stages("IN_PROGRESS"), [Stage::Done, Stage::Running, Stage::Waiting]);
        assert_eq!(stages("PENDING"), [Stage::Done, Stage::Waiting, Stage::Waiting]);
        assert_eq!(stages("ERROR"), [Stage::Done, Stage::Broken, Stage::Waiting]);
        assert_eq!(stages("SUCCESS"), [Stage::Done; 3]);
    }

    #[test]
    fn durations_are_short() {
        let took = |end: &str| duration("2026-11-23T10:00:00Z", Some(end));
        assert_eq!(took("2026-11-23T10:00:42.900Z").as_deref(), Some("42 s"));
        assert_eq!(took("2026-11-23T10:02:05Z").as_deref(), Some("2 min 5 s"));
        assert_eq!(took("2026-11-23T12:10:00Z").as_deref(), Some("2 h 10 min"));
        assert_eq!(duration("2026-11-23T10:00:00Z", None), None);
        assert_eq!(took("nonsense"), None);
    }
}
