//! Money as the server sends it (`1234.50`) and as people read it. Sums are of cents: exact.

use domain::Language;

use super::decimal;
use crate::i18n;

/// The cents of an amount of the server; a third decimal, as of a mean, is rounded.
#[must_use]
pub fn cents(wire: &str) -> Option<i64> {
    let (negative, digits) = wire.strip_prefix('-').map_or((false, wire), |rest| (true, rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) {
        return None;
    }
    let decimal = |at: usize| decimals.as_bytes().get(at).map_or(0, |digit| i64::from(digit - b'0'));
    let rounded = i64::from(decimal(2) >= 5);
    let cents = whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(decimal(0) * 10 + decimal(1) + rounded)?;
    Some(if negative { -cents } else { cents })
}

/// The cents of a sum, which is absent where there is nothing to add.
#[must_use]
pub fn sum(wire: Option<&str>) -> i64 {
    wire.and_then(cents).unwrap_or_default()
}

/// « 1 234,50 € », “€1,234.50”; with a true minus.
#[must_use]
pub fn euros(cents: i64) -> String {
    let language = i18n::language();
    let sign = if cents < 0 { "−" } else { "" };
    let digits = decimal::written(cents.abs(), language);
    match language {
        Language::Fr => format!("{sign}{digits}\u{a0}€"),
        Language::En => format!("{sign}€{digits}"),
    }
}

/// An amount of the server, as [`euros`]; what is no amount stays as it is.
#[must_use]
pub fn money(wire: &str) -> String {
    cents(wire).map_or_else(|| wire.to_owned(), euros)
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
    fn amounts_of_the_server_are_read_to_the_cent() {
        for (wire, expected) in [
            ("1234.50", Some(123_450)),
            ("-0.05", Some(-5)),
            ("12", Some(1_200)),
            ("12.5", Some(1_250)),
            ("33.3350", Some(3_334)),
            ("99999999999.99", Some(9_999_999_999_999)),
            ("", None),
            ("-", None),
            ("1,5", None),
            ("1e3", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(cents(wire), expected, "{wire}");
        }
        assert_eq!((sum(None), sum(Some("2.00"))), (0, 200));
    }

    #[test]
    fn amounts_are_written_with_a_true_minus() {
        assert_eq!(euros(123_450), "1\u{202f}234,50\u{a0}€");
        assert_eq!(money("-1234.5"), "−1\u{202f}234,50\u{a0}€");
        assert_eq!(money("?"), "?");
    }

    #[test]
    fn axes_are_short() {
        let written = [0.0, 500.0, 2_500.0, 25_000.0, 1_250_000.0, -2_000.0].map(axis);
        let expected = ["0 €", "500 €", "2,5 k€", "25 k€", "1,25 M€", "−2 k€"];
        assert_eq!(written, expected.map(|text| text.replace(' ', "\u{a0}")));
    }
}
