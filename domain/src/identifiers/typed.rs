//! What people put between the characters of an identifier, and lengths.

use super::Problem;

/// Blanks (no-break ones included), dots and dashes: they structure a number and mean nothing.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{200b}' | '\u{feff}')
}

/// The characters that count, upper-cased.
pub(super) fn compact(text: &str) -> Result<String, Problem> {
    let compact: String = text.chars().filter(|c| !is_separator(*c)).map(|c| c.to_ascii_uppercase()).collect();
    if compact.is_empty() { Err(Problem::Empty) } else { Ok(compact) }
}

/// Exactly `count` ASCII digits.
pub(super) fn digits(text: &str, count: usize) -> Result<String, Problem> {
    let digits = compact(text)?;
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::Character);
    }
    length(&digits, count, count)?;
    Ok(digits)
}

/// Refuses a text outside `least..=most` characters.
pub(super) fn length(text: &str, least: usize, most: usize) -> Result<(), Problem> {
    let count = text.chars().count();
    if count < least {
        Err(Problem::TooShort)
    } else if count > most {
        Err(Problem::TooLong)
    } else {
        Ok(())
    }
}

/// Writes `text` in groups of the given sizes, the last one repeated, separated by a space.
pub(super) fn grouped(text: &str, sizes: &[usize]) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut group = 0;
    let mut left = sizes.first().copied().unwrap_or(usize::MAX);
    for c in text.chars() {
        if left == 0 {
            out.push(' ');
            group += 1;
            left = sizes.get(group).or(sizes.last()).copied().unwrap_or(usize::MAX);
        }
        out.push(c);
        left -= 1;
    }
    out
}
