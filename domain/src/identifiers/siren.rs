//! SIREN: the number of a French company or public body, nine digits of which the last is a Luhn key
//! (INSEE, Sirene register; code de commerce R123-220).

use super::{Problem, checksum, typed};

/// The nine digits.
///
/// # Errors
/// What is wrong with the text; nine zeros count as a wrong key.
pub fn parse(text: &str) -> Result<String, Problem> {
    let digits = typed::digits(text, 9)?;
    if checksum::luhn(&digits) && checksum::digit_sum(&digits) > 0 { Ok(digits) } else { Err(Problem::Checksum) }
}

/// `404833048` as `404 833 048`.
#[must_use]
pub fn display(canonical: &str) -> String {
    typed::grouped(canonical, &[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        assert_eq!(parse(" 404 833 048\u{a0}"), Ok("404833048".into()));
        assert_eq!(display("404833048"), "404 833 048");
    }

    #[test]
    fn refuses() {
        assert_eq!(parse("404833049"), Err(Problem::Checksum));
        assert_eq!(parse("000000000"), Err(Problem::Checksum));
        assert_eq!(parse("40483304"), Err(Problem::TooShort));
        assert_eq!(parse("4048330480"), Err(Problem::TooLong));
        assert_eq!(parse("40483304O"), Err(Problem::Character));
        assert_eq!(parse("  "), Err(Problem::Empty));
    }
}
