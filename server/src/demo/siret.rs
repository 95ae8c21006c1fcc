//! Invented SIRETs with right keys. Companies below 000 325 175 were never registered.

use domain::identifiers::{Problem, siren, siret};

/// The first establishment of an invented company; `None` for a number of more than eight digits.
pub(crate) fn invented(company: u32) -> Option<String> {
    let company = keyed(&format!("{company:08}"), siren::parse)?;
    keyed(&format!("{company}0001"), siret::parse)
}

/// The digits and the key that makes them right.
fn keyed(digits: &str, parse: fn(&str) -> Result<String, Problem>) -> Option<String> {
    (0..10).find_map(|key| parse(&format!("{digits}{key}")).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_right() {
        assert_eq!(invented(12_345_678).as_deref(), Some("12345678200010"));
        assert!(invented(7).unwrap().starts_with("00000007"));
        assert_eq!(invented(100_000_000), None);
    }
}
