//! Amounts, rates and quantities of the server, as the reader writes them. Nothing here is computed with fractions.

use domain::Language;

use super::decimal::{self, written, written_units};
use crate::i18n;

/// A number of the wire (`-1234.5`) in units of its last decimal, of which it has at most `places`.
#[must_use]
pub fn units(wire: &str, places: usize) -> Option<i64> {
    let (negative, digits) = wire.strip_prefix('-').map_or((false, wire), |digits| (true, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    // Zeros at the end say nothing; anything else would be lost.
    let (kept, rest) = decimals.split_at(decimals.len().min(places));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(kept) || rest.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let units: i64 = format!("{whole}{kept:0<places$}").parse().ok()?;
    Some(if negative { -units } else { units })
}

/// Cents of an amount of the wire; what is no amount counts as nothing.
#[must_use]
pub fn cents(wire: &str) -> i64 {
    units(wire, 2).unwrap_or_default()
}

/// « 1 234,50 € », “€1,234.50”, with a true minus; tracked.
#[must_use]
pub fn euros(wire: &str) -> String {
    match units(wire, 2) {
        Some(cents) => euros_of(cents),
        None => wire.to_owned(),
    }
}

/// As [`euros`], of cents.
#[must_use]
pub fn euros_of(cents: i64) -> String {
    let language = i18n::language();
    let sign = if cents < 0 { "\u{2212}" } else { "" };
    let amount = written(cents.saturating_abs(), language);
    match language {
        Language::Fr => format!("{sign}{amount}\u{a0}€"),
        Language::En => format!("{sign}€{amount}"),
    }
}

/// « 5,5 % », “5.5%”; tracked.
#[must_use]
pub fn percent(wire: &str) -> String {
    let language = i18n::language();
    let Some(hundredths) = units(wire, 2) else { return wire.to_owned() };
    let number = written_units(hundredths, language, 2);
    match language {
        Language::Fr => format!("{number}\u{a0}%"),
        Language::En => format!("{number}%"),
    }
}

/// « 1,5 », “1.5”; tracked.
#[must_use]
pub fn quantity(wire: &str) -> String {
    units(wire, 3).map_or_else(|| wire.to_owned(), |units| written_units(units, i18n::language(), 3))
}

/// Cents of an amount that may have more decimals, as of a mean: rounded.
#[must_use]
pub fn rounded(wire: &str) -> Option<i64> {
    let (whole, decimals) = wire.split_once('.').unwrap_or((wire, ""));
    let cents = units(&format!("{whole}.{}", decimals.get(..2).unwrap_or(decimals)), 2)?;
    let rest = decimals.get(2..).unwrap_or_default();
    if rest.bytes().any(|byte| !byte.is_ascii_digit()) {
        return None;
    }
    let up = i64::from(rest.bytes().next().is_some_and(|digit| digit >= b'5'));
    Some(if wire.starts_with('-') { cents - up } else { cents + up })
}

/// Cents of a sum, which is absent where there is nothing to add.
#[must_use]
pub fn sum(wire: Option<&str>) -> i64 {
    wire.and_then(rounded).unwrap_or_default()
}

/// A value of an axis in euros, short: « 25 k€ », “€2.5M”.
#[must_use]
pub fn axis(value: f64) -> String {
    let size = value.abs();
    let (unit, letter) = match size {
        size if size >= 1_000_000.0 => (1_000_000.0, "M"),
        size if size >= 1_000.0 => (1_000.0, "k"),
        _ => (1.0, ""),
    };
    #[expect(clippy::cast_possible_truncation, reason = "at most a few thousand units on an axis")]
    let hundredths = (size / unit * 100.0).round() as i64;
    let language = i18n::language();
    let sign = if value < 0.0 && hundredths > 0 { "−" } else { "" };
    let digits = if hundredths == 0 { "0".to_owned() } else { decimal::written_short(hundredths, language) };
    match language {
        Language::Fr => format!("{sign}{digits}\u{a0}{letter}€"),
        Language::En => format!("{sign}€{digits}{letter}"),
    }
}

/// How high an amount is on a drawing.
#[must_use]
pub fn size(cents: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a drawing needs no cents of billions")]
    let size = cents as f64;
    size / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_the_wire_are_exact() {
        assert_eq!(units("1234.5", 2), Some(123_450));
        assert_eq!(units("-0.05", 2), Some(-5));
        assert_eq!(units("7", 2), Some(700));
        assert_eq!(units("1.500000", 3), Some(1_500));
        for wrong in ["", "-", "1.005", "x", "1e3", ".5", "1.2.3"] {
            assert_eq!(units(wrong, 2), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_are_written_in_french() {
        assert_eq!(euros("15124.00"), "15\u{202f}124,00\u{a0}€");
        assert_eq!(euros("-230"), "\u{2212}230,00\u{a0}€");
        assert_eq!(percent("5.50"), "5,5\u{a0}%");
        assert_eq!(quantity("8.000"), "8");
    }

    #[test]
    fn means_are_rounded_to_the_cent() {
        for (wire, expected) in [
            ("1234.50", Some(123_450)),
            ("-0.05", Some(-5)),
            ("12", Some(1_200)),
            ("33.3350", Some(3_334)),
            ("-33.3350", Some(-3_334)),
            ("", None),
            ("1,5", None),
            ("1.23x", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(rounded(wire), expected, "{wire}");
        }
        assert_eq!((sum(None), sum(Some("2.00"))), (0, 200));
    }

    #[test]
    fn axes_are_short() {
        let written = [0.0, 500.0, 2_500.0, 25_000.0, 1_250_000.0, -2_000.0].map(axis);
        let expected = ["0 €", "500 €", "2,5 k€", "25 k€", "1,25 M€", "\u{2212}2 k€"];
        assert_eq!(written, expected.map(|text| text.replace(' ', "\u{a0}")));
    }
}
