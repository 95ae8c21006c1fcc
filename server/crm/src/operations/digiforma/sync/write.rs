//! Batches into the mirror; a record that the database refuses does not spoil its neighbours.

use db::digiforma::{
    CompanyRecord, ContactRecord, CustomerRecord, DirectoryRecord, InvoiceRecord, ProgramRecord, QuoteRecord,
    TrainingSessionRecord, Written,
};
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::BoxFuture;

use super::counters::Counters;
use crate::Result;

/// A row of the mirror.
pub(super) trait Mirrored: Sized + Send + Sync + 'static {
    /// Its id upstream.
    fn id(&self) -> &str;

    /// Writes what differs of a batch.
    fn write<'a>(conn: &'a mut AsyncPgConnection, batch: &'a [Self]) -> BoxFuture<'a, QueryResult<Written>>;
}

macro_rules! mirrored {
    ($($Record:ident),+) => {$(
        impl Mirrored for $Record {
            fn id(&self) -> &str {
                &self.digiforma_id
            }

            fn write<'a>(conn: &'a mut AsyncPgConnection, batch: &'a [Self]) -> BoxFuture<'a, QueryResult<Written>> {
                Box::pin(Self::write(conn, batch))
            }
        }
    )+};
}

mirrored!(
    CompanyRecord,
    ContactRecord,
    CustomerRecord,
    DirectoryRecord,
    InvoiceRecord,
    ProgramRecord,
    QuoteRecord,
    TrainingSessionRecord
);

/// Writes a batch and counts what became of it. What the database refuses is halved until the record is found that it
/// refuses, which is counted as failed.
///
/// # Errors
/// A database that is away.
pub(super) async fn write<R: Mirrored>(
    conn: &mut AsyncPgConnection,
    entity: &'static str,
    batch: &[R],
    counters: &mut Counters,
) -> Result<()> {
    let mut waiting = vec![batch];
    while let Some(part) = waiting.pop() {
        if part.is_empty() {
            continue;
        }
        match <R as Mirrored>::write(conn, part).await {
            Ok(written) => {
                let tally = counters.of(entity);
                tally.created += written.created;
                tally.updated += written.updated;
                let all = i64::try_from(part.len()).unwrap_or(i64::MAX);
                tally.unchanged += all - written.created - written.updated;
            }
            Err(error) if db::pool::is_unavailable(&error) => return Err(error.into()),
            Err(error) if part.len() == 1 => counters.failed(entity, Some(part[0].id()), &refusal(&error)),
            Err(_) => {
                let (first, second) = part.split_at(part.len() / 2);
                waiting.extend([second, first]);
            }
        }
    }
    Ok(())
}

fn refusal(error: &diesel::result::Error) -> String {
    match error {
        diesel::result::Error::DatabaseError(_, information) => {
            format!("It cannot be stored: {}", information.message())
        }
        other => format!("It cannot be stored: {other}"),
    }
}
