//! FINESS: the number of a French health or social establishment in the national directory of the same name, nine
//! characters: the department in two (`2A` and `2B` in Corsica) and seven digits.
//!
//! Only the form is checked. The last digit is a key, but its rule is not published for every kind of number
//! (Corsica's letters above all), and a number of the directory must never be refused.

use super::{Problem, typed};

/// The nine characters, in capitals.
///
/// # Errors
/// What is wrong with the text.
pub fn parse(text: &str) -> Result<String, Problem> {
    let number = typed::compact(text)?;
    if !number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'A' | b'B')) {
        return Err(Problem::Character);
    }
    typed::length(&number, 9, 9)?;
    let corsican = number.starts_with("2A") || number.starts_with("2B");
    let digits = if corsican { &number[2..] } else { &number[..] };
    if digits.bytes().all(|b| b.is_ascii_digit()) { Ok(number) } else { Err(Problem::Format) }
}

/// `440000289` as `44 000 028 9`, the way the directory prints it.
#[must_use]
pub fn display(canonical: &str) -> String {
    typed::grouped(canonical, &[2, 3, 3, 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        assert_eq!(parse(" 44 000 028 9 "), Ok("440000289".into()));
        assert_eq!(parse("2a0000014"), Ok("2A0000014".into()));
        assert_eq!(display("2A0000014"), "2A 000 001 4");
    }

    #[test]
    fn refuses() {
        assert_eq!(parse("44000028"), Err(Problem::TooShort));
        assert_eq!(parse("4400002890"), Err(Problem::TooLong));
        assert_eq!(parse("2C0000014"), Err(Problem::Character));
        assert_eq!(parse("4A0000014"), Err(Problem::Format));
        assert_eq!(parse("44000A289"), Err(Problem::Format));
        assert_eq!(parse("٤٤٠٠٠٠٢٨٩"), Err(Problem::Character));
        assert_eq!(parse(""), Err(Problem::Empty));
    }
}
