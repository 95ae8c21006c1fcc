//! Forms of values on REST where they differ from GraphQL's.

use std::{fmt::Display, str::FromStr};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

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
