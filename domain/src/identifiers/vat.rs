//! VAT numbers of the European Union (directive 2006/112/EC, article 215). The French one is `FR`, a key of two
//! characters and the SIREN. A key of digits is (12 + 3 × (SIREN mod 97)) mod 97; one with a letter, of the newer kind, is
//! reckoned by 11. The numbers of other states are checked by form alone.

use super::{Problem, checksum, siren, typed};

/// Prefixes: the member states, Greece as `EL`, and Northern Ireland (`XI`).
const PREFIXES: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];

/// The number in capitals without separators.
///
/// Monaco shares the French prefix and key, with numbers that begin with `000` and are no SIREN.
///
/// # Errors
/// What is wrong with the text; `Unknown` for a prefix outside the Union.
pub fn parse(text: &str) -> Result<String, Problem> {
    let number = typed::compact(text)?;
    if !number.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Problem::Character);
    }
    typed::length(&number, 4, 14)?;
    let (prefix, rest) = number.split_at(2);
    if !PREFIXES.contains(&prefix) {
        return Err(if prefix.bytes().all(|b| b.is_ascii_alphabetic()) { Problem::Unknown } else { Problem::Format });
    }
    if prefix == "FR" {
        french(rest)?;
    }
    Ok(number)
}

fn french(rest: &str) -> Result<(), Problem> {
    typed::length(rest, 11, 11)?;
    let (key, company) = rest.split_at(2);
    if !company.bytes().all(|b| b.is_ascii_digit()) || key.contains(['I', 'O']) {
        return Err(Problem::Character);
    }
    if !company.starts_with("000") {
        siren::parse(company)?;
    }
    let digits = key.bytes().all(|b| b.is_ascii_digit());
    let agrees = if digits { key == key_of(company) } else { letter_key_agrees(key, company) };
    if agrees { Ok(()) } else { Err(Problem::Checksum) }
}

/// The key of the newer kind: its two characters, of 34 without I and O, make a number whose remainder by 11 is that of
/// SIREN + 1 + the number's quotient by 11.
fn letter_key_agrees(key: &str, siren: &str) -> bool {
    const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let places: Vec<u64> = key.chars().filter_map(|c| CHARACTERS.find(c)).map(|place| place as u64).collect();
    let (&[first, second], Ok(siren)) = (places.as_slice(), siren.parse::<u64>()) else { return false };
    // Keys that begin with a digit were given out first.
    let number =
        if first < 10 { (first * 24 + second).checked_sub(10) } else { (first * 34 + second).checked_sub(100) };
    number.is_some_and(|number| (siren + 1 + number / 11) % 11 == number % 11)
}

fn key_of(siren: &str) -> String {
    format!("{:02}", (12 + 3 * checksum::mod_97(siren.chars())) % 97)
}

/// The VAT number of a French company, from its SIREN.
///
/// # Errors
/// What is wrong with the SIREN.
pub fn of_siren(text: &str) -> Result<String, Problem> {
    let company = siren::parse(text)?;
    Ok(format!("FR{}{company}", key_of(&company)))
}

/// `FR83404833048` as `FR 83 404 833 048`; another state's number as it is, after its prefix.
#[must_use]
pub fn display(canonical: &str) -> String {
    if canonical.starts_with("FR") {
        typed::grouped(canonical, &[2, 2, 3])
    } else {
        typed::grouped(canonical, &[2, usize::MAX])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn french_numbers_carry_their_key() {
        assert_eq!(of_siren("404 833 048"), Ok("FR83404833048".into()));
        assert_eq!(parse("fr 83 404 833 048"), Ok("FR83404833048".into()));
        assert_eq!(display("FR83404833048"), "FR 83 404 833 048");
        assert_eq!(parse("FR84404833048"), Err(Problem::Checksum));
        assert_eq!(parse("FR83404833049"), Err(Problem::Checksum));
        assert!(parse("FR53000004605").is_ok(), "Monaco");
    }

    #[test]
    fn keys_may_hold_letters() {
        for number in ["FRK7399859412", "FR4Z123456782"] {
            assert_eq!(parse(&display(number)).as_deref(), Ok(number));
        }
        assert_eq!(parse("FRK8399859412"), Err(Problem::Checksum));
        assert_eq!(parse("FRKI399859412"), Err(Problem::Character));
        assert_eq!(parse("FR01399859412"), Err(Problem::Checksum));
    }

    #[test]
    fn other_states_by_form() {
        assert_eq!(parse("BE 0203.430.576"), Ok("BE0203430576".into()));
        assert_eq!(display("BE0203430576"), "BE 0203430576");
        assert_eq!(parse("US123456789"), Err(Problem::Unknown));
        assert_eq!(parse("12345678901"), Err(Problem::Format));
    }

    proptest! {
        #[test]
        fn every_siren_has_a_number_that_reads_back(head in 10_000_000u32..100_000_000) {
            let company = (0..10).map(|key| format!("{head}{key}")).find(|s| siren::parse(s).is_ok()).unwrap();
            let number = of_siren(&company).unwrap();
            prop_assert_eq!(parse(&display(&number)), Ok(number));
        }
    }
}
