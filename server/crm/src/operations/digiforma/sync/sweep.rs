//! Reading a list to its end, and finding what is no longer in it.

use std::{collections::HashSet, time::Instant};

use chrono::{DateTime, Utc};
use db::digiforma::{ContactRecord, Table, mark_removed, missing};
use diesel_async::AsyncPgConnection;
use digiforma::{
    client::{Client, Fault, Page, Pages},
    record::Record,
};
use domain::DigiformaPhase;
use futures_util::future::BoxFuture;

use super::{
    rows::Deals,
    run::{Halt, Work},
    upstream,
    write::{Mirrored, write},
};
use crate::Result;

/// Rows that are written at once: a few pages.
const BATCH: usize = 500;

/// How often it is kept where the reading stands.
const REPORT_EVERY: std::time::Duration = std::time::Duration::from_secs(1);

/// What a client says of a field that the account has not: nothing that another reading could make up for.
const LACKS_FIELD: &str = "the account does not have this field";

/// A list and what becomes of its records.
pub(super) trait Reading: Send + Sync + 'static {
    /// Its records.
    type Record: Record + Sync;
    /// The rows that they become.
    type Row: Mirrored;
    /// Under which name they are counted.
    const ENTITY: &'static str;
    /// The table.
    const TABLE: Table;

    /// The list from its beginning.
    fn pages(client: &Client, updated_after: Option<DateTime<Utc>>) -> Pages<Self::Record>;

    /// A record as a row.
    ///
    /// # Errors
    /// A sentence: why it cannot be one.
    fn row(record: &Self::Record, deals: &Deals) -> std::result::Result<Self::Row, String>;

    /// States of the deals that the records name, if rows depend on them.
    fn deals<'a>(_conn: &'a mut AsyncPgConnection, _records: &'a [Self::Record]) -> BoxFuture<'a, Result<Deals>> {
        Box::pin(std::future::ready(Ok(Deals::new())))
    }

    /// People that come with a record.
    fn people(_record: &Self::Record) -> Vec<ContactRecord> {
        Vec::new()
    }
}

/// What was seen of a list.
struct Seen {
    records: HashSet<String>,
    people: HashSet<String>,
    /// Every record was seen that was there all the time.
    is_whole: bool,
}

/// Reads a list. `true` when it was read to its end and nothing in it failed, so that the next reading may go on from here.
///
/// # Errors
/// [`Halt`].
pub(super) async fn read<R: Reading>(
    work: &mut Work,
    client: &Client,
    phase: DigiformaPhase,
    updated_after: Option<DateTime<Utc>>,
) -> std::result::Result<bool, Halt> {
    let failures = work.counters.failures();
    let mut seen = Seen { records: HashSet::new(), people: HashSet::new(), is_whole: true };
    pass::<R>(work, R::pages(client, updated_after), phase, &mut seen).await?;
    if updated_after.is_none() && seen.is_whole {
        find_removed::<R>(work, client, phase, &mut seen).await?;
    }
    Ok(seen.is_whole && work.counters.failures() == failures)
}

/// Reads a list once; records that were seen before are passed over.
async fn pass<R: Reading>(
    work: &mut Work,
    mut pages: Pages<R::Record>,
    phase: DigiformaPhase,
    seen: &mut Seen,
) -> std::result::Result<(), Halt> {
    let mut batch = Batch::<R>::default();
    let mut reported = Instant::now();
    loop {
        let next = tokio::select! {
            biased;
            stop = work.lease.stopped() => {
                batch.flush(work).await?;
                return Err(Halt::Stop(stop));
            }
            next = pages.next_page() => next,
        };
        match next {
            Ok(Some(page)) => batch.take(work, page, seen).await?,
            Ok(None) => break,
            Err(error) => {
                batch.flush(work).await?;
                seen.is_whole = false;
                let sentence = upstream::sentence(&error);
                work.counters.failed(R::ENTITY, None, &sentence);
                if upstream::is_fatal(&error) {
                    return Err(Halt::Account(format!("{sentence} It happened while {} were read.", R::ENTITY)));
                }
                return Ok(());
            }
        }
        if batch.rows.len() >= BATCH || batch.people.len() >= BATCH {
            batch.flush(work).await?;
        }
        if reported.elapsed() >= REPORT_EVERY {
            work.report(phase).await?;
            reported = Instant::now();
        }
    }
    batch.flush(work).await
}

/// Rows that wait to be written.
struct Batch<R: Reading> {
    rows: Vec<R::Row>,
    people: Vec<ContactRecord>,
}

impl<R: Reading> Default for Batch<R> {
    fn default() -> Self {
        Self { rows: Vec::with_capacity(BATCH), people: Vec::new() }
    }
}

impl<R: Reading> Batch<R> {
    async fn take(&mut self, work: &mut Work, page: Page<R::Record>, seen: &mut Seen) -> std::result::Result<(), Halt> {
        for fault in &page.faults {
            note(work, R::ENTITY, fault, seen);
        }
        let mut records = page.records;
        records.retain(|record| seen.records.insert(record.id().to_owned()));
        let deals = R::deals(&mut *work.app.db().await?, &records).await?;
        work.counters.of(R::ENTITY).read += count(records.len());
        for record in &records {
            for person in R::people(record) {
                // A contact that two companies name belongs to the first.
                if seen.people.insert(person.digiforma_id.clone()) {
                    self.people.push(person);
                    work.counters.of("contacts").read += 1;
                }
            }
            match R::row(record, &deals) {
                Ok(row) => self.rows.push(row),
                Err(sentence) => work.counters.failed(R::ENTITY, Some(record.id()), &sentence),
            }
        }
        Ok(())
    }

    async fn flush(&mut self, work: &mut Work) -> std::result::Result<(), Halt> {
        let mut conn = work.app.db().await?;
        write(&mut conn, R::ENTITY, &self.rows, &mut work.counters).await?;
        write(&mut conn, "contacts", &self.people, &mut work.counters).await?;
        self.rows.clear();
        self.people.clear();
        Ok(())
    }
}

fn note(work: &mut Work, entity: &'static str, fault: &Fault, seen: &mut Seen) {
    let message =
        if fault.path.is_empty() { fault.message.clone() } else { format!("{}: {}", fault.path, fault.message) };
    if fault.id.is_none() && fault.message == LACKS_FIELD {
        work.counters.note(entity, None, &message);
        return;
    }
    // A row that nobody knows the id of may be any of those that are missed.
    seen.is_whole &= fault.id.is_some();
    work.counters.failed(entity, fault.id.as_deref(), &message);
}

/// Marks what two readings have not seen. A list moves while it is read, so what one reading misses may only have changed
/// its place.
async fn find_removed<R: Reading>(
    work: &mut Work,
    client: &Client,
    phase: DigiformaPhase,
    seen: &mut Seen,
) -> std::result::Result<(), Halt> {
    let (gone, people) = absent::<R>(work, seen).await?;
    if gone.is_empty() && people.is_empty() {
        return Ok(());
    }
    if seen.records.is_empty() {
        let message = format!("Digiforma gave an empty list, though {} were there before. They are kept.", gone.len());
        work.counters.failed(R::ENTITY, None, &message);
        return Ok(());
    }
    work.report(phase).await?;
    pass::<R>(work, R::pages(client, None), phase, seen).await?;
    if !seen.is_whole {
        return Ok(());
    }
    let (still_gone, still_people) = absent::<R>(work, seen).await?;
    remove(work, R::ENTITY, R::TABLE, &both(gone, &still_gone)).await?;
    remove(work, "contacts", Table::Contacts, &both(people, &still_people)).await
}

/// Records and people that are there and were not seen.
async fn absent<R: Reading>(work: &Work, seen: &Seen) -> std::result::Result<(Vec<String>, Vec<String>), Halt> {
    let mut conn = work.app.db().await?;
    let records: Vec<String> = seen.records.iter().cloned().collect();
    let gone = missing(&mut conn, R::TABLE, &records).await?;
    if R::TABLE != Table::Companies {
        return Ok((gone, Vec::new()));
    }
    let people: Vec<String> = seen.people.iter().cloned().collect();
    Ok((gone, missing(&mut conn, Table::Contacts, &people).await?))
}

fn both(mut first: Vec<String>, second: &[String]) -> Vec<String> {
    let second: HashSet<&String> = second.iter().collect();
    first.retain(|id| second.contains(id));
    first
}

async fn remove(work: &mut Work, entity: &'static str, table: Table, ids: &[String]) -> std::result::Result<(), Halt> {
    if !ids.is_empty() {
        let removed = mark_removed(&mut *work.app.db().await?, table, ids).await?;
        work.counters.of(entity).removed += count(removed);
    }
    Ok(())
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
