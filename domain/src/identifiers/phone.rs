//! Telephone numbers: French ones in every usual way of writing (plan of numbering of ARCEP), others in
//! international form. Stored as E.164 (`+33240083333`), shown as people dial them in France.

use super::{Problem, typed};

/// French overseas: country code, digits of a number after it, and beginnings (after the national `0`) of the
/// numbers that it owns; the rest of the national numbers belongs to the mainland, `33`.
const OVERSEAS: [(&str, usize, &[&str]); 5] = [
    ("262", 9, &["262", "263", "269", "639", "692", "693"]),
    ("590", 9, &["590", "690", "691"]),
    ("594", 9, &["594", "694"]),
    ("596", 9, &["596", "696", "697"]),
    ("508", 6, &["508"]),
];

/// Mainland numbers reserved for works of fiction inside Mayotte's `639` (ARCEP decision 2018-0881).
const FICTION: &str = "63998";

/// The number in E.164 form.
///
/// Understood: `02 40 08 33 33`, `02.40.08.33.33`, `240083333` (a spreadsheet ate the zero), `+33 (0)2 40 08 33 33`,
/// `0033240083333`, `33240083333`, the same for overseas, and any `+` or `00` number of 7 to 15 digits.
///
/// # Errors
/// What is wrong with the text.
pub fn parse(text: &str) -> Result<String, Problem> {
    let (international, digits) = split(text)?;
    if let Some(digits) = international.then_some(digits.as_str()).or(digits.strip_prefix("00")) {
        return from_international(digits);
    }
    match (digits.len(), digits.strip_prefix('0')) {
        (_, Some(national)) => from_national(national),
        (9, None) => from_national(&digits),
        (11, None) if digits.starts_with("33") => from_international(&digits),
        (..9, None) => Err(Problem::TooShort),
        _ => Err(Problem::Format),
    }
}

/// Whether there was a leading `+`, and the digits.
fn split(text: &str) -> Result<(bool, String), Problem> {
    let mut international = false;
    let mut digits = String::with_capacity(16);
    for c in text.chars() {
        match c {
            '+' | '＋' if digits.is_empty() && !international => international = true,
            '(' | ')' | '/' => {}
            c if typed::is_separator(c) => {}
            c if c.is_ascii_digit() => digits.push(c),
            _ => return Err(Problem::Character),
        }
    }
    if digits.is_empty() { Err(Problem::Empty) } else { Ok((international, digits)) }
}

/// Nine digits without the leading zero.
fn from_national(number: &str) -> Result<String, Problem> {
    typed::length(number, 9, 9)?;
    if number.starts_with('0') {
        return Err(Problem::Format);
    }
    for (country, length, beginnings) in OVERSEAS {
        if beginnings.iter().any(|b| number.starts_with(b)) && !number.starts_with(FICTION) {
            return Ok(format!("+{country}{}", &number[9 - length..]));
        }
    }
    Ok(format!("+33{number}"))
}

fn from_international(digits: &str) -> Result<String, Problem> {
    if digits.starts_with('0') {
        return Err(Problem::Format);
    }
    typed::length(digits, 7, 15)?;
    let french = OVERSEAS.iter().map(|(country, length, _)| (*country, *length)).chain([("33", 9)]);
    for (country, length) in french {
        if let Some(rest) = digits.strip_prefix(country) {
            // `+33 (0)2 …`: the zero of the national form does not belong here.
            let number = rest.strip_prefix('0').unwrap_or(rest);
            return match country {
                "33" => from_national(number),
                // Saint-Pierre-et-Miquelon has numbers of six and of nine digits.
                "508" => typed::length(number, length, 9).map(|()| format!("+508{number}")),
                _ => typed::length(number, length, length).map(|()| format!("+{country}{number}")),
            };
        }
    }
    Ok(format!("+{digits}"))
}

/// A canonical number as people in France write it: `02 40 08 33 33`, `0262 90 50 50`, `+41 223 72 33 11`.
#[must_use]
pub fn display(canonical: &str) -> String {
    let Some(digits) = canonical.strip_prefix('+').filter(|d| d.bytes().all(|b| b.is_ascii_digit())) else {
        return canonical.to_owned();
    };
    if let Some(number) = digits.strip_prefix("33").filter(|n| n.len() == 9) {
        return typed::grouped(&format!("0{number}"), &[2]);
    }
    for (country, length, _) in OVERSEAS {
        if let Some(number) = digits.strip_prefix(country).filter(|n| n.len() == length) {
            let trunk = if length == 9 { "0".to_owned() } else { format!("0{country}") };
            return typed::grouped(&format!("{trunk}{number}"), &[4, 2]);
        }
    }
    let (country, number) = digits.split_at(country_code_length(digits).min(digits.len()));
    let first = if number.len().is_multiple_of(2) { 2 } else { 3 };
    format!("+{country} {}", typed::grouped(number, &[first, 2])).trim_end().to_owned()
}

/// Length of the country code at the beginning of international digits (ITU-T E.164, annex on assigned codes).
fn country_code_length(digits: &str) -> usize {
    match digits.get(..2).and_then(|two| two.parse::<u8>().ok()) {
        Some(20 | 27 | 28 | 30..=34 | 36 | 39 | 40 | 41 | 43..=49 | 51..=58) => 2,
        Some(60..=66 | 81 | 82 | 84 | 86 | 90..=95 | 98) => 2,
        _ if digits.starts_with(['1', '7']) => 1,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_number_in_many_forms() {
        for text in [
            "02 40 08 33 33",
            "02.40.08.33.33",
            "02-40-08-33-33",
            "0240083333",
            "02\u{a0}40\u{202f}08 33 33",
            "(0)2 40 08 33 33",
            "240083333",
            "+33 2 40 08 33 33",
            "+33 (0)2 40 08 33 33",
            "+330240083333",
            "0033 2 40 08 33 33",
            "0033240083333",
            "33240083333",
            " 02/40/08/33/33 ",
        ] {
            assert_eq!(parse(text).as_deref(), Ok("+33240083333"), "{text}");
        }
        assert_eq!(display("+33240083333"), "02 40 08 33 33");
    }

    #[test]
    fn overseas_numbers_have_their_own_country_code() {
        for (text, canonical, shown) in [
            ("0262 90 50 50", "+262262905050", "0262 90 50 50"),
            ("+262 (0)262 90 50 50", "+262262905050", "0262 90 50 50"),
            ("+33 262 90 50 50", "+262262905050", "0262 90 50 50"),
            ("06 92 12 34 56", "+262692123456", "0692 12 34 56"),
            ("0269 61 80 00", "+262269618000", "0269 61 80 00"),
            ("0590 89 10 10", "+590590891010", "0590 89 10 10"),
            ("0596 55 20 00", "+596596552000", "0596 55 20 00"),
            ("00594594395050", "+594594395050", "0594 39 50 50"),
            ("0508 41 14 00", "+508411400", "0508 41 14 00"),
            ("+508 41 14 00", "+508411400", "0508 41 14 00"),
            ("06 39 98 12 34", "+33639981234", "06 39 98 12 34"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(canonical), "{text}");
            assert_eq!(display(canonical), shown);
        }
    }

    #[test]
    fn other_countries() {
        assert_eq!(parse("+41 22 372 33 11").as_deref(), Ok("+41223723311"));
        assert_eq!(display("+41223723311"), "+41 223 72 33 11");
        assert_eq!(display("+68720800"), "+687 208 00");
        assert_eq!(display("+687208000"), "+687 20 80 00");
        assert_eq!(display("+37797989900"), "+377 97 98 99 00");
        assert_eq!(display("not a number"), "not a number");
    }

    #[test]
    fn refuses() {
        for (text, problem) in [
            ("", Problem::Empty),
            ("+", Problem::Empty),
            ("02 40 08 33", Problem::TooShort),
            ("02 40 08 33 33 3", Problem::TooLong),
            ("3114", Problem::TooShort),
            ("02 40 08 33 33 poste 12", Problem::Character),
            ("0240+083333", Problem::Character),
            ("0033 040 08 33 33", Problem::TooShort),
            ("+0 123 456 789", Problem::Format),
            ("1234567890", Problem::Format),
            ("+33 2 40 08 33", Problem::TooShort),
            ("+1234567890123456", Problem::TooLong),
            ("+12", Problem::TooShort),
        ] {
            assert_eq!(parse(text), Err(problem), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_reads_back_from_its_display(text in "(\\+|00|0)?[1-9][0-9 .()-]{5,16}") {
            if let Ok(number) = parse(&text) {
                prop_assert!(number.len() <= 16);
                prop_assert_eq!(parse(&display(&number)), Ok(number.clone()));
                prop_assert_eq!(parse(&number), Ok(number));
            }
        }

        #[test]
        fn never_panics(text in "\\PC{0,24}") {
            let _ = parse(&text);
            let _ = display(&text);
        }
    }
}
