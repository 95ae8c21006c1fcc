//! Rows as they were received, without floats between the digits and us.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::amount;

#[derive(Deserialize)]
struct Entries<'a>(#[serde(borrow)] indexmap::IndexMap<Cow<'a, str>, &'a RawValue>);

/// The JSON value of a literal text. A number whose digits a float would not give back is kept as a string of those
/// digits; [`amount::parse`] reads both alike, so what is computed from the value is exact.
///
/// # Errors
/// A text that is no JSON.
pub fn value_of(literal: &RawValue) -> Result<Value, serde_json::Error> {
    value(literal.get())
}

fn value(text: &str) -> Result<Value, serde_json::Error> {
    match text.trim_start().as_bytes().first() {
        Some(b'{') => {
            let Entries(entries) = serde_json::from_str(text)?;
            let mut object = Map::new();
            for (name, literal) in entries {
                object.insert(name.into_owned(), value(literal.get())?);
            }
            Ok(Value::Object(object))
        }
        Some(b'[') => {
            let elements: Vec<&RawValue> = serde_json::from_str(text)?;
            elements.into_iter().map(|element| value(element.get())).collect::<Result<_, _>>().map(Value::Array)
        }
        Some(b'-' | b'0'..=b'9') => Ok(number(text.trim())),
        _ => serde_json::from_str(text),
    }
}

fn number(text: &str) -> Value {
    let kept = |number: &serde_json::Number| amount::parse(&number.to_string()).ok() == amount::parse(text).ok();
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Number(number)) if kept(&number) => Value::Number(number),
        _ => Value::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Value {
        value_of(&serde_json::from_str::<Box<RawValue>>(text).unwrap()).unwrap()
    }

    #[test]
    fn rows_stay_what_they_are() {
        let text = r#"{"id":"1","items":[{"unitPrice":10.0,"vat":5.5,"name":"a\"b é"}],"none":null,"yes":true}"#;
        assert_eq!(read(text), serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(read(text)["items"][0]["unitPrice"].to_string(), "10.0");
    }

    #[test]
    fn digits_beyond_a_float_are_kept_as_text() {
        assert_eq!(read("[0.10000000000000000001]"), json!(["0.10000000000000000001"]));
        assert_eq!(read("[9007199254740993.25]"), json!(["9007199254740993.25"]));
        assert_eq!(read("[0.30000000000000004]").to_string(), "[0.30000000000000004]");
        assert_eq!(read("[1234567890123.45]").to_string(), "[1234567890123.45]");
    }
}
