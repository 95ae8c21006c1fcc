//! Values written straight as JSON text.

use std::{borrow::Cow, io::Write as _, sync::Arc};

use async_graphql::{Value, resolver_utils::EnumType};
use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A column's value. The text must be the JSON form of the GraphQL scalar that the column's type stands for;
/// implementing this trait is the promise of it.
pub trait WriteJson {
    /// Appends the value.
    fn write_json(&self, out: &mut Vec<u8>);
}

/// A string with quotes and escapes.
impl WriteJson for str {
    fn write_json(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        let bytes = self.as_bytes();
        let mut clean = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            if byte >= 0x20 && byte != b'"' && byte != b'\\' {
                continue;
            }
            out.extend_from_slice(&bytes[clean..at]);
            clean = at + 1;
            match byte {
                b'"' => out.extend_from_slice(b"\\\""),
                b'\\' => out.extend_from_slice(b"\\\\"),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                b'\t' => out.extend_from_slice(b"\\t"),
                control => {
                    const HEX: &[u8; 16] = b"0123456789abcdef";
                    out.extend_from_slice(b"\\u00");
                    out.push(HEX[usize::from(control >> 4)]);
                    out.push(HEX[usize::from(control & 15)]);
                }
            }
        }
        out.extend_from_slice(&bytes[clean..]);
        out.push(b'"');
    }
}

impl WriteJson for String {
    fn write_json(&self, out: &mut Vec<u8>) {
        self.as_str().write_json(out);
    }
}

impl WriteJson for Cow<'_, str> {
    fn write_json(&self, out: &mut Vec<u8>) {
        self.as_ref().write_json(out);
    }
}

impl WriteJson for async_graphql::ID {
    fn write_json(&self, out: &mut Vec<u8>) {
        self.as_str().write_json(out);
    }
}

impl WriteJson for bool {
    fn write_json(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

/// Numbers and JSON trees, whose text serde_json already writes as GraphQL wants it.
macro_rules! by_serde {
    ($($Type:ty),+) => { $(
        impl WriteJson for $Type {
            fn write_json(&self, out: &mut Vec<u8>) {
                serialize(self, out);
            }
        }
    )+ };
}
by_serde!(i16, i32, i64, f64, serde_json::Value);

impl<T: serde::Serialize> WriteJson for async_graphql::Json<T> {
    fn write_json(&self, out: &mut Vec<u8>) {
        serialize(&self.0, out);
    }
}

/// Appends serde's form. What cannot be JSON (a map with keys that are no strings) becomes null.
fn serialize(value: &impl serde::Serialize, out: &mut Vec<u8>) {
    let start = out.len();
    if serde_json::to_writer(&mut *out, value).is_err() {
        out.truncate(start);
        out.extend_from_slice(b"null");
    }
}

impl WriteJson for Uuid {
    fn write_json(&self, out: &mut Vec<u8>) {
        let mut buffer = [0; uuid::fmt::Hyphenated::LENGTH];
        out.push(b'"');
        out.extend_from_slice(self.hyphenated().encode_lower(&mut buffer).as_bytes());
        out.push(b'"');
    }
}

/// An exact number is a string: `"1234.50"`.
impl WriteJson for Decimal {
    fn write_json(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        match u64::try_from(self.mantissa()) {
            Ok(units) => write_number(units, self.scale() as usize, out),
            // Writing into a vector cannot fail.
            Err(_) => {
                let _ = write!(out, "{self}");
            }
        }
        out.push(b'"');
    }
}

/// A whole number whose last `scale` digits are decimals.
fn write_number(mut units: u64, scale: usize, out: &mut Vec<u8>) {
    // A u64 has at most 20 digits, a decimal at most 28 of them behind the point.
    let mut text = [b'0'; 48];
    let mut at = text.len();
    let mut written = 0;
    while units > 0 || written <= scale {
        if written == scale && scale > 0 {
            at -= 1;
            text[at] = b'.';
        }
        at -= 1;
        text[at] = b'0' + (units % 10) as u8;
        units /= 10;
        written += 1;
    }
    out.extend_from_slice(&text[at..]);
}

/// `"2026-11-22T18:00:00Z"`, with three or six decimals where the instant has them.
impl WriteJson for DateTime<Utc> {
    fn write_json(&self, out: &mut Vec<u8>) {
        let instant = self.naive_utc();
        out.push(b'"');
        write_date(instant.date(), out);
        out.push(b'T');
        let time = instant.time();
        write_digits(time.hour(), 2, out);
        out.push(b':');
        write_digits(time.minute(), 2, out);
        out.push(b':');
        write_digits(time.second(), 2, out);
        let micros = time.nanosecond() % 1_000_000_000 / 1_000;
        if micros != 0 {
            out.push(b'.');
            if micros.is_multiple_of(1_000) {
                write_digits(micros / 1_000, 3, out);
            } else {
                write_digits(micros, 6, out);
            }
        }
        out.extend_from_slice(b"Z\"");
    }
}

/// `"2026-11-22"`.
impl WriteJson for NaiveDate {
    fn write_json(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        write_date(*self, out);
        out.push(b'"');
    }
}

fn write_date(date: NaiveDate, out: &mut Vec<u8>) {
    match u32::try_from(date.year()) {
        Ok(year @ ..=9999) => write_digits(year, 4, out),
        // ISO 8601 wants a sign outside of four digits; writing into a vector cannot fail.
        _ => {
            let _ = write!(out, "{:+05}", date.year());
        }
    }
    out.push(b'-');
    write_digits(date.month(), 2, out);
    out.push(b'-');
    write_digits(date.day(), 2, out);
}

fn write_digits(mut number: u32, width: usize, out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + width, b'0');
    for digit in out[start..].iter_mut().rev() {
        *digit += (number % 10) as u8;
        number /= 10;
    }
}

impl<T: WriteJson + ?Sized> WriteJson for &T {
    fn write_json(&self, out: &mut Vec<u8>) {
        (**self).write_json(out);
    }
}

impl<T: WriteJson + ?Sized> WriteJson for Arc<T> {
    fn write_json(&self, out: &mut Vec<u8>) {
        (**self).write_json(out);
    }
}

impl<T: WriteJson> WriteJson for Option<T> {
    fn write_json(&self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.write_json(out),
            None => out.extend_from_slice(b"null"),
        }
    }
}

impl<T: WriteJson> WriteJson for Vec<T> {
    fn write_json(&self, out: &mut Vec<u8>) {
        self.as_slice().write_json(out);
    }
}

impl<T: WriteJson> WriteJson for [T] {
    fn write_json(&self, out: &mut Vec<u8>) {
        write_list(self, out, WriteJson::write_json);
    }
}

/// The GraphQL name of an enumeration's value.
pub fn write_enum<T: EnumType>(value: T, out: &mut Vec<u8>) {
    let name = T::items().iter().find(|item| item.value == value).map_or("", |item| item.name);
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.push(b'"');
}

/// `[`, the items with commas, `]`.
pub(super) fn write_list<I: IntoIterator>(items: I, out: &mut Vec<u8>, write: impl Fn(I::Item, &mut Vec<u8>)) {
    out.push(b'[');
    let mut items = items.into_iter();
    if let Some(first) = items.next() {
        write(first, out);
        for item in items {
            out.push(b',');
            write(item, out);
        }
    }
    out.push(b']');
}

/// Ends an object whose keys were written by `leading_key`: the first of them opens it.
pub(super) fn close_object(is_empty: bool, out: &mut Vec<u8>) {
    if is_empty {
        out.push(b'{');
    }
    out.push(b'}');
}

/// The data of a response. `Value::Binary` holds JSON text that is already written; the schema has no other use
/// of it.
pub fn write_value(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Binary(json) => out.extend_from_slice(json),
        Value::List(items) => write_list(items, out, write_value),
        Value::Object(fields) => {
            out.push(b'{');
            for (n, (key, value)) in fields.iter().enumerate() {
                if n > 0 {
                    out.push(b',');
                }
                key.as_str().write_json(out);
                out.push(b':');
                write_value(value, out);
            }
            out.push(b'}');
        }
        Value::String(text) => text.write_json(out),
        Value::Enum(name) => name.as_str().write_json(out),
        Value::Null => out.extend_from_slice(b"null"),
        Value::Boolean(value) => value.write_json(out),
        Value::Number(number) => serialize(number, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_with_all_their_digits() {
        let texts = [
            "0",
            "0.00",
            "7",
            "0.05",
            "-0.05",
            "20.00",
            "123456789.10",
            "18446744073709551615",
            "18446744073709551616.5",
        ];
        for text in texts.into_iter().chain(["0.0000000000000000000000000001", "79228162514264337593543950335"]) {
            let mut out = Vec::new();
            text.parse::<Decimal>().unwrap().write_json(&mut out);
            assert_eq!(String::from_utf8(out).unwrap(), format!("\"{text}\""));
        }
    }
}
