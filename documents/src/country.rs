//! Codes of countries, for invoices that programs read.

/// Code (ISO 3166-1 alpha-2) and names without accents, in lower case: those where French firms have clients.
const COUNTRIES: &[(&str, &[&str])] = &[
    ("FR", &["france", "france metropolitaine"]),
    ("GP", &["guadeloupe"]),
    ("MQ", &["martinique"]),
    ("GF", &["guyane", "guyane francaise", "french guiana"]),
    ("RE", &["reunion", "la reunion"]),
    ("YT", &["mayotte"]),
    ("PM", &["saint-pierre-et-miquelon", "saint pierre et miquelon"]),
    ("BL", &["saint-barthelemy"]),
    ("MF", &["saint-martin"]),
    ("NC", &["nouvelle-caledonie", "new caledonia"]),
    ("PF", &["polynesie francaise", "french polynesia"]),
    ("WF", &["wallis-et-futuna"]),
    ("MC", &["monaco"]),
    ("AD", &["andorre", "andorra"]),
    ("DE", &["allemagne", "germany"]),
    ("AT", &["autriche", "austria"]),
    ("BE", &["belgique", "belgium"]),
    ("BG", &["bulgarie", "bulgaria"]),
    ("CY", &["chypre", "cyprus"]),
    ("HR", &["croatie", "croatia"]),
    ("DK", &["danemark", "denmark"]),
    ("ES", &["espagne", "spain"]),
    ("EE", &["estonie", "estonia"]),
    ("FI", &["finlande", "finland"]),
    ("GR", &["grece", "greece"]),
    ("HU", &["hongrie", "hungary"]),
    ("IE", &["irlande", "ireland"]),
    ("IT", &["italie", "italy"]),
    ("LV", &["lettonie", "latvia"]),
    ("LT", &["lituanie", "lithuania"]),
    ("LU", &["luxembourg"]),
    ("MT", &["malte", "malta"]),
    ("NL", &["pays-bas", "netherlands", "the netherlands"]),
    ("PL", &["pologne", "poland"]),
    ("PT", &["portugal"]),
    ("CZ", &["tchequie", "republique tcheque", "czechia", "czech republic"]),
    ("RO", &["roumanie", "romania"]),
    ("SK", &["slovaquie", "slovakia"]),
    ("SI", &["slovenie", "slovenia"]),
    ("SE", &["suede", "sweden"]),
    ("CH", &["suisse", "switzerland"]),
    ("GB", &["royaume-uni", "united kingdom", "angleterre", "great britain"]),
    ("NO", &["norvege", "norway"]),
    ("IS", &["islande", "iceland"]),
    ("LI", &["liechtenstein"]),
    ("US", &["etats-unis", "united states", "usa"]),
    ("CA", &["canada"]),
    ("MA", &["maroc", "morocco"]),
    ("DZ", &["algerie", "algeria"]),
    ("TN", &["tunisie", "tunisia"]),
    ("SN", &["senegal"]),
    ("CI", &["cote d'ivoire", "ivory coast"]),
    ("LB", &["liban", "lebanon"]),
];

/// The code of a country that is given by its code or by its name in French or English; an empty one is France.
pub(crate) fn code(country: &str) -> Option<String> {
    let country = country.trim();
    if country.is_empty() {
        return Some("FR".to_owned());
    }
    if country.len() == 2 && country.chars().all(|c| c.is_ascii_alphabetic()) {
        return Some(country.to_ascii_uppercase());
    }
    let name: String = country.to_lowercase().chars().map(plain).collect();
    COUNTRIES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(code, _)| (*code).to_owned())
}

/// Whether a country need not be written on a letter inside France.
pub(crate) fn is_france(country: &str) -> bool {
    code(country).as_deref() == Some("FR")
}

fn plain(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        '’' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_are_understood() {
        for (given, expected) in [
            ("France", Some("FR")),
            ("", Some("FR")),
            ("fr", Some("FR")),
            ("La Réunion", Some("RE")),
            ("Belgique", Some("BE")),
            ("Côte d’Ivoire", Some("CI")),
            ("Pays-Bas", Some("NL")),
            ("Atlantide", None),
        ] {
            assert_eq!(code(given).as_deref(), expected, "{given}");
        }
        assert!(is_france(" france ") && !is_france("Suisse"));
    }
}
