//! Reading JSON answers: one small reader for every type.
//!
//! The types of an operation are read through serde, and what a reader says to serde is compiled for each of them. This
//! one says little: objects are read by name alone, and an error has no words, since nobody could act on them.
//! `docs/decisions/web-weight.md` has what that saves.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// The text is not JSON, or not of the expected shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the expected JSON")
    }
}

impl std::error::Error for Malformed {}

impl de::Error for Malformed {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, Malformed>;

/// Reads a value; nothing may follow it.
///
/// # Errors
/// [`Malformed`].
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T> {
    let mut reader = Reader::new(text);
    let value = T::deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Hands each member of an object to `take`, which reads its value or skips it.
///
/// # Errors
/// [`Malformed`].
pub fn members<'de>(text: &'de str, mut take: impl FnMut(&str, &mut Reader<'de>) -> Result<()>) -> Result<()> {
    let mut reader = Reader::new(text);
    reader.open(b'{')?;
    while reader.next_element(b'}')? {
        let name = reader.name()?;
        take(&name, &mut reader)?;
    }
    reader.end()
}

/// A place in a text.
pub struct Reader<'de> {
    text: &'de str,
    at: usize,
    /// The object or list that was opened last has given nothing yet.
    fresh: bool,
}

impl<'de> Reader<'de> {
    fn new(text: &'de str) -> Self {
        Self { text, at: 0, fresh: false }
    }

    /// The next byte that means something; 0 at the end.
    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or(0)
    }

    fn take(&mut self, wanted: u8) -> Result<()> {
        if self.peek() != wanted {
            return Err(Malformed);
        }
        self.at += 1;
        Ok(())
    }

    fn open(&mut self, bracket: u8) -> Result<()> {
        self.take(bracket)?;
        self.fresh = true;
        Ok(())
    }

    /// Moves to the next element, or behind the closing bracket.
    fn next_element(&mut self, close: u8) -> Result<bool> {
        let fresh = std::mem::replace(&mut self.fresh, false);
        let next = self.peek();
        if next == close {
            self.at += 1;
            return Ok(false);
        }
        if !fresh {
            self.take(b',')?;
        }
        Ok(true)
    }

    /// The name of a member, and its colon.
    fn name(&mut self) -> Result<Cow<'de, str>> {
        let name = self.string()?;
        self.take(b':')?;
        Ok(name)
    }

    fn end(&mut self) -> Result<()> {
        if self.peek() == 0 && self.at == self.text.len() { Ok(()) } else { Err(Malformed) }
    }

    fn word(&mut self, word: &str) -> Result<()> {
        self.peek();
        if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return Err(Malformed);
        }
        self.at += word.len();
        Ok(())
    }

    fn string(&mut self) -> Result<Cow<'de, str>> {
        self.take(b'"')?;
        let mut owned = String::new();
        let mut from = self.at;
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => {
                    let last = self.text.get(from..self.at).ok_or(Malformed)?;
                    self.at += 1;
                    if owned.is_empty() {
                        return Ok(Cow::Borrowed(last));
                    }
                    owned.push_str(last);
                    return Ok(Cow::Owned(owned));
                }
                Some(b'\\') => {
                    owned.push_str(self.text.get(from..self.at).ok_or(Malformed)?);
                    self.at += 1;
                    owned.push(self.escaped()?);
                    from = self.at;
                }
                Some(0..=0x1f) | None => return Err(Malformed),
                Some(_) => self.at += 1,
            }
        }
    }

    /// The character that stands behind a backslash.
    fn escaped(&mut self) -> Result<char> {
        let letter = self.text.as_bytes().get(self.at).ok_or(Malformed)?;
        self.at += 1;
        Ok(match letter {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'u' => {
                let first = self.hexadecimal()?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first).ok_or(Malformed);
                }
                if self.text.as_bytes().get(self.at..self.at + 2) != Some(b"\\u") {
                    return Err(Malformed);
                }
                self.at += 2;
                let second = self.hexadecimal()?.checked_sub(0xdc00).filter(|low| *low < 0x400).ok_or(Malformed)?;
                char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second).ok_or(Malformed)?
            }
            _ => return Err(Malformed),
        })
    }

    fn hexadecimal(&mut self) -> Result<u32> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Malformed)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Malformed);
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Malformed)
    }

    /// The text of a number.
    fn number(&mut self) -> Result<&'de str> {
        self.peek();
        let rest = self.text.get(self.at..).ok_or(Malformed)?;
        let part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.bytes().position(|byte| !part(byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).filter(|number| !number.is_empty()).ok_or(Malformed)
    }

    /// Passes over a value and gives its text.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn skip(&mut self) -> Result<&'de str> {
        let first = self.peek();
        let from = self.at;
        match first {
            b'"' => self.string().map(drop)?,
            b'{' => {
                self.open(b'{')?;
                while self.next_element(b'}')? {
                    self.name()?;
                    self.skip()?;
                }
            }
            b'[' => {
                self.open(b'[')?;
                while self.next_element(b']')? {
                    self.skip()?;
                }
            }
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => self.number().map(drop)?,
        }
        self.text.get(from..self.at).ok_or(Malformed)
    }
}

fn whole<T: std::str::FromStr>(number: &str) -> Result<T> {
    number.parse().map_err(|_| Malformed)
}

/// The browser's own reading of decimals: Rust's brings a table of ten thousand incompressible bytes.
#[cfg(target_family = "wasm")]
fn decimal(number: &str) -> Result<f64> {
    let value = js_sys::parse_float(number);
    if value.is_nan() { Err(Malformed) } else { Ok(value) }
}

#[cfg(not(target_family = "wasm"))]
fn decimal(number: &str) -> Result<f64> {
    whole(number)
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.peek() {
            b'"' => self.deserialize_str(visitor),
            b'{' => self.deserialize_map(visitor),
            b'[' => self.deserialize_seq(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' => {
                self.word("null")?;
                visitor.visit_unit()
            }
            _ => {
                let number = self.number()?;
                match (number.parse::<u64>(), number.parse::<i64>()) {
                    (Ok(number), _) => visitor.visit_u64(number),
                    (_, Ok(number)) => visitor.visit_i64(number),
                    _ => visitor.visit_f64(decimal(number)?),
                }
            }
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let value = self.peek() == b't';
        self.word(if value { "true" } else { "false" })?;
        visitor.visit_bool(value)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_i64(whole(self.number()?)?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_u32(whole(self.number()?)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_f64(decimal(self.number()?)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_string(self.string()?.into_owned())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.peek() == b'n' {
            self.word("null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.open(b'[')?;
        visitor.visit_seq(Elements(self))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.open(b'{')?;
        visitor.visit_map(Elements(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let name = self.string()?;
        visitor.visit_enum(StrDeserializer::new(&name))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_str(&self.string()?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u64 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// What is left of the object or list that was opened last.
struct Elements<'a, 'de>(&'a mut Reader<'de>);

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Malformed;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if self.0.next_element(b']')? { seed.deserialize(&mut *self.0).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Elements<'_, 'de> {
    type Error = Malformed;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if self.0.next_element(b'}')? { seed.deserialize(&mut *self.0).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        self.0.take(b':')?;
        seed.deserialize(&mut *self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Row {
        id: String,
        bed_count: Option<i64>,
        kind: domain::InstitutionType,
        tags: Vec<String>,
        ratio: f64,
        #[serde(default)]
        extra: Option<Value>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(tag = "__typename")]
    enum Hit {
        Task { title: String },
        Contact { name: String, age: i64 },
    }

    #[test]
    fn rows_and_unions_are_read_as_serde_json_reads_them() {
        let rows = r#" [ {"id":"é\u00e9\n\ud83d\ude00","bedCount":null,"kind":"CLINIC","tags":[],"ratio":1.5e1,"unknown":{"a":[1,{}]}},
            {"ratio":-2,"tags":["a","b"],"kind":"HOSPITAL","id":"","extra":{"n":-1,"x":[true,false,null]}} ] "#;
        assert_eq!(read::<Vec<Row>>(rows).unwrap(), serde_json::from_str::<Vec<Row>>(rows).unwrap());
        let hits = r#"[{"__typename":"Task","title":"t"},{"age":3,"__typename":"Contact","name":"\"n\""}]"#;
        assert_eq!(read::<Vec<Hit>>(hits).unwrap(), serde_json::from_str::<Vec<Hit>>(hits).unwrap());
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in
            ["", "{", "[1,", "[1 2]", "{\"a\" 1}", "\"\\x\"", "\"\\ud800\"", "tru", "1 2", "\"a", "{,}", "\u{0}"]
        {
            assert!(read::<Value>(text).is_err(), "{text}");
        }
        assert!(read::<Row>(r#"{"id":"1"}"#).is_err());
    }

    #[test]
    fn members_are_handed_over_with_their_text() {
        let mut found = Vec::new();
        let taken = members(r#"{"a": {"b": [1, "}"]} , "c":null}"#, |name, reader| {
            found.push((name.to_owned(), reader.skip()?));
            Ok(())
        });
        taken.unwrap();
        assert_eq!(found, [("a".to_owned(), r#"{"b": [1, "}"]}"#), ("c".to_owned(), "null")]);
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            (-1e9..1e9).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::hash_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_serde_json_writes_is_read_back(value in json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            prop_assert_eq!(read::<Value>(&text), Ok(value));
            let mut reader = Reader::new(&text);
            prop_assert_eq!(reader.skip(), Ok(text.as_str()));
        }
    }
}
