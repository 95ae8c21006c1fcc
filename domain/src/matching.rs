//! How alike two establishments are, by their names and towns: for links that nobody made by hand.
//!
//! Everything here is pure. Which establishments are compared at all is the database's choice (trigrams).

/// From this score on, a link is made by itself.
pub const AUTOMATIC: u8 = 85;
/// From this score on, a link is suggested.
pub const SUGGESTED: u8 = 70;

/// Words that most establishments share, and articles: they tell nothing about which one it is.
const GENERIC: [&str; 46] = [
    "a",
    "and",
    "association",
    "au",
    "aux",
    "cabinet",
    "centre",
    "ch",
    "chi",
    "chr",
    "chru",
    "chu",
    "clinique",
    "cliniques",
    "d",
    "de",
    "des",
    "du",
    "en",
    "eps",
    "epsm",
    "et",
    "etablissement",
    "ets",
    "eurl",
    "fondation",
    "ghr",
    "ght",
    "groupe",
    "groupement",
    "hopital",
    "hopitaux",
    "hospitalier",
    "hospitaliere",
    "l",
    "la",
    "le",
    "les",
    "maison",
    "medical",
    "medicale",
    "polyclinique",
    "sa",
    "sante",
    "sarl",
    "sas",
];

/// Abbreviations and their words.
const ABBREVIATIONS: [(&str, &str); 4] = [("st", "saint"), ("ste", "sainte"), ("nd", "notre dame"), ("hop", "hopital")];

/// What is compared of an establishment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Party<'a> {
    /// Its name, as written.
    pub name: &'a str,
    /// Its town.
    pub city: Option<&'a str>,
    /// Its post code.
    pub zip_code: Option<&'a str>,
}

/// What a score means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Alike enough to be linked by itself.
    Automatic,
    /// Alike enough to ask a person.
    Suggested,
    /// Not alike.
    Different,
}

impl Verdict {
    /// What is done at this score.
    #[must_use]
    pub const fn of(score: u8) -> Self {
        match score {
            AUTOMATIC.. => Self::Automatic,
            SUGGESTED.. => Self::Suggested,
            _ => Self::Different,
        }
    }
}

/// Lower case without accents, ligatures and punctuation, words parted by one blank; abbreviations written out.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match without_accent(c) {
            Some(letters) => plain.push_str(letters),
            None if c.is_alphanumeric() => plain.push(c),
            None if is_combining(c) => {}
            None => plain.push(' '),
        }
    }
    let words = plain
        .split_whitespace()
        .map(|word| ABBREVIATIONS.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| *long));
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a name that tell which establishment it is; all of its words when none does.
#[must_use]
pub fn normalised_name(name: &str) -> String {
    let folded = folded(name);
    let telling: Vec<&str> = folded.split(' ').filter(|word| !GENERIC.contains(word)).collect();
    if telling.is_empty() { folded } else { telling.join(" ") }
}

/// From 0 (nothing in common) to 100 (the same telling words in the same town).
///
/// The name weighs four fifths, the town the rest. Establishments of different departments are never alike, those of
/// different towns of one department are at best suggested, and so are those whose towns are not known.
#[must_use]
pub fn score(one: Party<'_>, other: Party<'_>) -> u8 {
    let name = name_similarity(&normalised_name(one.name), &normalised_name(other.name));
    let (town, most) = match place(one, other) {
        Place::Same => (100, 100),
        Place::Near => (40, AUTOMATIC - 1),
        Place::Unknown => (50, AUTOMATIC - 1),
        Place::Far => (0, SUGGESTED - 1),
    };
    let weighted = (u32::from(name) * 4 + town + 2) / 5;
    u8::try_from(weighted).unwrap_or(100).min(most)
}

/// How the places of two establishments lie to one another.
enum Place {
    /// The same town or post code.
    Same,
    /// Another town of the same department.
    Near,
    /// Another department.
    Far,
    /// One of them is not known.
    Unknown,
}

fn place(one: Party<'_>, other: Party<'_>) -> Place {
    let towns = (known(one.city, town_of), known(other.city, town_of));
    let codes = (known(one.zip_code, code_of), known(other.zip_code, code_of));
    if let (Some(one), Some(other)) = &codes
        && one == other
    {
        return Place::Same;
    }
    let department = |code: &str| code.chars().take(2).collect::<String>();
    let same_department = match &codes {
        (Some(one), Some(other)) => Some(department(one) == department(other)),
        _ => None,
    };
    match (&towns, same_department) {
        // Towns of one name lie in many departments.
        ((Some(one), Some(other)), Some(true) | None) if one == other => Place::Same,
        (_, Some(true)) => Place::Near,
        (_, Some(false)) | ((Some(_), Some(_)), None) => Place::Far,
        (_, None) => Place::Unknown,
    }
}

fn known(text: Option<&str>, canonical: fn(&str) -> String) -> Option<String> {
    text.map(canonical).filter(|text| !text.is_empty())
}

/// A town without the number of its district or delivery office: « Lyon 3e », « NANTES CEDEX 1 ».
fn town_of(city: &str) -> String {
    let folded = folded(city);
    let words = folded
        .split(' ')
        .take_while(|word| *word != "cedex")
        .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    words.collect::<Vec<_>>().join(" ")
}

fn code_of(zip_code: &str) -> String {
    let code: String = zip_code.chars().filter(char::is_ascii_alphanumeric).collect();
    // « 00000 » stands for a code that nobody knew.
    if code.chars().all(|c| c == '0') { String::new() } else { code }
}

/// From 0 to 100: Dice's coefficient over pairs of letters, of the words in either order.
fn name_similarity(one: &str, other: &str) -> u8 {
    if one == other {
        return if one.is_empty() { 0 } else { 100 };
    }
    dice(one, other).max(dice(&sorted_words(one), &sorted_words(other)))
}

fn sorted_words(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

fn dice(one: &str, other: &str) -> u8 {
    let pairs = |text: &str| {
        // A blank around the words: their beginnings and ends count.
        let letters: Vec<char> = std::iter::once(' ').chain(text.chars()).chain(std::iter::once(' ')).collect();
        let mut pairs: Vec<(char, char)> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (one, other) = (pairs(one), pairs(other));
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let all = one.len() + other.len();
    u8::try_from(200 * common / all.max(1)).unwrap_or(100)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The letters of French and its neighbours without their accents; `None` for one that has none. In lower case.
#[must_use]
pub fn without_accent(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn party<'a>(name: &'a str, city: &'a str, zip_code: &'a str) -> Party<'a> {
        Party { name, city: Some(city), zip_code: Some(zip_code) }
    }

    #[test]
    fn names_lose_what_they_share() {
        for (name, telling) in [
            ("Clinique Saint-Augustin", "saint augustin"),
            ("CLINIQUE ST AUGUSTIN (SAS)", "saint augustin"),
            ("Centre Hospitalier de Cholet", "cholet"),
            ("CH Cholet", "cholet"),
            ("L’Hôpital privé du Cœur", "prive coeur"),
            ("Centre Hospitalier", "centre hospitalier"),
            ("", ""),
        ] {
            assert_eq!(normalised_name(name), telling, "{name}");
        }
    }

    #[test]
    fn the_same_house_written_in_two_ways_is_linked() {
        for (one, other) in [
            (
                party("Clinique Saint-Augustin", "Nantes", "44000"),
                party("CLINIQUE ST AUGUSTIN", "NANTES CEDEX 1", "44046"),
            ),
            (party("CH de Cholet", "Cholet", "49300"), party("Centre Hospitalier Cholet", "CHOLET", "49 300")),
            (
                party("Polyclinique de l’Atlantique", "Saint-Herblain", "44800"),
                party("Atlantique (polyclinique de l')", "St Herblain", "44800"),
            ),
        ] {
            let score = score(one, other);
            assert_eq!(Verdict::of(score), Verdict::Automatic, "{} / {}: {score}", one.name, other.name);
        }
    }

    #[test]
    fn namesakes_elsewhere_are_not_linked() {
        let toulouse = party("Clinique Pasteur", "Toulouse", "31076");
        assert_eq!(Verdict::of(score(toulouse, party("Clinique Pasteur", "Brest", "29200"))), Verdict::Different);
        let near = party("Clinique Pasteur", "Muret", "31600");
        assert_eq!(Verdict::of(score(toulouse, near)), Verdict::Suggested);
        let nowhere = Party { name: "Clinique Pasteur", city: None, zip_code: Some("00000") };
        assert_eq!(Verdict::of(score(toulouse, nowhere)), Verdict::Suggested);
        let other = party("Clinique des Cèdres", "Toulouse", "31700");
        assert_eq!(Verdict::of(score(toulouse, other)), Verdict::Different);
    }

    #[test]
    fn the_limits_are_those_of_the_rules() {
        assert_eq!(Verdict::of(100), Verdict::Automatic);
        assert_eq!(Verdict::of(85), Verdict::Automatic);
        assert_eq!(Verdict::of(84), Verdict::Suggested);
        assert_eq!(Verdict::of(70), Verdict::Suggested);
        assert_eq!(Verdict::of(69), Verdict::Different);
    }

    proptest! {
        #[test]
        fn a_score_is_a_percentage_and_the_same_from_both_sides(
            one in "\\PC{0,30}", other in "\\PC{0,30}", here in "\\PC{0,12}", there in "\\PC{0,12}",
            code in "[0-9 ]{0,6}", another in "[0-9 ]{0,6}",
        ) {
            let (one, other) = (party(&one, &here, &code), party(&other, &there, &another));
            let found = score(one, other);
            prop_assert!(found <= 100);
            prop_assert_eq!(found, score(other, one));
        }

        #[test]
        fn a_house_is_like_itself(name in "[a-zé' -]{3,30}[a-z]{3}", city in "[a-z]{2,10}") {
            let party = Party { name: &name, city: Some(&city), zip_code: None };
            prop_assert_eq!(score(party, party), 100);
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once.clone());
            let name = normalised_name(&text);
            prop_assert!(!name.starts_with(' ') && !name.ends_with(' '));
        }

        #[test]
        fn case_and_accents_do_not_matter(name in "[a-z]{3,12}( [a-z]{3,12}){0,2}") {
            let loud = name.to_uppercase().replace('E', "É");
            let (one, other) = (party(&name, "Nantes", "44000"), party(&loud, "nantes", "44000"));
            prop_assert_eq!(score(one, other), 100);
        }
    }
}
