//! Amounts, dates and numbers as French people write them.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// Narrow no-break space: between groups of digits, before `%`.
const NARROW: char = '\u{202f}';
/// No-break space: before `€`.
const NO_BREAK: char = '\u{a0}';

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// `2 900,00 €`
pub(crate) fn euros(amount: Decimal) -> String {
    let mut text = digits(amount, 2);
    text.push(NO_BREAK);
    text.push('€');
    text
}

/// `2 900,00 €`, or nothing for zero.
pub(crate) fn euros_if_any(amount: Decimal) -> Option<String> {
    (!amount.is_zero()).then(|| euros(amount))
}

/// `1,5`; no decimals that say nothing.
pub(crate) fn number(value: Decimal) -> String {
    digits(value, value.normalize().scale())
}

/// `5,5 %`
pub(crate) fn percent(rate: Decimal) -> String {
    let mut text = number(rate);
    text.push(NARROW);
    text.push('%');
    text
}

/// `40 000 €` of a share capital; cents only where there are some.
pub(crate) fn capital(amount: Decimal) -> String {
    if amount.fract().is_zero() { format!("{}{NO_BREAK}€", digits(amount, 0)) } else { euros(amount) }
}

/// `23 novembre 2026`, `1er décembre 2026`
pub(crate) fn date(date: NaiveDate) -> String {
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    format!("{day}{NO_BREAK}{}{NO_BREAK}{}", MONTHS[date.month0() as usize], date.year())
}

/// `du 3 au 5 novembre 2026`, `du 28 octobre au 3 novembre 2026`; what both days share is written once.
pub(crate) fn period(start: NaiveDate, end: NaiveDate) -> String {
    let whole = date(start);
    let short = if start.year() != end.year() {
        whole.as_str()
    } else {
        let year = format!("{NO_BREAK}{}", start.year());
        let without_year = whole.strip_suffix(&year).unwrap_or(&whole);
        let month = format!("{NO_BREAK}{}", MONTHS[start.month0() as usize]);
        if start.month() == end.month() {
            without_year.strip_suffix(&month).unwrap_or(without_year)
        } else {
            without_year
        }
    };
    format!("du {short} au {}", date(end))
}

/// `3 jours`; words that are not known stay as they are.
pub(crate) fn counted(quantity: Decimal, unit: &str) -> String {
    const COUNTED: [&str; 16] = [
        "an",
        "année",
        "demi-journée",
        "entretien",
        "forfait",
        "heure",
        "jour",
        "journée",
        "minute",
        "page",
        "participant",
        "personne",
        "pièce",
        "semaine",
        "stagiaire",
        "unité",
    ];
    let plural = quantity >= Decimal::TWO && COUNTED.contains(&unit.to_lowercase().as_str());
    format!("{}{NO_BREAK}{unit}{}", number(quantity), if plural { "s" } else { "" })
}

/// Groups of characters with no-break spaces between: `group("FR7630", 4)` is `FR76 30`.
pub(crate) fn group(text: &str, size: usize) -> String {
    let characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    characters.chunks(size).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("\u{a0}")
}

/// `123 456 782`, and the end of a SIRET in one piece: `123 456 782 00012`.
pub(crate) fn identifier(text: &str) -> String {
    match (text.get(..9), text.get(9..)) {
        (Some(siren), Some("")) => group(siren, 3),
        (Some(siren), Some(rest)) => format!("{}{NO_BREAK}{rest}", group(siren, 3)),
        _ => text.to_owned(),
    }
}

fn digits(value: Decimal, scale: u32) -> String {
    let mut rounded = value.round_dp_with_strategy(scale, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(scale);
    let plain = rounded.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if rounded.is_sign_negative() && !rounded.is_zero() {
        text.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(NARROW);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_are_grouped_and_have_cents() {
        assert_eq!(euros(decimal("1234567.5")), "1\u{202f}234\u{202f}567,50\u{a0}€");
        assert_eq!(euros(decimal("0")), "0,00\u{a0}€");
        assert_eq!(euros(decimal("-12.345")), "\u{2212}12,35\u{a0}€");
        assert_eq!(euros(decimal("-0.001")), "0,00\u{a0}€");
        assert_eq!(euros_if_any(decimal("0.00")), None);
        assert_eq!(capital(decimal("40000.00")), "40\u{202f}000\u{a0}€");
        assert_eq!(capital(decimal("7622.45")), "7\u{202f}622,45\u{a0}€");
    }

    #[test]
    fn numbers_have_the_decimals_that_they_need() {
        assert_eq!(number(decimal("2.000")), "2");
        assert_eq!(number(decimal("1.500")), "1,5");
        assert_eq!(number(decimal("1000")), "1\u{202f}000");
        assert_eq!(percent(decimal("5.50")), "5,5\u{202f}%");
        assert_eq!(percent(decimal("20.00")), "20\u{202f}%");
    }

    #[test]
    fn dates_and_identifiers_are_written_out() {
        let day = |y, m, d| date(NaiveDate::from_ymd_opt(y, m, d).unwrap()).replace('\u{a0}', " ");
        assert_eq!(day(2026, 11, 23), "23 novembre 2026");
        assert_eq!(day(2026, 8, 1), "1er août 2026");
        let range = |a: &str, b: &str| period(a.parse().unwrap(), b.parse().unwrap()).replace('\u{a0}', " ");
        assert_eq!(range("2026-11-03", "2026-11-05"), "du 3 au 5 novembre 2026");
        assert_eq!(range("2026-10-28", "2026-11-01"), "du 28 octobre au 1er novembre 2026");
        assert_eq!(range("2025-12-28", "2026-01-03"), "du 28 décembre 2025 au 3 janvier 2026");
        assert_eq!(counted(decimal("3.000"), "jour").replace('\u{a0}', " "), "3 jours");
        assert_eq!(counted(decimal("1.5"), "jour").replace('\u{a0}', " "), "1,5 jour");
        assert_eq!(counted(decimal("3"), "mois").replace('\u{a0}', " "), "3 mois");
        assert_eq!(identifier("12345678200012").replace('\u{a0}', " "), "123 456 782 00012");
        assert_eq!(identifier("123456782").replace('\u{a0}', " "), "123 456 782");
        assert_eq!(identifier("sans"), "sans");
        assert_eq!(group("FR76 3000", 4).replace('\u{a0}', " "), "FR76 3000");
    }
}
