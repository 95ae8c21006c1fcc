//! Forms of values on REST where they differ from GraphQL's.

use std::{fmt::Display, str::FromStr};

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, SecondsFormat, Utc};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::{Deserialize, Deserializer, Serializer, de::Error as _};
use serde_json::Value;
use uuid::Uuid;

/// `#[serde(serialize_with = "wire::timestamp")]`: ISO 8601, UTC, milliseconds.
///
/// # Errors
/// The serializer's own.
pub fn timestamp<S: Serializer>(time: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&time.to_rfc3339_opts(SecondsFormat::Millis, true))
}

/// As [`timestamp`], or `null`.
///
/// # Errors
/// The serializer's own.
pub fn optional_timestamp<S: Serializer>(time: &Option<DateTime<Utc>>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => timestamp(time, serializer),
        None => serializer.serialize_none(),
    }
}

/// `#[serde(serialize_with = "wire::name")]`: an enumeration by its lower-case name.
///
/// # Errors
/// The serializer's own.
pub fn name<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// As [`name`], or `null`.
///
/// # Errors
/// The serializer's own.
pub fn optional_name<T: Display, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

/// `#[serde(default, deserialize_with = "wire::named")]`: an enumeration by its lower-case name; absent and `null` are
/// `None`.
///
/// # Errors
/// When there is no such name.
pub fn named<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: FromStr,
    T::Err: Display,
    D: Deserializer<'de>,
{
    let text = Option::<String>::deserialize(deserializer)?;
    text.filter(|text| !text.is_empty()).map(|text| text.parse().map_err(D::Error::custom)).transpose()
}

/// `#[serde(default, deserialize_with = "wire::given")]`: tells an absent field (`None`) from `null` (`Some(None)`).
///
/// # Errors
/// The value's own.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// `#[serde(default, deserialize_with = "wire::optional_id")]`: an id; absent, `null` and the empty text are `None`.
///
/// # Errors
/// When it is no UUID.
pub fn optional_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Uuid>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.filter(|text| !text.is_empty()).map(|text| Uuid::try_parse(&text).map_err(D::Error::custom)).transpose()
}

/// `#[serde(default, deserialize_with = "wire::given_id")]`: as [`given`], an id; the empty text counts as `null`.
///
/// # Errors
/// When it is no UUID.
pub fn given_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Uuid>>, D::Error> {
    optional_id(deserializer).map(Some)
}

/// `#[serde(default, deserialize_with = "wire::given_instant")]`: as [`given`], an instant with its zone
/// (`2026-01-31T09:00:00Z`) or a date, which begins at midnight UTC.
///
/// # Errors
/// When it is neither.
pub fn given_instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<DateTime<Utc>>>, D::Error> {
    optional_instant(deserializer).map(Some)
}

/// `#[serde(default, deserialize_with = "wire::optional_instant")]`: an instant or a date as [`given_instant`] reads
/// them; absent and `null` are `None`.
///
/// # Errors
/// When it is neither.
pub fn optional_instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let instant = DateTime::parse_from_rfc3339(&text).map(|instant| instant.to_utc()).ok();
    let date = || text.parse::<NaiveDate>().ok().map(|date| date.and_time(NaiveTime::MIN).and_utc());
    match instant.or_else(date).filter(|instant| (1..=9_999).contains(&instant.year())) {
        Some(instant) => Ok(Some(instant)),
        None => Err(D::Error::custom("expected a date such as 2026-01-31 or an instant such as 2026-01-31T09:00:00Z")),
    }
}

/// `#[serde(default, deserialize_with = "wire::decimal")]`: an exact number, written as a number or as a text; absent,
/// `null` and the empty text are `None`.
///
/// # Errors
/// When it is no number.
pub fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let text = match Option::<Value>::deserialize(deserializer)? {
        None => return Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => text.trim().to_owned(),
        // As it was typed: no number passes through a float.
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => return Err(D::Error::custom(NO_NUMBER)),
    };
    let exact = text.parse().or_else(|_| Decimal::from_scientific(&text));
    exact.map(Some).map_err(|_| D::Error::custom(NO_NUMBER))
}

const NO_NUMBER: &str = "expected a number such as 1234.50";

/// A number of statistics: amounts are computed exactly, and written as plain numbers at the end.
#[must_use]
pub fn number(amount: Decimal) -> f64 {
    amount.to_f64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_however_they_are_written() {
        let read = |json: &str| {
            let mut json = serde_json::Deserializer::from_str(json);
            decimal(&mut json).map(|number| number.map(|number| number.to_string()))
        };
        for (json, exact) in [
            ("1150.10", "1150.1"),
            ("0.1", "0.1"),
            ("2", "2"),
            ("\"1150.10\"", "1150.10"),
            ("1e3", "1000.0"),
            ("9999999.99", "9999999.99"),
            ("-0.005", "-0.005"),
        ] {
            assert_eq!(read(json).unwrap().as_deref(), Some(exact), "{json}");
        }
        assert_eq!((read("null").unwrap(), read("\"\"").unwrap()), (None, None));
        for wrong in ["\"a\"", "true", "[1]", "\"1,5\"", "1e400"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn instants_may_be_written_as_dates() {
        let read = |json: &str| {
            let mut json = serde_json::Deserializer::from_str(json);
            given_instant(&mut json).map(|given| given.flatten().map(|time| time.to_rfc3339()))
        };
        assert_eq!(read("\"2026-01-31\"").unwrap().unwrap(), "2026-01-31T00:00:00+00:00");
        assert_eq!(read("\"2026-01-31T09:00:00.500+02:00\"").unwrap().unwrap(), "2026-01-31T07:00:00.500+00:00");
        assert_eq!(read("null").unwrap(), None);
        for wrong in ["\"\"", "\"31/01/2026\"", "\"2026-02-30\"", "\"+12026-01-01\"", "1"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
