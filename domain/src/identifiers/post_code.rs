//! French post codes: five digits (La Poste, norm NF Z10-011), CEDEX and overseas ones included. For addresses
//! outside France there is no rule here: do not ask.

use super::{Problem, typed};

/// The five digits.
///
/// # Errors
/// What is wrong with the text; `Unknown` when no department or territory has such codes.
pub fn parse(text: &str) -> Result<String, Problem> {
    let compact = typed::compact(text)?;
    let code = compact.strip_prefix("FR").or(compact.strip_prefix('F')).unwrap_or(&compact);
    let code = typed::digits(code, 5)?;
    let known = department(&code).is_some() || code.starts_with("20") || is_military(&code);
    if known { Ok(code) } else { Err(Problem::Unknown) }
}

/// `44000` as it is: post codes are written in one piece.
#[must_use]
pub fn display(canonical: &str) -> String {
    canonical.to_owned()
}

/// The code of the department or territory of a canonical post code: `44`, `2A`, `974`, `988`.
///
/// The post code is the post's: a few communes on a border are served from the next department. `None` for the
/// military sectors (`00…`), for codes of Corsica that tell no department, and for codes that nobody has.
#[must_use]
pub fn department(canonical: &str) -> Option<&str> {
    let (two, three) = (canonical.get(..2)?, canonical.get(..3)?);
    match three.parse::<u16>().ok()? {
        // Ajaccio and its CEDEX, Porto-Vecchio's CEDEX; Bastia and its CEDEX.
        200 | 201 | 203 | 205 | 207 => Some("2A"),
        202 | 204 | 206 => Some("2B"),
        // Overseas departments and territories, Monaco (980), the islands of the Pacific.
        971..=978 | 980 | 984 | 986..=988 => Some(three),
        10..=199 | 210..=959 => Some(two),
        _ => None,
    }
}

fn is_military(code: &str) -> bool {
    code.starts_with("00") && code != "00000"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn departments() {
        let cases = [
            ("44000", "44"),
            ("01000", "01"),
            ("75651", "75"),
            ("20090", "2A"),
            ("20303", "2A"),
            ("20537", "2A"),
            ("20700", "2A"),
            ("20401", "2B"),
            ("20604", "2B"),
            ("97133", "971"),
            ("97306", "973"),
            ("97620", "976"),
            ("98600", "986"),
            ("20167", "2A"),
            ("20200", "2B"),
            ("20600", "2B"),
            ("97400", "974"),
            ("97500", "975"),
            ("98716", "987"),
            ("98835", "988"),
            ("98000", "980"),
        ];
        for (code, expected) in cases {
            assert_eq!(parse(code).as_deref(), Ok(code));
            assert_eq!(department(code), Some(expected), "{code}");
        }
    }

    #[test]
    fn refuses() {
        assert_eq!(parse("F-44 000"), Ok("44000".into()));
        assert_eq!(parse("1000"), Err(Problem::TooShort));
        assert_eq!(parse("440000"), Err(Problem::TooLong));
        assert_eq!(parse("44A00"), Err(Problem::Character));
        assert_eq!(parse("99000"), Err(Problem::Unknown));
        assert_eq!(parse("96000"), Err(Problem::Unknown));
        assert_eq!(parse("00000"), Err(Problem::Unknown));
        assert_eq!(department("é€"), None);
        assert_eq!((parse("20900").as_deref(), department("20900")), (Ok("20900"), None));
    }

    proptest! {
        #[test]
        fn what_is_read_is_five_digits(text in "\\PC{0,12}") {
            if let Ok(code) = parse(&text) {
                prop_assert!(code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit()));
                prop_assert_eq!(parse(&display(&code)), Ok(code));
            }
        }
    }
}
