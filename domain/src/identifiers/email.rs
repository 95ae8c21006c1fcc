//! E-mail addresses: a pragmatic subset of RFC 5321 that takes every address in real use and refuses slips of the
//! keyboard. Quoted local parts and addresses without a domain name are refused.

use super::{Problem, typed};

/// The address, trimmed and lower-cased.
///
/// # Errors
/// What is wrong with the text. At most 254 characters, 64 before the `@` (RFC 5321, 4.5.3.1).
pub fn parse(text: &str) -> Result<String, Problem> {
    let address = text.trim().to_lowercase();
    check(&address)?;
    Ok(address)
}

/// Whether it is an address, in whatever case; blanks around it do not matter. For those that cannot carry the tables of
/// lower case.
///
/// # Errors
/// As [`parse`].
pub fn check(text: &str) -> Result<(), Problem> {
    let address = text.trim();
    if address.is_empty() {
        return Err(Problem::Empty);
    }
    typed::length(address, 6, 254)?;
    let (local, domain) = address.rsplit_once('@').ok_or(Problem::Format)?;
    check_local(local)?;
    check_domain(domain)
}

/// The address as it is.
#[must_use]
pub fn display(canonical: &str) -> String {
    canonical.to_owned()
}

fn check_local(local: &str) -> Result<(), Problem> {
    if local.is_empty() || local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Err(Problem::Format);
    }
    typed::length(local, 1, 64)?;
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if local.contains('@') {
        Err(Problem::Format)
    } else if local.chars().all(allowed) {
        Ok(())
    } else {
        Err(Problem::Character)
    }
}

fn check_domain(domain: &str) -> Result<(), Problem> {
    let (_, top) = domain.rsplit_once('.').ok_or(Problem::Format)?;
    if !domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.')) {
        return Err(Problem::Character);
    }
    let good_label =
        |label: &str| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    let good_top = top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit());
    if domain.split('.').all(good_label) && good_top { Ok(()) } else { Err(Problem::Format) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_what_people_have() {
        assert_eq!(parse("  Élodie.Le-Gall@CHU-Nantes.example "), Ok("élodie.le-gall@chu-nantes.example".into()));
        for good in ["a@b.fr", "x+y_z@mail.co.uk", "o'brien@exemple.fr", "dir@hôpital.fr", "1@2.example"] {
            assert!(parse(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn refuses_slips() {
        for (bad, problem) in [
            (" ", Problem::Empty),
            ("a@b.c", Problem::TooShort),
            ("anne.chu.fr", Problem::Format),
            ("anne@localhost", Problem::Format),
            ("anne@@chu.fr", Problem::Format),
            ("anne..b@chu.fr", Problem::Format),
            (".anne@chu.fr", Problem::Format),
            ("anne@chu..fr", Problem::Format),
            ("anne@-chu.fr", Problem::Format),
            ("anne@chu.f", Problem::Format),
            ("anne@192.168.0.1", Problem::Format),
            ("anne b@chu.fr", Problem::Character),
            ("anne@chu.fr, b@chu.fr", Problem::Format),
            ("<anne@chu.fr>", Problem::Character),
        ] {
            assert_eq!(parse(bad), Err(problem), "{bad}");
        }
        assert_eq!(parse(&format!("{}@chu.fr", "a".repeat(65))), Err(Problem::TooLong));
        assert_eq!(parse(&format!("a@{}.fr", "a".repeat(260))), Err(Problem::TooLong));
    }

    proptest! {
        #[test]
        fn reading_is_idempotent(text in "\\PC{0,20}@\\PC{0,20}") {
            if let Ok(address) = parse(&text) {
                prop_assert_eq!(parse(&address), Ok(address));
            }
        }
    }
}
