//! The object `DigiformaSync`.

use std::collections::BTreeMap;

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::{DigiformaPhase, DigiformaSyncMode, DigiformaSyncStatus, DigiformaSyncType};
use uuid::Uuid;

use crate::{
    Id, columns,
    rows::{Alone, Loading, One, Relation, Row, Rows, alone},
    user::{User, users_by_id},
};
use crm::operations::digiforma::sync::{Problem, Tally};

/// A reading of Digiforma.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DigiformaSync {
    /// Id.
    pub id: Id,
    /// Why it was begun.
    pub sync_type: DigiformaSyncType,
    /// How much is read.
    pub mode: DigiformaSyncMode,
    /// Where it stands.
    pub status: DigiformaSyncStatus,
    /// What it is at, or was at last.
    pub phase: Option<DigiformaPhase>,
    /// What was read to its end.
    pub finished_phases: Vec<DigiformaPhase>,
    /// When it was asked for.
    pub started_at: DateTime<Utc>,
    /// When it was over.
    pub completed_at: Option<DateTime<Utc>>,
    /// The last sign of life of who works on it.
    pub heartbeat_at: Option<DateTime<Utc>>,
    /// When somebody asked to stop it.
    pub cancel_requested_at: Option<DateTime<Utc>>,
    /// Why it broke off or is partial: a sentence.
    pub message: Option<String>,
    /// Number of records and lists that could not be read as they are.
    pub error_count: i64,
    /// Id of who asked for it.
    pub triggered_by_id: Option<Id>,
    #[graphql(skip)]
    tallies: BTreeMap<String, Tally>,
    #[graphql(skip)]
    problems: Vec<Problem>,
}

/// Numbers of one kind of record.
#[derive(Debug, Clone, SimpleObject)]
pub struct DigiformaSyncCounter {
    /// `companies`, `contacts`, `trainees`, `programs`, `training_sessions`, `customers`, `quotes`, `invoices`,
    /// `directory`; and what matching made: `links`, `institutions`, `contact_persons`.
    pub entity: String,
    /// Received.
    pub read: i64,
    /// New here.
    pub created: i64,
    /// Different from before.
    pub updated: i64,
    /// As before.
    pub unchanged: i64,
    /// No longer there in Digiforma.
    pub removed: i64,
    /// With something wrong; the errors name them.
    pub failed: i64,
    #[graphql(skip)]
    sync: Id,
}

impl Row for DigiformaSyncCounter {
    columns!(entity, read, created, updated, unchanged, removed, failed);
}

/// Something that was wrong with a record, or with a list.
#[derive(Debug, Clone, SimpleObject)]
pub struct DigiformaSyncError {
    /// The kind of record, as in the counters.
    pub entity: String,
    /// Id in Digiforma, if it is about a record.
    pub record_id: Option<String>,
    /// What was wrong.
    pub message: String,
    #[graphql(skip)]
    sync: Id,
}

impl Row for DigiformaSyncError {
    columns!(entity, record_id, message);
}

impl From<rows::DigiformaSync> for DigiformaSync {
    fn from(row: rows::DigiformaSync) -> Self {
        let tallies: BTreeMap<String, Tally> = serde_json::from_value(row.counters).unwrap_or_default();
        Self {
            id: row.id.into(),
            sync_type: row.sync_type,
            mode: row.mode,
            status: row.status,
            phase: row.phase,
            finished_phases: row.finished_phases.iter().filter_map(|name| name.parse().ok()).collect(),
            started_at: row.started_at,
            completed_at: row.completed_at,
            heartbeat_at: row.heartbeat_at,
            cancel_requested_at: row.cancel_requested_at,
            message: row.message,
            error_count: tallies.values().map(|tally| tally.failed).sum(),
            triggered_by_id: row.triggered_by.map(Id::from),
            problems: serde_json::from_value(row.errors).unwrap_or_default(),
            tallies,
        }
    }
}

/// Kinds in the order in which they are read.
const KINDS: [&str; 12] = [
    "companies",
    "contacts",
    "trainees",
    "programs",
    "training_sessions",
    "customers",
    "quotes",
    "invoices",
    "directory",
    "links",
    "institutions",
    "contact_persons",
];

impl DigiformaSync {
    fn counted(&self) -> impl Iterator<Item = DigiformaSyncCounter> + '_ {
        KINDS.iter().filter_map(|entity| {
            let tally = self.tallies.get(*entity)?;
            Some(DigiformaSyncCounter {
                entity: (*entity).to_owned(),
                read: tally.read,
                created: tally.created,
                updated: tally.updated,
                unchanged: tally.unchanged,
                removed: tally.removed,
                failed: tally.failed,
                sync: self.id,
            })
        })
    }
}

impl Row for DigiformaSync {
    columns!(
        id,
        sync_type,
        mode,
        status,
        phase,
        finished_phases,
        started_at,
        completed_at,
        heartbeat_at,
        cancel_requested_at,
        message,
        error_count,
        triggered_by_id,
    );
    const RELATIONS: &'static [&'static str] = &["counters", "errors", "triggeredBy"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "counters" => {
                let counted = field.rows().iter().flat_map(Self::counted).collect();
                field.list(
                    async { Ok::<_, crm::Error>(counted) },
                    |row| row.id,
                    |part: &DigiformaSyncCounter| part.sync,
                )
            }
            "errors" => {
                let of = |row: &Self| {
                    let id = row.id;
                    let error = move |problem: Problem| DigiformaSyncError {
                        entity: problem.entity,
                        record_id: problem.record_id,
                        message: problem.message,
                        sync: id,
                    };
                    row.problems.clone().into_iter().map(error)
                };
                let problems = field.rows().iter().flat_map(of).collect();
                field.list(async { Ok::<_, crm::Error>(problems) }, |row| row.id, |part: &DigiformaSyncError| part.sync)
            }
            "triggeredBy" => {
                let ids = field.distinct_keys(|row| row.triggered_by_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.triggered_by_id, |user| user.id)
            }
            _ => return None,
        })
    }
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl DigiformaSync {
    /// What was counted, by kind of record.
    async fn counters(&self, ctx: &Context<'_>) -> Result<Alone<Rows<DigiformaSyncCounter>>> {
        alone(self, ctx).await
    }

    /// What was wrong: at most 500, all are counted.
    async fn errors(&self, ctx: &Context<'_>) -> Result<Alone<Rows<DigiformaSyncError>>> {
        alone(self, ctx).await
    }

    /// Who asked for it.
    async fn triggered_by(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}
