//! SIRET: the number of one establishment of a company, its SIREN and five more digits (NIC), Luhn over the
//! fourteen (INSEE). The establishments of La Poste, too many for the key, follow another rule: the sum of
//! their digits is a multiple of five; its head office keeps Luhn's.

use super::{Problem, checksum, siren, typed};

const LA_POSTE: &str = "356000000";

/// The fourteen digits.
///
/// # Errors
/// What is wrong with the text, its SIREN included.
pub fn parse(text: &str) -> Result<String, Problem> {
    let digits = typed::digits(text, 14)?;
    let company = siren::parse(&digits[..9])?;
    if checksum::luhn(&digits) || (company == LA_POSTE && checksum::digit_sum(&digits).is_multiple_of(5)) {
        Ok(digits)
    } else {
        Err(Problem::Checksum)
    }
}

/// `73282932000074` as `732 829 320 00074`.
#[must_use]
pub fn display(canonical: &str) -> String {
    typed::grouped(canonical, &[3, 3, 3, 5])
}

/// The SIREN inside a canonical SIRET; `None` when the text is too short to hold one.
#[must_use]
pub fn siren_of(canonical: &str) -> Option<&str> {
    canonical.get(..9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        assert_eq!(parse("732 829 320 00074"), Ok("73282932000074".into()));
        assert_eq!(display("73282932000074"), "732 829 320 00074");
        assert_eq!(siren_of("73282932000074"), Some("732829320"));
    }

    #[test]
    fn la_poste_has_its_own_key() {
        assert!(parse("35600000000048").is_ok(), "head office: Luhn");
        assert!(parse("35600000049837").is_ok(), "sum of the digits divisible by five");
        assert_eq!(parse("35600000049838"), Err(Problem::Checksum));
    }

    #[test]
    fn refuses() {
        assert_eq!(parse("73282932000075"), Err(Problem::Checksum));
        assert_eq!(parse("73282932100074"), Err(Problem::Checksum));
        assert_eq!(parse("732829320"), Err(Problem::TooShort));
        assert_eq!(parse("7328293200007A"), Err(Problem::Character));
    }
}
