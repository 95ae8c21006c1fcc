//! The query of an address: `?q=nantes&type=clinic`. Reads anything, writes one canonical form.

use std::fmt;

/// Names and values, in order; a name may come several times.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads what stands after `?`; never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let pairs = text
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decode(name), decode(value))
            })
            .collect();
        Self { pairs }
    }

    /// The first value of `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Every value of `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Values of `name` that `T` knows, each once.
    #[must_use]
    pub fn known<T: std::str::FromStr + PartialEq>(&self, name: &str) -> Vec<T> {
        let mut values = Vec::new();
        for value in self.all(name).filter_map(|text| text.parse().ok()) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// Values of `name` that are not blank, each once.
    #[must_use]
    pub fn words(&self, name: &str) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for word in self.all(name).map(str::trim).filter(|word| !word.is_empty()) {
            if !values.iter().any(|value| value == word) {
                values.push(word.to_owned());
            }
        }
        values
    }

    /// `yes` or `no`.
    #[must_use]
    pub fn answer(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        }
    }

    /// Adds `yes` or `no`, if either.
    pub fn push_answer(&mut self, name: &str, answer: Option<bool>) {
        if let Some(answer) = answer {
            self.push(name, if answer { "yes" } else { "no" });
        }
    }

    /// Adds a value; empty ones are left out.
    pub fn push(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.pairs.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Adds what another part of the page keeps in the address.
    pub fn append(&mut self, other: Self) {
        self.pairs.extend(other.pairs);
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.pairs.iter().enumerate() {
            let separator = if index == 0 { "" } else { "&" };
            write!(f, "{separator}{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}

/// Percent-encodes all but letters, digits and `-_.~`.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(hex_digit(byte >> 4));
            encoded.push(hex_digit(byte & 15));
        }
    }
    encoded
}

fn hex_digit(value: u8) -> char {
    char::from(b"0123456789ABCDEF".get(usize::from(value)).copied().unwrap_or(b'0'))
}

/// Undoes [`encode`], takes `+` for a space and leaves broken escapes as they are.
#[must_use]
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let escaped = match byte {
            b'%' => bytes.get(index + 1..index + 3).and_then(|hex| std::str::from_utf8(hex).ok()),
            _ => None,
        };
        match escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                decoded.push(value);
                index += 3;
            }
            None => {
                decoded.push(if byte == b'+' { b' ' } else { byte });
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nonsense_is_read_without_complaint() {
        for text in ["", "&&", "=", "a", "a=%", "a=%zz", "a=%E9", "%=%%", "q=a+b"] {
            let _ = Query::parse(text);
        }
        assert_eq!(Query::parse("q=a+b%20c").get("q"), Some("a b c"));
        assert_eq!(Query::parse("a=%zz").get("a"), Some("%zz"));
    }

    proptest! {
        #[test]
        fn encoding_is_undone(text in ".*") {
            prop_assert_eq!(decode(&encode(&text)), text);
        }

        #[test]
        fn a_written_query_is_read_back(pairs in proptest::collection::vec(("[a-z]{1,8}", ".{1,12}"), 0..6)) {
            let mut query = Query::default();
            for (name, value) in &pairs {
                query.push(name, value);
            }
            prop_assert_eq!(Query::parse(&query.to_string()), query);
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let once = Query::parse(&text);
            prop_assert_eq!(Query::parse(&once.to_string()).to_string(), once.to_string());
        }
    }
}
