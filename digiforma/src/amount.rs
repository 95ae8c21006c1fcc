//! Amounts, quantities and rates of the upstream's answers.
//!
//! They are JSON numbers. A float between the text and the decimal would make `0.1 + 0.2` of them, so the digits are
//! read from the literal text of the answer.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A text that is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Neither a JSON number nor a string that holds one.
    #[error("`{0}` is not a number")]
    NotANumber(String),
    /// More digits than a decimal holds (28) or an exponent beyond them.
    #[error("`{0}` is outside the range of exact amounts")]
    OutOfRange(String),
}

/// Reads the literal text of a JSON number, or of a JSON string that holds one. Every digit is kept.
///
/// # Errors
/// See [`Problem`].
pub fn parse(literal: &str) -> Result<Decimal, Problem> {
    let text = literal.trim();
    let number = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text).trim();
    if !is_json_number(number) {
        return Err(Problem::NotANumber(shortened(literal)));
    }
    let read =
        if number.contains(['e', 'E']) { Decimal::from_scientific(number) } else { Decimal::from_str_exact(number) };
    read.map_err(|_| Problem::OutOfRange(shortened(literal)))
}

/// To whole cents, halves away from zero.
#[must_use]
pub fn to_cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// For `#[serde(deserialize_with = "digiforma::amount::required")]`: an amount that must be there.
///
/// Works where serde reads straight from JSON text; not behind `flatten` or untagged enumerations, which buffer
/// numbers as floats and are refused.
///
/// # Errors
/// What the deserializer says of a missing or malformed number.
pub fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    optional(deserializer)?.ok_or_else(|| D::Error::custom("an amount is missing"))
}

/// For `#[serde(default, deserialize_with = "digiforma::amount::optional")]`: an amount or `null`.
///
/// # Errors
/// As [`required`].
pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let literal = Box::<RawValue>::deserialize(deserializer)?;
    match literal.get() {
        "null" => Ok(None),
        text => parse(text).map(Some).map_err(D::Error::custom),
    }
}

/// The grammar of RFC 8259, section 6: what the decimal library takes beyond it (underscores, `+`, a bare dot) is
/// no JSON.
fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}

/// The beginning of a text, enough to recognise it in a log.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn every_digit_is_kept() {
        for (literal, expected) in [
            ("1234.56", "1234.56"),
            ("10.0", "10.0"),
            ("-2400.00", "-2400.00"),
            ("0.1", "0.1"),
            ("1234567890123.45", "1234567890123.45"),
            ("9007199254740993", "9007199254740993"),
            ("1e3", "1000"),
            ("1.5E-2", "0.015"),
            ("\"1234.50\"", "1234.50"),
            (" 7 ", "7"),
            ("0.30000000000000004", "0.30000000000000004"),
        ] {
            let amount = parse(literal).unwrap();
            assert_eq!(amount, decimal(expected), "{literal}");
        }
        assert_eq!(to_cents(parse("0.30000000000000004").unwrap()), decimal("0.30"));
    }

    #[test]
    fn halves_leave_zero() {
        assert_eq!(to_cents(decimal("2.675")), decimal("2.68"));
        assert_eq!(to_cents(decimal("-2.675")), decimal("-2.68"));
        assert_eq!(to_cents(decimal("2.6749")), decimal("2.67"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for literal in ["", "null", "true", "12,50", "1_000", "+1", ".5", "5.", "01", "NaN", "\"\"", "[1]", "1e", "--1"]
        {
            assert!(matches!(parse(literal), Err(Problem::NotANumber(_))), "{literal}");
        }
        for literal in ["1e40", "123456789012345678901234567890123", "0.12345678901234567890123456789012"] {
            assert!(matches!(parse(literal), Err(Problem::OutOfRange(_))), "{literal}");
        }
    }

    #[derive(Deserialize)]
    struct Item {
        #[serde(deserialize_with = "required")]
        quantity: Decimal,
        #[serde(default, deserialize_with = "optional", rename = "unitPrice")]
        unit_price: Option<Decimal>,
    }

    #[test]
    fn answers_are_read_without_floats() {
        let item: Item = serde_json::from_str(r#"{"quantity": 3, "unitPrice": 33.333333333333333333}"#).unwrap();
        assert_eq!(item.quantity * item.unit_price.unwrap(), decimal("99.999999999999999999"));
        let item: Item = serde_json::from_str(r#"{"quantity": 1, "unitPrice": null}"#).unwrap();
        assert_eq!(item.unit_price, None);
        let item: Item = serde_json::from_str(r#"{"quantity": 1}"#).unwrap();
        assert_eq!(item.unit_price, None);
    }

    #[test]
    fn a_bad_answer_is_an_error() {
        for bad in [r#"{"quantity": null}"#, r#"{"quantity": "douze"}"#, r#"{}"#, r#"{"quantity": [1]}"#] {
            assert!(serde_json::from_str::<Item>(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn cents_survive(cents in -100_000_000_000_000i64..100_000_000_000_000) {
            let amount = Decimal::new(cents, 2);
            prop_assert_eq!(parse(&amount.to_string()), Ok(amount));
            prop_assert_eq!(to_cents(amount), amount);
        }

        #[test]
        fn never_panics(text in "\\PC{0,40}") {
            let _ = parse(&text);
        }
    }
}
