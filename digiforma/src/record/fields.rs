//! Reads the fields of a row. A value of an unexpected form is reported and read as absent: one bad field must not
//! cost a row, nor a row its page.

use std::cell::RefCell;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;

use super::Problem;
use crate::amount;

/// An object of a row, and where it stands in it.
pub(super) struct Fields<'a> {
    value: &'a Value,
    path: String,
    problems: &'a RefCell<Vec<Problem>>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(row: &'a Value, problems: &'a RefCell<Vec<Problem>>) -> Self {
        Self { value: row, path: String::new(), problems }
    }

    pub(super) fn raw(&self) -> Value {
        self.value.clone()
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.value.get(name).filter(|value| !value.is_null())
    }

    fn at(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn unexpected(&self, name: &str, value: &Value, expected: &str) {
        let shown: String = value.to_string().chars().take(60).collect();
        let message = format!("{shown} is not {expected}");
        self.problems.borrow_mut().push(Problem { path: self.at(name), message });
    }

    /// The id of the object; a number is taken too.
    pub(super) fn id(&self) -> Option<String> {
        match self.value.get("id")? {
            Value::String(id) if !id.trim().is_empty() => Some(id.trim().to_owned()),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        }
    }

    /// An id in a field of its own (`companyId`).
    pub(super) fn id_in(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::Number(id) => Some(id.to_string()),
            _ => self.text(name),
        }
    }

    /// Trimmed; an empty text is none.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            other => {
                self.unexpected(name, other, "a text");
                None
            }
        }
    }

    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        let elements = self.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        elements.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        let value = self.get(name)?;
        let flag = value.as_bool();
        if flag.is_none() {
            self.unexpected(name, value, "true or false");
        }
        flag
    }

    pub(super) fn decimal(&self, name: &str) -> Option<Decimal> {
        let value = self.get(name)?;
        let read = match value {
            Value::Number(number) => amount::parse(&number.to_string()).ok(),
            Value::String(text) => amount::parse(text).ok(),
            _ => None,
        };
        if read.is_none() {
            self.unexpected(name, value, "an amount");
        }
        read
    }

    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        let read = match value {
            Value::Number(number) => amount::parse(&number.to_string()).ok(),
            Value::String(text) => amount::parse(text).ok(),
            _ => None,
        };
        let whole = read.filter(|number| number.fract().is_zero()).and_then(|number| number.to_i64());
        if whole.is_none() {
            self.unexpected(name, value, "a whole number");
        }
        whole
    }

    /// `YYYY-MM-DD`; of a timestamp its day.
    pub(super) fn date(&self, name: &str) -> Option<NaiveDate> {
        let value = self.get(name)?;
        let date = value.as_str().and_then(|text| text.trim().get(..10)).and_then(|day| day.parse().ok());
        if date.is_none() {
            self.unexpected(name, value, "a date");
        }
        date
    }

    pub(super) fn moment(&self, name: &str) -> Option<DateTime<Utc>> {
        let value = self.get(name)?;
        let moment = value.as_str().and_then(timestamp);
        if moment.is_none() {
            self.unexpected(name, value, "a timestamp");
        }
        moment
    }

    pub(super) fn object(&self, name: &str) -> Option<Self> {
        let value = self.get(name)?;
        if !value.is_object() {
            self.unexpected(name, value, "an object");
            return None;
        }
        Some(Self { value, path: self.at(name), problems: self.problems })
    }

    /// The id of the object in a field. An object without an id is no reference: upstream fills some with nulls.
    pub(super) fn reference(&self, name: &str) -> Option<String> {
        self.object(name)?.id()
    }

    pub(super) fn list(&self, name: &str) -> Vec<Self> {
        let Some(value) = self.get(name) else { return Vec::new() };
        let Some(elements) = value.as_array() else {
            self.unexpected(name, value, "a list");
            return Vec::new();
        };
        let path = |index| format!("{}.{index}", self.at(name));
        let element = |(index, value)| Self { value, path: path(index), problems: self.problems };
        elements.iter().enumerate().filter(|(_, value)| value.is_object()).map(element).collect()
    }

    /// Elements of a list that have an id; one without is reported.
    pub(super) fn rows<T>(&self, name: &str, read: impl Fn(&Self) -> Option<T>) -> Vec<T> {
        let mut rows = Vec::new();
        for element in self.list(name) {
            match read(&element) {
                Some(row) => rows.push(row),
                None => element.unexpected("id", &Value::Null, "an id"),
            }
        }
        rows
    }
}

/// Timestamps have no offset and are UTC; one with an offset is converted.
pub(crate) fn timestamp(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.with_timezone(&Utc));
    }
    if let Ok(moment) = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f") {
        return Some(moment.and_utc());
    }
    let day: NaiveDate = text.parse().ok()?;
    Some(day.and_time(chrono::NaiveTime::MIN).and_utc())
}
