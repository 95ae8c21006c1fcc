//! A list, page after page.

use std::marker::PhantomData;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::answer::{Envelope, Reported};
use super::cursor::{Cursor, Verdict};
use super::documents;
use super::fitting::{Prepared, prepare};
use super::http::{self, Patience};
use super::{Client, Error, Fault};
use crate::raw;
use crate::record::{self, Kind, Record};

/// Rows that may be passed over, one after another, because the server fails at each.
const SKIPPED_AT_MOST: usize = 20;

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// Its rows that no page before had.
    pub records: Vec<T>,
    /// What was wrong with rows of it; those rows are in `records` unless the fault is their missing id.
    pub faults: Vec<Fault>,
    /// Its number at its size, from 0.
    pub number: usize,
    /// The size that was asked for.
    pub size: usize,
    /// Rows that an earlier page had: the list moved while it was read.
    pub repeated: usize,
}

/// Reads a list from its first page to the empty one that ends it.
///
/// Rows can move between pages while they are read (a rename, a new draft), so one reading proves no deletion: repeat
/// it before a missing row is called deleted.
#[derive(Debug)]
pub struct Pages<T> {
    client: Client,
    updated_after: Option<DateTime<Utc>>,
    cursor: Cursor,
    patience: Patience,
    prepared: Option<Arc<Prepared>>,
    faults: Vec<Fault>,
    skipped: usize,
    ended: bool,
    record: PhantomData<fn() -> T>,
}

impl<T: Record> Pages<T> {
    pub(super) fn new(client: Client, updated_after: Option<DateTime<Utc>>) -> Self {
        let cursor = Cursor::new(client.config().page_size);
        Self {
            client,
            updated_after,
            cursor,
            patience: Patience::default(),
            prepared: None,
            faults: Vec::new(),
            skipped: 0,
            ended: false,
            record: PhantomData,
        }
    }

    /// The next page; `None` after the last. Dropping the future loses nothing: the page is asked for again. After an
    /// error the same page can be tried once more.
    ///
    /// # Errors
    /// See [`Error`]; what can pass by itself was repeated before.
    pub async fn next_page(&mut self) -> Result<Option<Page<T>>, Error> {
        while !self.ended {
            let prepared = self.prepared().await?;
            let variables = documents::variables(T::KIND, self.cursor.page, self.cursor.size, self.updated_after);
            let body = json!({ "query": prepared.query, "variables": variables });
            let answer = match http::post(&self.client, &body).await {
                Ok(answer) => answer,
                Err(failure) => {
                    if failure.too_large {
                        self.cursor.shrink();
                    }
                    self.patience
                        .wait(self.client.config(), failure)
                        .await
                        .inspect_err(|_| self.patience.restored())?;
                    continue;
                }
            };
            self.patience.restored();
            if let Some(page) = self.taken(&http::envelope(&answer)?)? {
                return Ok(Some(page));
            }
        }
        Ok(None)
    }

    async fn prepared(&mut self) -> Result<Arc<Prepared>, Error> {
        if let Some(prepared) = &self.prepared {
            return Ok(prepared.clone());
        }
        let prepared = Arc::new(prepare(documents::of(T::KIND).text, self.client.live().await?));
        let missing = |path: &String| Fault {
            id: None,
            path: path.clone(),
            message: "the account does not have this field".to_owned(),
        };
        self.faults.extend(prepared.left_out.iter().filter(|path| !documents::is_optional(path)).map(missing));
        self.prepared = Some(prepared.clone());
        Ok(prepared)
    }

    /// What an answer brings: a page, or nothing that could be given out.
    fn taken(&mut self, answer: &Envelope<'_>) -> Result<Option<Page<T>>, Error> {
        let list = T::KIND.list_field();
        let Some(literal) = answer.field(list) else { return self.spoilt(answer).map(|()| None) };
        self.skipped = 0;
        let rows: Vec<Option<&RawValue>> =
            serde_json::from_str(literal.get()).map_err(|_| Error::Graphql(vec![format!("{list} is no list")]))?;
        let (number, size) = (self.cursor.page, self.cursor.size);
        let rows: Vec<Option<Value>> = rows.into_iter().map(|row| raw::value_of(row?).ok()).collect();
        let ids: Vec<Option<String>> = rows.iter().map(|row| record::id_of(row.as_ref()?)).collect();
        let new = match self.cursor.received(ids.clone()) {
            Verdict::End => {
                self.ended = true;
                let faults = std::mem::take(&mut self.faults);
                let last = Page { records: Vec::new(), faults, number, size, repeated: 0 };
                return Ok(Some(last).filter(|page| !page.faults.is_empty()));
            }
            Verdict::Repeated => return Err(Error::PagingIgnored { list: T::KIND, page: number }),
            Verdict::New(new) => new,
        };
        let mut page =
            Page { records: Vec::new(), faults: std::mem::take(&mut self.faults), number, size, repeated: 0 };
        page.faults.extend(answer.errors().iter().map(|error| fault(error, T::KIND, &ids)));
        for ((row, id), new) in rows.iter().zip(ids).zip(new) {
            if id.is_some() && !new {
                page.repeated += 1;
                continue;
            }
            take(&mut page, row.as_ref().unwrap_or(&Value::Null), id.as_deref());
        }
        Ok(Some(page))
    }

    /// An answer without the list. If carrying it out failed, one row may be the cause: it is searched for with
    /// smaller pages, and passed over.
    fn spoilt(&mut self, answer: &Envelope<'_>) -> Result<(), Error> {
        let in_execution = answer.errors().iter().any(Reported::is_of_execution);
        if !in_execution || self.skipped >= SKIPPED_AT_MOST {
            return Err(Error::Graphql(answer.messages()));
        }
        if self.cursor.size > 1 {
            self.cursor.narrow();
            return Ok(());
        }
        self.faults.extend(answer.errors().iter().map(|error| fault(error, T::KIND, &[])));
        self.cursor.skip();
        self.skipped += 1;
        Ok(())
    }
}

fn take<T: Record>(page: &mut Page<T>, row: &Value, id: Option<&str>) {
    let faulty =
        |problem: record::Problem| Fault { id: id.map(str::to_owned), path: problem.path, message: problem.message };
    match record::read::<T>(row) {
        Ok(read) => {
            page.faults.extend(read.problems.into_iter().map(faulty));
            page.records.push(read.record);
        }
        Err(problem) => page.faults.push(faulty(problem)),
    }
}

fn fault(error: &Reported, list: Kind, ids: &[Option<String>]) -> Fault {
    let list = list.list_field();
    let id = error.index_in(list).and_then(|index| ids.get(index).cloned().flatten());
    Fault { id, path: error.path_shown(list), message: error.message() }
}
