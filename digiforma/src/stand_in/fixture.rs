//! Rows of an invented account, in a file or in memory.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};

use crate::record::{Kind, id_of};

/// Rows by kind, as the upstream sends them: keys are the schema's fields, references are objects with an `id`, and
/// with `__typename` where the schema has a union. The file is one JSON object with a list per root field
/// (`{"companies": […], "invoices": […]}`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fixture {
    rows: BTreeMap<Kind, Vec<Value>>,
}

/// Why a file is no fixture.
#[derive(Debug, thiserror::Error)]
pub enum FixtureError {
    /// The file cannot be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// It is no JSON.
    #[error("the fixture is no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It is another JSON.
    #[error("{0}")]
    Form(String),
}

impl Fixture {
    /// Rows of a kind.
    #[must_use]
    pub fn rows(&self, kind: Kind) -> &[Value] {
        self.rows.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Adds a row.
    pub fn push(&mut self, kind: Kind, row: Value) {
        self.rows.entry(kind).or_default().push(row);
    }

    pub(super) fn into_rows(self) -> BTreeMap<Kind, Vec<Value>> {
        self.rows
    }

    /// Reads the text of a fixture.
    ///
    /// # Errors
    /// See [`FixtureError`]; unknown lists and rows without an id are named.
    pub fn from_json(text: &str) -> Result<Self, FixtureError> {
        let lists: Map<String, Value> = serde_json::from_str(text)?;
        let mut fixture = Self::default();
        for (name, rows) in lists {
            let kind = Kind::of_list(&name)
                .ok_or_else(|| FixtureError::Form(format!("`{name}` is no list that the stand-in has")))?;
            let Value::Array(rows) = rows else {
                return Err(FixtureError::Form(format!("`{name}` is no list of rows")));
            };
            if let Some(index) = rows.iter().position(|row| id_of(row).is_none()) {
                return Err(FixtureError::Form(format!("row {index} of `{name}` has no id")));
            }
            fixture.rows.insert(kind, rows);
        }
        Ok(fixture)
    }

    /// The text of the fixture.
    ///
    /// # Errors
    /// None that is known.
    pub fn to_json(&self) -> Result<String, FixtureError> {
        let lists: BTreeMap<&str, &Vec<Value>> =
            self.rows.iter().map(|(kind, rows)| (kind.list_field(), rows)).collect();
        Ok(serde_json::to_string_pretty(&lists)?)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// See [`FixtureError`].
    pub fn read(path: &Path) -> Result<Self, FixtureError> {
        Self::from_json(&std::fs::read_to_string(path)?)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// See [`FixtureError`].
    pub fn write(&self, path: &Path) -> Result<(), FixtureError> {
        Ok(std::fs::write(path, self.to_json()?)?)
    }
}
