//! Names of invented people, and the addresses and telephone numbers that go with them.

use super::chance::Chance;

/// First names, and whether they are a woman's.
const FIRST: [(&str, bool); 48] = [
    ("Adèle", true),
    ("Agnès", true),
    ("Anaïs", true),
    ("Aurélie", true),
    ("Béatrice", true),
    ("Bénédicte", true),
    ("Cécile", true),
    ("Chloé", true),
    ("Claire", true),
    ("Delphine", true),
    ("Élise", true),
    ("Élodie", true),
    ("Fatima", true),
    ("Françoise", true),
    ("Gaëlle", true),
    ("Hélène", true),
    ("Inès", true),
    ("Isabelle", true),
    ("Léa", true),
    ("Maëlys", true),
    ("Marie-Thérèse", true),
    ("Nathalie", true),
    ("Océane", true),
    ("Zoé", true),
    ("Adrien", false),
    ("Amadou", false),
    ("André", false),
    ("Aurélien", false),
    ("Benoît", false),
    ("Cédric", false),
    ("Didier", false),
    ("Éric", false),
    ("Étienne", false),
    ("François", false),
    ("Gaël", false),
    ("Grégory", false),
    ("Hervé", false),
    ("Jean-Baptiste", false),
    ("Jérôme", false),
    ("Joël", false),
    ("Karim", false),
    ("Loïc", false),
    ("Mickaël", false),
    ("Noël", false),
    ("Olivier", false),
    ("Raphaël", false),
    ("Sébastien", false),
    ("Théo", false),
];

const LAST: [&str; 64] = [
    "Aubert",
    "Bénard",
    "Benali",
    "Berthelot",
    "Besson",
    "Bourdon",
    "Boyer",
    "Brémond",
    "Caron",
    "Charpentier",
    "Chevallier",
    "Collet",
    "Cordier",
    "Coulibaly",
    "Delaunay",
    "Deschamps",
    "Diallo",
    "Duchêne",
    "Dufour",
    "Fabre",
    "Ferrand",
    "Fèvre",
    "Gaillard",
    "Garnier",
    "Gauthier",
    "Gérard",
    "Girard",
    "Grosjean",
    "Guérin",
    "Guillot",
    "Haddad",
    "Hoarau",
    "Hubert",
    "Jacquet",
    "Kieffer",
    "Lacroix",
    "Lambert",
    "Le Goff",
    "Le Roux",
    "Lefèvre",
    "Lemaître",
    "Léger",
    "Leclercq",
    "Mallet",
    "Maréchal",
    "Ménard",
    "Mercier",
    "Meunier",
    "Moulin",
    "Noël",
    "N'Diaye",
    "Payet",
    "Pélissier",
    "Perrin",
    "Prévost",
    "Rémy",
    "Renaud",
    "Rivière",
    "Rousseau",
    "Schmitt",
    "Tessier",
    "Thévenet",
    "Vasseur",
    "Weber",
];

/// An invented person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    /// First name.
    pub(crate) first: &'static str,
    /// Last name.
    pub(crate) last: &'static str,
    /// Whether titles take their feminine form.
    pub(crate) is_woman: bool,
}

impl Name {
    /// Somebody.
    pub(crate) fn draw(chance: &mut Chance) -> Self {
        let (first, is_woman) = *chance.pick(&FIRST);
        Self { first, last: *chance.pick(LAST.as_slice()), is_woman }
    }

    /// `Élodie Le Goff` at `chu-nantes` as `elodie.le-goff@chu-nantes.example`.
    pub(super) fn email(self, house: &str) -> String {
        format!("{}.{}@{house}.example", ascii(self.first), ascii(self.last))
    }
}

/// Lower case, without accents, blanks as hyphens.
fn ascii(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter_map(|c| match c {
            'à' | 'â' => Some('a'),
            'ç' => Some('c'),
            'è' | 'é' | 'ê' | 'ë' => Some('e'),
            'î' | 'ï' => Some('i'),
            'ô' | 'ö' => Some('o'),
            'ù' | 'û' | 'ü' => Some('u'),
            ' ' | '-' => Some('-'),
            c => c.is_ascii_alphanumeric().then_some(c),
        })
        .collect()
}

/// A mobile number that no subscriber has (range kept for works of fiction, ARCEP decision 2018-0881).
pub(super) fn mobile(chance: &mut Chance) -> String {
    format!("+3363998{:04}", chance.below(10_000))
}

/// The same for a fixed line, in the zone of a post code; `None` overseas, where no such range exists.
pub(crate) fn fixed_line(chance: &mut Chance, post_code: &str) -> Option<String> {
    let range = match post_code.get(..2)?.parse().ok()? {
        75 | 77 | 78 | 91..=95 => "19900",
        14 | 18 | 22 | 27..=29 | 35..=37 | 41 | 44 | 45 | 49 | 50 | 53 | 56 | 61 | 72 | 76 | 85 => "26191",
        2 | 8 | 10 | 21 | 25 | 39 | 51 | 52 | 54 | 55 | 57..=60 | 62 | 67 | 68 | 70 | 71 | 80 | 88..=90 => "35301",
        1 | 3..=7 | 11 | 13 | 15 | 20 | 26 | 30 | 34 | 38 | 42 | 43 | 48 | 63 | 66 | 69 | 73 | 74 | 83 | 84 => "46571",
        9 | 12 | 16 | 17 | 19 | 23 | 24 | 31..=33 | 40 | 46 | 47 | 64 | 65 | 79 | 81 | 82 | 86 | 87 => "53649",
        _ => return None,
    };
    Some(format!("+33{range}{:04}", chance.below(10_000)))
}

#[cfg(test)]
mod tests {
    use domain::identifiers::{email, phone, post_code};

    use super::*;

    #[test]
    fn addresses_and_numbers_are_canonical() {
        let mut chance = Chance::of("names");
        for _ in 0..2000 {
            let address = Name::draw(&mut chance).email("chu-nantes");
            assert!(address.is_ascii() && email::parse(&address).as_deref() == Ok(&address), "{address}");
            let number = mobile(&mut chance);
            assert_eq!(phone::parse(&number).as_deref(), Ok(number.as_str()));
        }
    }

    #[test]
    fn every_mainland_department_has_its_zone() {
        let mut chance = Chance::of("zones");
        for department in 1..=95 {
            let code = format!("{department:02}000");
            let number = fixed_line(&mut chance, &code);
            assert!(number.is_some_and(|n| phone::parse(&n) == Ok(n)), "{code}");
        }
        assert_eq!(post_code::department("97400"), Some("974"));
        assert_eq!(fixed_line(&mut chance, "97400"), None);
    }
}
