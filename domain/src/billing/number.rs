//! Numbers of documents: a pattern such as `INV{YYYY}{MM}{0001}`, filled with the date of issue and a counter.
//!
//! The counter counts per series and calendar year; a month in the pattern does not restart it. A pattern therefore
//! names the year, and its numbers are unique for ever.

use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate};

/// The longest number that the exchange of invoices in France takes (BR-FR).
const MAX_LENGTH: usize = 35;
/// The digits of the largest counter.
const MAX_COUNTER_WIDTH: usize = 10;

/// A pattern that is known to give right numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NumberPattern {
    source: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    Text(String),
    Year,
    ShortYear,
    Month,
    Counter { width: usize },
}

/// Why a pattern was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PatternProblem {
    /// Nothing in it.
    Empty,
    /// A number of it could have more than 35 characters.
    TooLong,
    /// A character that numbers may not hold: letters, digits and `/ _ + -` alone.
    Character,
    /// Something in braces that is none of `{YYYY}`, `{YY}`, `{MM}` and a counter such as `{0001}`, or a brace alone.
    Placeholder,
    /// No counter, or several.
    Counter,
    /// No year, so that next year's numbers would be this year's again.
    Year,
}

impl PatternProblem {
    /// The stable name of the problem for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "REQUIRED",
            Self::TooLong => "TOO_LONG",
            Self::Character => "INVALID_CHARACTER",
            Self::Placeholder => "UNKNOWN_PLACEHOLDER",
            Self::Counter => "ONE_COUNTER_EXPECTED",
            Self::Year => "YEAR_EXPECTED",
        }
    }
}

impl std::fmt::Display for PatternProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for PatternProblem {}

impl NumberPattern {
    /// Reads a pattern: text, `{YYYY}`, `{YY}`, `{MM}`, and one counter whose digits give its width (`{0001}`).
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, PatternProblem> {
        let source = text.trim();
        if source.is_empty() {
            return Err(PatternProblem::Empty);
        }
        let parts = parts(source)?;
        if parts.iter().filter(|part| matches!(part, Part::Counter { .. })).count() != 1 {
            return Err(PatternProblem::Counter);
        }
        if !parts.iter().any(|part| matches!(part, Part::Year | Part::ShortYear)) {
            return Err(PatternProblem::Year);
        }
        if parts.iter().map(Part::longest).sum::<usize>() > MAX_LENGTH {
            return Err(PatternProblem::TooLong);
        }
        Ok(Self { source: source.to_owned(), parts })
    }

    /// The number of a date and a counter. A counter beyond the pattern's width takes as many digits as it needs.
    #[must_use]
    pub fn format(&self, date: NaiveDate, sequence: u32) -> String {
        let year = date.year().rem_euclid(10_000);
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Year => format!("{year:04}"),
                Part::ShortYear => format!("{:02}", year % 100),
                Part::Month => format!("{:02}", date.month()),
                Part::Counter { width } => format!("{sequence:0width$}"),
            })
            .collect()
    }

    /// The last counter for which numbers of a year keep one length, and so their order as text.
    #[must_use]
    pub fn capacity(&self) -> u32 {
        let width = self.parts.iter().find_map(|part| match part {
            Part::Counter { width } => Some(*width),
            _ => None,
        });
        u32::try_from(width.unwrap_or(0))
            .ok()
            .and_then(|width| 10u32.checked_pow(width))
            .map_or(u32::MAX, |most| most - 1)
    }

    /// Whether some number could be one of both patterns; two series of one firm must not share a number. Sure when it
    /// says no; patterns that tell each other apart by the values of digits only may be refused though they never meet.
    #[must_use]
    pub fn may_collide_with(&self, other: &Self) -> bool {
        let (mine, others) = (self.shape(), other.shape());
        let fits = |a: &Shape, b: &Shape| match (a, b) {
            (Shape::Digit, Shape::Digit) => true,
            (Shape::Exactly(a), Shape::Exactly(b)) => a == b,
            (Shape::Digit, Shape::Exactly(c)) | (Shape::Exactly(c), Shape::Digit) => c.is_ascii_digit(),
        };
        let from_the_left = mine.head.iter().zip(&others.head).all(|(a, b)| fits(a, b));
        let from_the_right = mine.tail.iter().rev().zip(others.tail.iter().rev()).all(|(a, b)| fits(a, b));
        from_the_left && from_the_right
    }

    /// The characters before the counter and its least digits, and those digits with what stands behind it.
    fn shape(&self) -> Halves {
        let mut halves = Halves { head: Vec::new(), tail: Vec::new() };
        let mut behind = false;
        for part in &self.parts {
            let shapes = part.shapes();
            if !behind {
                halves.head.extend(shapes.iter().copied());
            }
            behind |= matches!(part, Part::Counter { .. });
            if behind {
                halves.tail.extend(shapes);
            }
        }
        halves
    }
}

struct Halves {
    head: Vec<Shape>,
    tail: Vec<Shape>,
}

#[derive(Clone, Copy)]
enum Shape {
    Exactly(char),
    Digit,
}

impl Part {
    fn longest(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Year => 4,
            Self::ShortYear | Self::Month => 2,
            Self::Counter { width } => MAX_COUNTER_WIDTH.max(*width),
        }
    }

    fn shapes(&self) -> Vec<Shape> {
        match self {
            Self::Text(text) => text.chars().map(Shape::Exactly).collect(),
            Self::Year => vec![Shape::Digit; 4],
            Self::ShortYear | Self::Month => vec![Shape::Digit; 2],
            Self::Counter { width } => vec![Shape::Digit; *width],
        }
    }
}

impl FromStr for NumberPattern {
    type Err = PatternProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl std::fmt::Display for NumberPattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.source)
    }
}

fn parts(source: &str) -> Result<Vec<Part>, PatternProblem> {
    let mut parts = Vec::new();
    let mut rest = source;
    while let Some(open) = rest.find('{') {
        let (text, braces) = rest.split_at(open);
        push_text(&mut parts, text)?;
        let close = braces.find('}').ok_or(PatternProblem::Placeholder)?;
        parts.push(placeholder(&braces[1..close])?);
        rest = &braces[close + 1..];
    }
    push_text(&mut parts, rest)?;
    Ok(parts)
}

fn push_text(parts: &mut Vec<Part>, text: &str) -> Result<(), PatternProblem> {
    if text.contains('}') {
        return Err(PatternProblem::Placeholder);
    }
    if !text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'+' | b'-')) {
        return Err(PatternProblem::Character);
    }
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
    Ok(())
}

fn placeholder(name: &str) -> Result<Part, PatternProblem> {
    match name {
        "YYYY" => Ok(Part::Year),
        "YY" => Ok(Part::ShortYear),
        "MM" => Ok(Part::Month),
        // `1`, `01`, `0001`
        _ => match name.strip_suffix('1') {
            Some(zeros) if zeros.bytes().all(|b| b == b'0') => match name.len() {
                width @ 1..=MAX_COUNTER_WIDTH => Ok(Part::Counter { width }),
                _ => Err(PatternProblem::TooLong),
            },
            _ => Err(PatternProblem::Placeholder),
        },
    }
}

/// Whether a text can name a series of numbers: 1 to 20 capitals, digits and dashes.
#[must_use]
pub fn is_series(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pattern(text: &str) -> NumberPattern {
        NumberPattern::parse(text).unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn by_hand() {
        let day = date("2026-11-05");
        for (text, sequence, number) in [
            ("INV{YYYY}{MM}{0001}", 42, "INV2026110042"),
            ("AV{YYYY}{MM}{0001}", 1, "AV2026110001"),
            ("F-{YY}/{000001}", 42, "F-26/000042"),
            ("{1}_{YYYY}+A", 12, "12_2026+A"),
            ("INV{YYYY}{MM}{0001}", 9_999, "INV2026119999"),
            ("INV{YYYY}{MM}{0001}", 10_000, "INV20261110000"),
        ] {
            assert_eq!(pattern(text).format(day, sequence), number);
        }
        assert_eq!(pattern(" INV{YYYY}{0001} ").to_string(), "INV{YYYY}{0001}");
        assert_eq!(pattern("{YYYY}{0001}").capacity(), 9_999);
        assert_eq!(pattern("{YYYY}{0000000001}").capacity(), u32::MAX);
    }

    #[test]
    fn refuses() {
        for (text, problem) in [
            ("  ", PatternProblem::Empty),
            ("INV{YYYY}", PatternProblem::Counter),
            ("INV{YYYY}{0001}{01}", PatternProblem::Counter),
            ("INV{MM}{0001}", PatternProblem::Year),
            ("INV {YYYY}{0001}", PatternProblem::Character),
            ("É{YYYY}{0001}", PatternProblem::Character),
            ("INV.{YYYY}{0001}", PatternProblem::Character),
            ("INV{yyyy}{0001}", PatternProblem::Placeholder),
            ("INV{YYYY}{0002}", PatternProblem::Placeholder),
            ("INV{YYYY}{}", PatternProblem::Placeholder),
            ("INV{YYYY}{0001", PatternProblem::Placeholder),
            ("INV}{YYYY}{0001}", PatternProblem::Placeholder),
            ("INV{{YYYY}}{0001}", PatternProblem::Placeholder),
            ("{YYYY}{00000000001}", PatternProblem::TooLong),
            ("ABCDEFGHIJKLMNOPQRSTUV{YYYY}{0001}", PatternProblem::TooLong),
        ] {
            assert_eq!(NumberPattern::parse(text), Err(problem), "{text}");
        }
        assert!(NumberPattern::parse("ABCDEFGHIJKLMNOPQRSTU{YYYY}{0001}").is_ok(), "35 with the largest counter");
    }

    #[test]
    fn series() {
        assert!(is_series("INV") && is_series("Q-11") && is_series("A"));
        assert!(!is_series("") && !is_series("inv") && !is_series("AV_1") && !is_series("ABCDEFGHIJKLMNOPQRSTU"));
    }

    #[test]
    fn patterns_that_meet() {
        let meet = |a, b| (pattern(a).may_collide_with(&pattern(b)), pattern(b).may_collide_with(&pattern(a)));
        assert_eq!(meet("INV{YYYY}{0001}", "AV{YYYY}{0001}"), (false, false));
        assert_eq!(meet("{YYYY}{0001}", "{YYYY}{MM}{0001}"), (true, true));
        assert_eq!(meet("INV{YYYY}{0001}", "INV{YYYY}{0001}"), (true, true));
        assert_eq!(meet("F{YYYY}-{0001}", "F{YYYY}{MM}-{0001}"), (false, false));
        assert_eq!(meet("{YYYY}{0001}F", "{YYYY}{0001}A"), (false, false));
        assert_eq!(meet("A{YYYY}{0001}", "A1{YYYY}{0001}"), (true, true));
    }

    fn any_pattern() -> impl Strategy<Value = NumberPattern> {
        ("[0-9A-Za-z/_+-]{0,6}", "[0-9A-Z/_+-]{0,4}", prop::bool::ANY, prop::bool::ANY, 1usize..=6).prop_map(
            |(head, tail, short, month, width)| {
                let year = if short { "{YY}" } else { "{YYYY}" };
                let month = if month { "{MM}" } else { "" };
                let zeros = "0".repeat(width - 1);
                pattern(&format!("{head}{year}{month}{{{zeros}1}}{tail}"))
            },
        )
    }

    /// A day of a year, counters rising with it.
    fn in_one_year() -> impl Strategy<Value = (NaiveDate, NaiveDate, u32, u32)> {
        (2000i32..2100, 1u32..=365, 1u32..=365, 1u32..200_000, 1u32..5_000).prop_map(|(year, a, b, sequence, more)| {
            let day = |n| NaiveDate::from_yo_opt(year, n).unwrap();
            (day(a.min(b)), day(a.max(b)), sequence, sequence + more)
        })
    }

    proptest! {
        #[test]
        fn numbers_of_a_year_are_unique(pattern in any_pattern(), (early, late, first, second) in in_one_year()) {
            prop_assert_ne!(pattern.format(early, first), pattern.format(late, second));
        }

        #[test]
        fn numbers_sort_within_a_year(
            pattern in any_pattern(), (early, late, ..) in in_one_year(), a in any::<u32>(), b in any::<u32>()
        ) {
            // Any two counters that fit the width: 0 to the capacity.
            let (a, b) = (a % pattern.capacity(), b % pattern.capacity());
            let (first, second) = (a.min(b), a.max(b) + u32::from(a == b));
            prop_assert!(pattern.format(early, first) < pattern.format(late, second));
        }

        #[test]
        fn numbers_of_two_years_differ(pattern in any_pattern(), (day, _, first, second) in in_one_year(), years in 1i32..50) {
            let later = NaiveDate::from_ymd_opt(day.year() + years, day.month(), 1).unwrap();
            prop_assert_ne!(pattern.format(day, first), pattern.format(later, first));
            prop_assert_ne!(pattern.format(day, first), pattern.format(later, second));
        }

        #[test]
        fn every_number_can_be_sent(pattern in any_pattern(), (day, ..) in in_one_year(), sequence in any::<u32>()) {
            let number = pattern.format(day, sequence);
            prop_assert!((1..=MAX_LENGTH).contains(&number.len()), "{}", number);
            prop_assert!(number.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b)));
        }

        #[test]
        fn equal_numbers_are_foreseen(a in any_pattern(), b in any_pattern(), (day, late, first, second) in in_one_year()) {
            if a.format(day, first) == b.format(late, second) {
                prop_assert!(a.may_collide_with(&b));
            }
        }

        #[test]
        fn no_text_panics(text in ".{0,40}", braces in "[{}01YM]{0,20}") {
            let _ = NumberPattern::parse(&text);
            let _ = NumberPattern::parse(&braces);
        }
    }
}
