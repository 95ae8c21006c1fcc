//! The queue in the database.

use anyhow::anyhow;
use chrono::{DateTime, Duration, Utc};
use db::schema::jobs;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{Error, Result};

use super::Job;

/// How long a worker holds a job. One that takes longer belongs to a worker that died.
const LEASE: Duration = Duration::minutes(5);

/// Pauses after failed attempts, in seconds; the last one repeats.
const PAUSES: [i64; 5] = [5, 30, 120, 600, 3_600];

/// Writes a job in the transaction of what causes it. One that is waiting already under the same key is enough.
///
/// # Errors
/// What the database says.
pub async fn enqueue(conn: &mut AsyncPgConnection, job: &Job) -> Result<()> {
    let stored = serde_json::to_value(job).map_err(anyhow::Error::from)?;
    let kind = stored["kind"].as_str().ok_or_else(|| anyhow!("a job without a kind"))?;
    diesel::insert_into(jobs::table)
        .values((
            jobs::id.eq(Uuid::now_v7()),
            jobs::kind.eq(kind),
            jobs::payload.eq(&stored["payload"]),
            jobs::max_attempts.eq(job.most_attempts()),
            jobs::unique_key.eq(job.unique_key()),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(())
}

/// A job that a worker holds.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = jobs, check_for_backend(diesel::pg::Pg))]
pub(super) struct Held {
    pub(super) id: Uuid,
    pub(super) kind: String,
    payload: Value,
    /// This one included.
    pub(super) attempts: i32,
    max_attempts: i32,
}

impl Held {
    pub(super) fn job(&self) -> Result<Job> {
        let stored = json!({ "kind": self.kind, "payload": self.payload });
        Ok(serde_json::from_value(stored).map_err(anyhow::Error::from)?)
    }
}

/// Takes the job that has waited longest, if one is due that nobody holds.
pub(super) async fn take(conn: &mut AsyncPgConnection, worker: &str) -> Result<Option<Held>> {
    conn.transaction(async move |conn: &mut AsyncPgConnection| {
        let now = Utc::now();
        let free = jobs::locked_until.is_null().or(jobs::locked_until.assume_not_null().lt(now));
        let due: Option<Uuid> = jobs::table
            .filter(jobs::finished_at.is_null())
            .filter(jobs::run_at.le(now))
            .filter(free)
            .order((jobs::run_at, jobs::id))
            .select(jobs::id)
            .for_update()
            .skip_locked()
            .first(conn)
            .await
            .optional()?;
        let Some(id) = due else { return Ok(None) };
        let held = diesel::update(jobs::table.find(id))
            .set((
                jobs::attempts.eq(jobs::attempts + 1),
                jobs::locked_by.eq(Some(worker)),
                jobs::locked_until.eq(Some(now + LEASE)),
            ))
            .returning(Held::as_returning())
            .get_result(conn)
            .await?;
        Ok::<_, Error>(Some(held))
    })
    .await
}

/// The job is still worked on.
pub(super) async fn keep(conn: &mut AsyncPgConnection, held: &Held, worker: &str) -> QueryResult<()> {
    diesel::update(jobs::table.find(held.id).filter(jobs::locked_by.eq(worker)))
        .set(jobs::locked_until.eq(Some(Utc::now() + LEASE)))
        .execute(conn)
        .await?;
    Ok(())
}

/// The job is done.
pub(super) async fn finish(conn: &mut AsyncPgConnection, held: &Held, worker: &str) -> QueryResult<()> {
    diesel::update(jobs::table.find(held.id).filter(jobs::locked_by.eq(worker)))
        .set((
            jobs::finished_at.eq(Some(Utc::now())),
            jobs::locked_by.eq(None::<String>),
            jobs::locked_until.eq(None::<DateTime<Utc>>),
            jobs::last_error.eq(None::<String>),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// The attempt failed: it is put back for later, or given up. Returns whether it is given up.
pub(super) async fn fail(conn: &mut AsyncPgConnection, held: &Held, worker: &str, error: &str) -> QueryResult<bool> {
    let given_up = held.attempts >= held.max_attempts;
    let now = Utc::now();
    diesel::update(jobs::table.find(held.id).filter(jobs::locked_by.eq(worker)))
        .set((
            jobs::run_at.eq(now + pause(held.attempts)),
            jobs::finished_at.eq(given_up.then_some(now)),
            jobs::locked_by.eq(None::<String>),
            jobs::locked_until.eq(None::<DateTime<Utc>>),
            jobs::last_error.eq(Some(error.replace('\0', ""))),
        ))
        .execute(conn)
        .await?;
    Ok(given_up)
}

fn pause(attempts: i32) -> Duration {
    let index = usize::try_from(attempts - 1).unwrap_or(0).min(PAUSES.len() - 1);
    Duration::seconds(PAUSES[index])
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn pauses_grow_and_stay() {
        let seconds: Vec<i64> = (1..8).map(|attempt| pause(attempt).num_seconds()).collect();
        assert_eq!(seconds, [5, 30, 120, 600, 3600, 3600, 3600]);
    }
}
