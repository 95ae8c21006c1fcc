//! Codes of units (UN/ECE recommendation 20).

/// The unit as people write it in French, singular and without accents, and its code.
const UNITS: &[(&str, &str)] = &[
    ("heure", "HUR"),
    ("h", "HUR"),
    ("jour", "DAY"),
    ("j", "DAY"),
    ("journee", "DAY"),
    ("semaine", "WEE"),
    ("moi", "MON"),
    ("mois", "MON"),
    ("an", "ANN"),
    ("annee", "ANN"),
    ("forfait", "LS"),
    ("piece", "H87"),
    ("personne", "IE"),
    ("participant", "IE"),
    ("stagiaire", "IE"),
    ("km", "KMT"),
    ("kilometre", "KMT"),
    ("m", "MTR"),
    ("metre", "MTR"),
    ("kg", "KGM"),
    ("kilogramme", "KGM"),
    ("litre", "LTR"),
    ("minute", "MIN"),
];

/// One of something.
const ONE: &str = "C62";

/// The code of a unit; what is not known counts as pieces of something.
pub(super) fn code(unit: &str) -> &'static str {
    let name: String = unit.trim().to_lowercase().replace(['é', 'è'], "e");
    let singular = name.trim_end_matches("(s)").trim_end_matches('.').trim_end_matches('s');
    UNITS.iter().find(|(known, _)| *known == name || *known == singular).map_or(ONE, |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn french_units_have_codes() {
        for (unit, expected) in [
            ("jour", "DAY"),
            ("Jours", "DAY"),
            ("jour(s)", "DAY"),
            ("mois", "MON"),
            ("Forfait", "LS"),
            ("journée", "DAY"),
            ("h", "HUR"),
            ("établissement", "C62"),
            ("", "C62"),
        ] {
            assert_eq!(code(unit), expected, "{unit}");
        }
        assert!(super::UNITS.iter().all(|(_, code)| en16931::codes::generated::UNIT_CODES.contains(code)));
    }
}
