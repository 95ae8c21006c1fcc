//! FINESS: the number of a French health or social establishment in the national directory of the same name, nine
//! characters: the department in two (`2A` and `2B` in Corsica, `97` and `98` overseas) and seven digits, the last of
//! which is a Luhn key.
//!
//! Numbers of Corsica are checked by their form alone: what the letters count in the key is not published, and a number
//! of the directory must never be refused.

use super::{Problem, checksum, typed};

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
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::Format);
    }
    let agrees = corsican || (checksum::luhn(digits) && checksum::digit_sum(digits) > 0);
    if agrees { Ok(number) } else { Err(Problem::Checksum) }
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
    fn numbers_of_the_directory() {
        for number in [
            "010000024", // CH de Bourg-en-Bresse
            "130783236", // Assistance publique, Marseille
            "440000289", // CHU de Nantes
            "690781810", // Hospices civils de Lyon
            "750712184", // Assistance publique, Paris
            "2B0000012", // CH de Bastia
            "970100228", // CHU de la Guadeloupe
            "970211207", // CHU de Martinique
            "970302022", // CH de Cayenne
            "970408589", // CHU de La Réunion
            "980500003", // CH de Mayotte
            "980600027", // Hôpital de Sia, Wallis-et-Futuna
        ] {
            assert_eq!(parse(&display(number)).as_deref(), Ok(number));
        }
    }

    #[test]
    fn refuses() {
        assert_eq!(parse("440000298"), Err(Problem::Checksum));
        assert_eq!(parse("970400042"), Err(Problem::Checksum));
        assert_eq!(parse("000000000"), Err(Problem::Checksum));
        assert_eq!(parse("44000028"), Err(Problem::TooShort));
        assert_eq!(parse("4400002890"), Err(Problem::TooLong));
        assert_eq!(parse("2C0000014"), Err(Problem::Character));
        assert_eq!(parse("4A0000014"), Err(Problem::Format));
        assert_eq!(parse("44000A289"), Err(Problem::Format));
        assert_eq!(parse("٤٤٠٠٠٠٢٨٩"), Err(Problem::Character));
        assert_eq!(parse(""), Err(Problem::Empty));
    }
}
