//! Bulk writing with `COPY`: many rows, one transaction, no statement per row.

use std::io::Cursor;

use chrono::{DateTime, Utc};
use futures_util::SinkExt;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::pool;

/// Bytes sent at once.
const CHUNK: usize = 256 * 1024;

/// The statements that drop and make the indexes of a table which no constraint and no uniqueness stand on.
const SPARE_INDEXES: &str = "
    SELECT format('DROP INDEX %s', indexrelid::regclass) AS take_away, pg_get_indexdef(indexrelid) AS make_again
    FROM pg_index
    WHERE indrelid = $1::text::regclass
      AND NOT indisunique
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY indexrelid";

/// Why a bulk load stopped; then nothing of it is in the database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection to the database.
    #[error(transparent)]
    Connection(#[from] pool::Error),
    /// The database refused a statement or a row.
    #[error("{}", .0.as_db_error().map_or_else(|| .0.to_string(), |refusal| match refusal.where_() {
        Some(place) => format!("{} ({place})", refusal.message()),
        None => refusal.message().to_owned(),
    }))]
    Database(#[from] tokio_postgres::Error),
}

/// A transaction on a connection of its own, filled by `COPY`. Dropped before [`Self::commit`], it leaves nothing.
///
/// Rows written here are not announced to listening servers one by one.
pub struct BulkLoad {
    client: tokio_postgres::Client,
}

impl BulkLoad {
    /// Connects and begins.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn begin(url: &str) -> Result<Self, Error> {
        let client = pool::client(url).await?;
        client.batch_execute("BEGIN; SET LOCAL app.bulk_load = 'on'; SET LOCAL maintenance_work_mem = '256MB'").await?;
        Ok(Self { client })
    }

    /// Asks a question about a key: the query takes it as `$1` and answers one boolean.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn exists(&self, query: &'static str, key: &str) -> Result<bool, Error> {
        Ok(self.client.query_one(query, &[&key]).await?.try_get(0)?)
    }

    /// Asks for a number, such as how many rows there are.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn number(&self, query: &'static str) -> Result<i64, Error> {
        Ok(self.client.query_one(query, &[]).await?.try_get(0)?)
    }

    /// Takes away the indexes of a table that only make it faster, which [`Self::restore`] makes again. Filling a table
    /// first and indexing it then is several times cheaper than both at once; until the end of the load, the table is
    /// locked for everybody else.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn lay_aside_indexes(&self, table: &'static str) -> Result<Indexes, Error> {
        let rows = self.client.query(SPARE_INDEXES, &[&table]).await?;
        let mut definitions = Vec::with_capacity(rows.len());
        for row in &rows {
            self.client.batch_execute(row.try_get("take_away")?).await?;
            definitions.push(row.try_get("make_again")?);
        }
        Ok(Indexes { definitions })
    }

    /// Makes the indexes that were laid aside.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn restore(&self, indexes: &Indexes) -> Result<(), Error> {
        for definition in &indexes.definitions {
            self.client.batch_execute(definition).await?;
        }
        Ok(())
    }

    /// Sends rows and returns their number. `statement` is a whole `COPY table (columns) FROM STDIN`; `rows` writes
    /// row after row, and answers false when there is none left.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn copy(&self, statement: &'static str, mut rows: impl FnMut(&mut Rows) -> bool) -> Result<u64, Error> {
        let sink = self.client.copy_in::<_, Cursor<Vec<u8>>>(statement).await?;
        let mut sink = std::pin::pin!(sink);
        let mut buffer = Rows::default();
        let mut more = true;
        while more {
            while more && buffer.bytes.len() < CHUNK {
                more = rows(&mut buffer);
            }
            if !buffer.bytes.is_empty() {
                sink.send(Cursor::new(std::mem::take(&mut buffer.bytes))).await?;
            }
        }
        Ok(sink.finish().await?)
    }

    /// Keeps what was written.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn commit(self) -> Result<Committed, Error> {
        self.client.batch_execute("COMMIT").await?;
        Ok(Committed { client: self.client })
    }
}

/// Indexes that are laid aside: the statements that make them.
#[derive(Debug)]
pub struct Indexes {
    definitions: Vec<String>,
}

/// The connection after the load.
pub struct Committed {
    client: tokio_postgres::Client,
}

impl Committed {
    /// Brings statistics, visibility map and pending index entries up to date, so that the first queries after the
    /// load are planned as later ones. `statement` is a whole `VACUUM (ANALYZE) tables`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn tidy(&self, statement: &'static str) -> Result<(), Error> {
        Ok(self.client.batch_execute(statement).await?)
    }
}

/// Rows in the text form of `COPY`: cell after cell, then [`Self::end`].
#[derive(Debug, Default)]
pub struct Rows {
    bytes: Vec<u8>,
    is_inside: bool,
}

impl Rows {
    fn separate(&mut self) {
        if self.is_inside {
            self.bytes.push(b'\t');
        }
        self.is_inside = true;
    }

    fn escaped(&mut self, text: &str) {
        for byte in text.bytes() {
            match byte {
                b'\\' => self.bytes.extend_from_slice(b"\\\\"),
                b'\t' => self.bytes.extend_from_slice(b"\\t"),
                b'\n' => self.bytes.extend_from_slice(b"\\n"),
                b'\r' => self.bytes.extend_from_slice(b"\\r"),
                other => self.bytes.push(other),
            }
        }
    }

    /// A text.
    pub fn text(&mut self, value: &str) -> &mut Self {
        self.separate();
        self.escaped(value);
        self
    }

    /// No value.
    pub fn null(&mut self) -> &mut Self {
        self.separate();
        self.bytes.extend_from_slice(b"\\N");
        self
    }

    /// A text or no value.
    pub fn optional(&mut self, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.text(value),
            None => self.null(),
        }
    }

    /// Anything whose text the database reads: numbers, booleans, keys, dates.
    pub fn cell(&mut self, value: impl Cell) -> &mut Self {
        match value.to_text() {
            Some(text) => self.text(&text),
            None => self.null(),
        }
    }

    /// A `text[]`.
    pub fn words(&mut self, words: &[String]) -> &mut Self {
        let mut array = String::from("{");
        for (place, word) in words.iter().enumerate() {
            array.push_str(if place == 0 { "\"" } else { ",\"" });
            for c in word.chars() {
                if matches!(c, '"' | '\\') {
                    array.push('\\');
                }
                array.push(c);
            }
            array.push('"');
        }
        array.push('}');
        self.text(&array)
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.bytes.push(b'\n');
        self.is_inside = false;
    }
}

/// A value that stands in one cell of a [`Rows`].
pub trait Cell: Copy {
    /// The text that PostgreSQL reads; `None` is null.
    fn to_text(&self) -> Option<String>;
}

macro_rules! plain_cell {
    ($($Type:ty),+) => {
        $(impl Cell for $Type {
            fn to_text(&self) -> Option<String> {
                Some(self.to_string())
            }
        })+
    };
}

plain_cell!(bool, i32, i64, Uuid, Decimal, chrono::NaiveDate);

impl Cell for DateTime<Utc> {
    fn to_text(&self) -> Option<String> {
        Some(self.to_rfc3339())
    }
}

impl<T: Cell> Cell for Option<T> {
    fn to_text(&self) -> Option<String> {
        self.as_ref().and_then(Cell::to_text)
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn cells_are_escaped() {
        let mut rows = Rows::default();
        rows.text("a\tb\\c\nd").null().cell(7).cell(None::<i32>).words(&["l\"x\"".into(), "é\\".into()]).end();
        rows.text("").words(&[]).end();
        assert_eq!(
            String::from_utf8(rows.bytes).unwrap(),
            "a\\tb\\\\c\\nd\t\\N\t7\t\\N\t{\"l\\\\\"x\\\\\"\",\"é\\\\\\\\\"}\n\t{}\n"
        );
    }
}
