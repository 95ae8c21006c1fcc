//! IBAN: international bank account numbers (ISO 13616), key by ISO 7064 MOD 97-10.

use super::{Problem, checksum, typed};

/// Lengths in the countries of the SEPA area; any other country is accepted between 15 and 34 characters.
const LENGTHS: [(&str, usize); 42] = [
    ("AD", 24),
    ("AL", 28),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GI", 23),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("VA", 22),
];

/// The number in capitals without separators.
///
/// # Errors
/// What is wrong with the text.
pub fn parse(text: &str) -> Result<String, Problem> {
    let compact = typed::compact(text)?;
    let number = compact.strip_prefix("IBAN").unwrap_or(&compact);
    let number = number.strip_prefix(':').unwrap_or(number);
    if !number.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Problem::Character);
    }
    let (least, most) = match LENGTHS.iter().find(|(country, _)| number.starts_with(country)) {
        Some((_, length)) => (*length, *length),
        None => (15, 34),
    };
    typed::length(number, least, most)?;
    let (head, account) = number.split_at(4);
    let (country, key) = head.split_at(2);
    if !country.bytes().all(|b| b.is_ascii_alphabetic()) || !key.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::Format);
    }
    if checksum::mod_97(account.chars().chain(head.chars())) == 1 {
        Ok(number.to_owned())
    } else {
        Err(Problem::Checksum)
    }
}

/// In groups of four: `FR14 2004 1010 0505 0001 3M02 606`.
#[must_use]
pub fn display(canonical: &str) -> String {
    typed::grouped(canonical, &[4])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_and_writes() {
        let number = "FR1420041010050500013M02606";
        assert_eq!(parse("fr14 2004 1010 0505 0001 3M02 606").as_deref(), Ok(number));
        assert_eq!(parse("IBAN : FR14 2004 1010 0505 0001 3M02 606").as_deref(), Ok(number));
        assert_eq!(display(number), "FR14 2004 1010 0505 0001 3M02 606");
        for example in [
            "DE89370400440532013000",
            "GB82WEST12345698765432",
            "MC5811222000010123456789030",
            "VA59001123000012345678",
        ] {
            assert_eq!(parse(&display(example)).as_deref(), Ok(example));
        }
    }

    #[test]
    fn refuses() {
        assert_eq!(parse("FR1420041010050500013M02607"), Err(Problem::Checksum));
        assert_eq!(parse("FR14 2004 1010"), Err(Problem::TooShort));
        assert_eq!(parse("FR1420041010050500013M026060"), Err(Problem::TooLong));
        assert_eq!(parse("1420041010050500013"), Err(Problem::Format));
        assert_eq!(parse("FR14_2004"), Err(Problem::Character));
    }

    proptest! {
        #[test]
        fn a_key_can_be_found_and_reads_back(account in "[0-9A-Z]{23}") {
            let key = 98 - checksum::mod_97(account.chars().chain("FR00".chars()));
            let number = format!("FR{key:02}{account}");
            prop_assert_eq!(parse(&display(&number)), Ok(number));
        }

        #[test]
        fn two_swapped_digits_are_seen(account in "[0-9]{23}", place in 0usize..22) {
            let key = 98 - checksum::mod_97(account.chars().chain("FR00".chars()));
            let mut swapped = account.clone().into_bytes();
            swapped.swap(place, place + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assume!(swapped != account);
            prop_assert_eq!(parse(&format!("FR{key:02}{swapped}")), Err(Problem::Checksum));
        }
    }
}
