//! Amounts, rates and quantities of the server, as the reader writes them. Nothing here is computed with fractions.

use domain::Language;

use super::decimal::{written, written_units};
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
}
