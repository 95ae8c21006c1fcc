//! Checks of what the firm alone has: accounts, patterns and series of numbers, its activity, its website.

use domain::billing::{NumberPattern, PatternProblem, is_series};

use crate::operations::validate::Checks;

/// An account of the plan comptable: three digits at least, then digits and capitals.
pub(super) fn account(checks: &mut Checks, field: &str, typed: &str) -> String {
    let account: String = typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let bytes = account.as_bytes();
    let right = (3..=20).contains(&bytes.len())
        && bytes[0] != b'0'
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && bytes.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if !right {
        checks.refuse(field, "INVALID_FORMAT", "An account has 3 to 20 digits, such as 411000.");
    }
    account
}

/// How documents are numbered.
pub(super) fn pattern(checks: &mut Checks, field: &str, text: &str) -> Option<NumberPattern> {
    match NumberPattern::parse(text) {
        Ok(pattern) => Some(pattern),
        Err(problem) => {
            let sentence = match problem {
                PatternProblem::Empty => "This field is required.",
                PatternProblem::TooLong => "Its numbers could have more than 35 characters.",
                PatternProblem::Character => "Numbers have letters, digits and / _ + - alone.",
                PatternProblem::Placeholder => "Braces hold {YYYY}, {YY}, {MM} or a counter such as {0001}.",
                PatternProblem::Counter => "It needs one counter, such as {0001}.",
                PatternProblem::Year => "It needs the year, {YYYY} or {YY}: numbers are never given twice.",
            };
            checks.refuse(field, problem.code(), sentence);
            None
        }
    }
}

/// What numbers are counted in.
pub(super) fn series(checks: &mut Checks, field: &str, text: &str) -> String {
    let series = text.trim().to_uppercase();
    if !is_series(&series) {
        checks.refuse(field, "INVALID_FORMAT", "A series has 1 to 20 capitals, digits and dashes.");
    } else if series.starts_with("Q-") || series.starts_with("O-") {
        checks.refuse(field, "COLLIDES", "Series of quotes and orders begin so.");
    }
    series
}

/// `7022Z`, also typed as `70.22 Z`.
pub(super) fn ape_code(checks: &mut Checks, typed: Option<&str>) -> Option<String> {
    let code: String =
        typed?.chars().filter(|c| !c.is_whitespace() && *c != '.').map(|c| c.to_ascii_uppercase()).collect();
    if code.is_empty() {
        return None;
    }
    let bytes = code.as_bytes();
    let right = bytes.len() == 5 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4].is_ascii_uppercase();
    if !right {
        checks.refuse("apeCode", "INVALID_FORMAT", "An APE code is four digits and a letter, such as 70.22Z.");
    }
    Some(code)
}

/// The address of the firm's site.
pub(super) fn website(checks: &mut Checks, typed: Option<&str>) -> Option<String> {
    let address = checks.optional("website", typed, 255)?;
    if !address.starts_with("https://") && !address.starts_with("http://") {
        checks.refuse("website", "INVALID_FORMAT", "Begin the address with https://.");
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_activity_are_typed_in_two_ways() {
        for text in ["7022Z", "70.22 z"] {
            let mut checks = Checks::default();
            assert_eq!(ape_code(&mut checks, Some(text)).as_deref(), Some("7022Z"));
            assert!(checks.finish().is_ok());
        }
    }
}
