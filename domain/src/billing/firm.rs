//! The firm as a seller: regime of VAT, and what its legal form has to say of itself.

wire_enum! {
    /// How the firm stands to VAT.
    pub enum VatRegime {
        /// It charges VAT.
        Normal = "normal",
        /// Below the threshold: it charges none and says so (CGI 293 B).
        Franchise = "franchise",
    }
}

impl Default for VatRegime {
    /// The usual one.
    fn default() -> Self {
        Self::Normal
    }
}

/// What a legal form obliges a document to mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LegalForm {
    /// A company with capital in the register of commerce: SAS, SARL, SA and the like, and every form that is not known.
    Company,
    /// In the register of commerce without capital: groups of economic interest.
    Registered,
    /// Neither: persons by themselves, associations, foundations, public bodies.
    Unregistered,
}

impl LegalForm {
    /// Reads the form as people write it: `SAS`, `S.A.S.`, `Entreprise individuelle`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        const REGISTERED: [&str; 3] = ["gie", "geie", "groupementdinteret"];
        const UNREGISTERED: [&str; 14] = [
            "ei",
            "eirl",
            "autoentrepr",
            "microentrepr",
            "entrepreneurindividuel",
            "entrepriseindividuelle",
            "professionliberale",
            "association",
            "fondation",
            "fondsdedotation",
            "syndicat",
            "etablissementpublic",
            "collectiviteterritoriale",
            "mutuelle",
        ];
        let plain = plain(text);
        let is = |form: &str| if form.len() <= 4 { plain == form } else { plain.starts_with(form) };
        if REGISTERED.iter().any(|form| is(form)) {
            Self::Registered
        } else if UNREGISTERED.iter().any(|form| is(form)) {
            Self::Unregistered
        } else {
            Self::Company
        }
    }

    /// Whether the town of the register has to be named (code de commerce R123-237).
    #[must_use]
    pub const fn has_register(self) -> bool {
        matches!(self, Self::Company | Self::Registered)
    }

    /// Whether the capital has to be named.
    #[must_use]
    pub const fn has_capital(self) -> bool {
        matches!(self, Self::Company)
    }
}

/// Letters alone, without accents and capitals.
fn plain(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            'é' | 'è' | 'ê' | 'É' | 'È' | 'Ê' => Some('e'),
            c if c.is_ascii_alphabetic() => Some(c.to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}

/// Whether a country, by name or code, is one whose firms have a SIREN: France with its overseas parts.
#[must_use]
pub fn is_french_territory(country: &str) -> bool {
    const CODES: [&str; 14] =
        ["fr", "fra", "france", "gp", "mq", "gf", "re", "yt", "pm", "bl", "mf", "guadeloupe", "martinique", "mayotte"];
    let country = plain(country);
    CODES.contains(&country.as_str()) || matches!(country.as_str(), "lareunion" | "reunion" | "guyane")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for form in ["SAS", "S.A.S.", "sasu", "SARL", "SELARL", "SA", "Société par actions simplifiée", "SCOP"] {
            assert_eq!(LegalForm::of(form), LegalForm::Company, "{form}");
        }
        for form in [
            "EI",
            "E.I.",
            "Entreprise individuelle",
            "Micro-entrepreneur",
            "Association loi 1901",
            "Établissement public",
        ] {
            assert_eq!(LegalForm::of(form), LegalForm::Unregistered, "{form}");
        }
        assert_eq!(LegalForm::of("GIE"), LegalForm::Registered);
        assert!(LegalForm::of("SAS").has_capital() && LegalForm::of("GIE").has_register());
        assert!(!LegalForm::of("GIE").has_capital() && !LegalForm::of("EI").has_register());
    }

    #[test]
    fn territories() {
        for country in ["FR", "France", " france ", "RE", "La Réunion", "Mayotte"] {
            assert!(is_french_territory(country), "{country}");
        }
        for country in ["BE", "Belgique", "", "DE"] {
            assert!(!is_french_territory(country), "{country}");
        }
    }
}
