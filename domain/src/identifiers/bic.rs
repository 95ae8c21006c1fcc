//! BIC: the code of a bank (ISO 9362). Four characters of the institution, two of its country, two of the place,
//! and three of the branch, which may be left out.

use super::{Problem, typed};

/// The code in capitals without separators, 8 or 11 characters as it was typed.
///
/// # Errors
/// What is wrong with the text; `Format` for a branch of the wrong length or a country that is no pair of letters.
pub fn parse(text: &str) -> Result<String, Problem> {
    let code = typed::compact(text)?;
    if !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Problem::Character);
    }
    typed::length(&code, 8, 11)?;
    let country = &code[4..6];
    if !matches!(code.len(), 8 | 11) || !country.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Err(Problem::Format);
    }
    Ok(code)
}

/// As it is stored: people do not group it.
#[must_use]
pub fn display(canonical: &str) -> String {
    canonical.to_owned()
}

/// The country of the bank, two letters; `None` when the text is too short to hold one.
#[must_use]
pub fn country_of(canonical: &str) -> Option<&str> {
    canonical.get(4..6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_and_writes() {
        assert_eq!(parse(" bnpafrpp "), Ok("BNPAFRPP".into()));
        assert_eq!(parse("BNPA FR PP XXX"), Ok("BNPAFRPPXXX".into()));
        assert_eq!(parse("DEUTDEFF500").map(|code| display(&code)), Ok("DEUTDEFF500".into()));
        assert_eq!(country_of("BNPAFRPP"), Some("FR"));
    }

    #[test]
    fn refuses() {
        assert_eq!(parse(" "), Err(Problem::Empty));
        assert_eq!(parse("BNPAFRP"), Err(Problem::TooShort));
        assert_eq!(parse("BNPAFRPPX"), Err(Problem::Format));
        assert_eq!(parse("BNPAFRPPXX"), Err(Problem::Format));
        assert_eq!(parse("BNPAFRPPXXXX"), Err(Problem::TooLong));
        assert_eq!(parse("BNPA12PP"), Err(Problem::Format));
        assert_eq!(parse("BNPAFR_P"), Err(Problem::Character));
        assert_eq!(parse("BNPÀFRPP"), Err(Problem::Character));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,20}") {
            let _ = parse(&text);
        }

        #[test]
        fn what_was_read_reads_again(code in "[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?") {
            prop_assert_eq!(parse(&display(&code)), Ok(code));
        }
    }
}
