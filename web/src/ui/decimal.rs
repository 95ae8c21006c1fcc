//! Decimal numbers as people write them, kept in whole units of their last decimal: no amount passes through a binary
//! fraction.

use domain::Language;

/// The most units that are read: of hundredths, a million million.
const GREATEST: i64 = 100_000_000_000_000;

/// Reads `1234,5`, `1 234.50`, `1.234,50`, `1,234.50`, with or without `€` or `%`; not negative.
///
/// Of two marks the last is the decimal one. One mark before three digits separates thousands where the language writes
/// them so (`1,234` in English); elsewhere it may mean either, and is refused.
#[must_use]
pub fn read(text: &str, language: Language) -> Option<i64> {
    read_units(text, language, 2)
}

/// As [`read`], of an amount that may be negative: `-5`, with a hyphen or a true minus before it.
#[must_use]
pub fn read_signed(text: &str, language: Language) -> Option<i64> {
    match text.trim().strip_prefix(['-', '\u{2212}']) {
        Some(amount) => read(amount, language).map(|hundredths| -hundredths),
        None => read(text, language),
    }
}

/// As [`read`], with at most so many decimals, in units of the last of them: `1,5` with three is 1 500.
#[must_use]
pub fn read_units(text: &str, language: Language, places: usize) -> Option<i64> {
    let text = text.trim().trim_matches(|c: char| matches!(c, '€' | '%')).trim();
    let (whole, decimals) = match text.rfind(['.', ',']) {
        None => (text, ""),
        Some(at) => {
            let (whole, rest) = text.split_at(at);
            let (mark, decimals) = (rest.get(..1)?, rest.get(1..)?);
            let separates = whole.contains(mark)
                || (decimals.len() == 3 && !whole.contains(['.', ',']) && mark == "," && language == Language::En);
            if separates { (text, "") } else { (whole, decimals) }
        }
    };
    if decimals.len() > places || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = without_separators(whole)?;
    if digits.is_empty() && decimals.is_empty() {
        return None;
    }
    let units: i64 = format!("{digits}{decimals:0<places$}").parse().ok()?;
    (units <= GREATEST).then_some(units)
}

/// The digits of a whole number whose thousands may be set apart, all by the same mark.
fn without_separators(text: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '’' | '\'');
    let mut marks = text.chars().filter(|c| is_mark(*c));
    if let Some(first) = marks.next()
        && marks.any(|mark| mark != first)
    {
        return None;
    }
    let groups: Vec<&str> = text.split(is_mark).collect();
    let well_formed = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    let digits = groups.concat();
    (well_formed && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// Writes hundredths as the language does: `1 234,50`, `1,234.50`.
#[must_use]
pub fn written(hundredths: i64, language: Language) -> String {
    let (mark, separator) = marks(language);
    let (whole, decimals) = (hundredths / 100, hundredths % 100);
    format!("{}{mark}{decimals:02}", grouped(whole, separator))
}

/// As [`written`], without decimals that say nothing: `20`, `5,5`.
#[must_use]
pub fn written_short(hundredths: i64, language: Language) -> String {
    written_units(hundredths, language, 2)
}

/// Writes a number of so many decimals, without those that say nothing: 1 500 thousandths are `1,5`.
#[must_use]
pub fn written_units(units: i64, language: Language, places: u32) -> String {
    let (mark, separator) = marks(language);
    let scale = 10_i64.pow(places);
    let (whole, decimals) = (grouped(units / scale, separator), units % scale);
    let decimals = format!("{decimals:0width$}", width = places as usize);
    match decimals.trim_end_matches('0') {
        "" => whole,
        decimals => format!("{whole}{mark}{decimals}"),
    }
}

/// Hundredths as the server takes and gives them: `1234.50`, `-0.05`.
#[must_use]
pub fn wire(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// The mark before the decimals, and that between thousands.
const fn marks(language: Language) -> (char, char) {
    match language {
        Language::Fr => (',', '\u{202f}'),
        Language::En => ('.', ','),
    }
}

fn grouped(whole: i64, separator: char) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, hundredths) in [
            ("1234,5", 123_450),
            ("1 234.50", 123_450),
            ("1\u{202f}234,50 €", 123_450),
            ("1.234,50", 123_450),
            ("€1,234.50", 123_450),
            ("1,234,567", 123_456_700),
            ("12", 1_200),
            (",5", 50),
            ("12,", 1_200),
            ("0", 0),
            ("20 %", 2_000),
        ] {
            assert_eq!(read(text, Language::Fr), Some(hundredths), "{text}");
            assert_eq!(read(text, Language::En), Some(hundredths), "{text}");
        }
    }

    #[test]
    fn an_amount_may_have_a_minus_where_it_is_asked_for() {
        for (text, hundredths) in [("-5", -500), ("−1 234,50 €", -123_450), (" - 0,05 ", -5), ("12", 1_200)] {
            assert_eq!(read_signed(text, Language::Fr), Some(hundredths), "{text}");
        }
        for nonsense in ["", "-", "--5", "5-", "−-5"] {
            assert_eq!(read_signed(nonsense, Language::Fr), None, "{nonsense}");
        }
        assert_eq!([wire(-5), wire(-123_450), wire(0)], ["-0.05", "-1234.50", "0.00"]);
    }

    #[test]
    fn what_may_mean_two_things_is_refused() {
        assert_eq!(read("1,234", Language::En), Some(123_400));
        assert_eq!(read("1,234", Language::Fr), None);
        assert_eq!(read("1.234", Language::Fr), None);
        assert_eq!(read("1.234", Language::En), None);
    }

    #[test]
    fn nonsense_is_no_amount() {
        for text in [
            "",
            " ",
            "€",
            ",",
            "-5",
            "−5",
            "1 23",
            "1 2345,00",
            "12,345",
            "1.2.3",
            "1 234,567",
            "1,234.567",
            "5€5",
            "x",
            "1e3",
            "٣",
            "1 000.000,00",
            "9999999999999999999",
        ] {
            assert_eq!(read(text, Language::Fr), None, "{text}");
        }
    }

    #[test]
    fn a_quantity_has_up_to_three_decimals() {
        for (text, thousandths) in [("1,5", 1_500), ("0.125", 125), ("8", 8_000), ("1 250,5", 1_250_500), (",001", 1)] {
            assert_eq!(read_units(text, Language::Fr, 3), Some(thousandths), "{text}");
        }
        assert_eq!(read_units("1,234", Language::Fr, 3), Some(1_234));
        assert_eq!(read_units("1,234", Language::En, 3), Some(1_234_000));
        assert_eq!(read_units("1,2345", Language::Fr, 3), None);
        assert_eq!(written_units(1_500, Language::Fr, 3), "1,5");
        assert_eq!(written_units(8_000, Language::En, 3), "8");
        assert_eq!(written_units(1_250_125, Language::Fr, 3), "1\u{202f}250,125");
    }

    #[test]
    fn trailing_zeros_of_a_percentage_go() {
        assert_eq!(written_short(2_000, Language::Fr), "20");
        assert_eq!(written_short(550, Language::Fr), "5,5");
        assert_eq!(written_short(10_000, Language::En), "100");
        assert_eq!(written_short(0, Language::En), "0");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_in_both_languages(hundredths in 0..=GREATEST) {
            for language in [Language::Fr, Language::En] {
                for reader in [Language::Fr, Language::En] {
                    prop_assert_eq!(read(&written(hundredths, language), reader), Some(hundredths));
                }
            }
            prop_assert_eq!(read(&wire(hundredths), Language::En), Some(hundredths));
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let _any = (read(&text, Language::Fr), read(&text, Language::En));
        }
    }
}
