//! Which passwords may be chosen (OWASP ASVS 5.0, V6.2): length and not being one that others guess first. There are
//! no rules on the kinds of characters, and nothing is trimmed or cut.

use domain::text;
use zxcvbn::{Score, zxcvbn};

use crate::{Result, error::Error, error::FieldError};

use super::passwords::Passwords;

/// Shortest password, in characters.
pub const SHORTEST: usize = 8;
/// Longest password, in characters.
pub const LONGEST: usize = 128;

/// Words that a password for this product must not consist of.
const OWN_WORDS: [&str; 4] = ["medicalcrm", "medical-crm", "medical crm", "mcrm"];

/// Checks a password that someone chooses; `about` holds their e-mail address and names.
///
/// # Errors
/// [`Error::Invalid`] at `field` with the code `TOO_SHORT`, `TOO_LONG` or `COMMON_PASSWORD`.
pub async fn check(passwords: &Passwords, field: &str, password: &str, about: &[&str]) -> Result<()> {
    let length = text::length(password);
    if length < SHORTEST {
        return Err(Error::invalid(field, "TOO_SHORT", "Choose a password of at least 8 characters."));
    }
    if length > LONGEST {
        return Err(Error::invalid(field, "TOO_LONG", "Choose a password of at most 128 characters."));
    }
    let password = password.to_owned();
    let words = context_words(about);
    // Estimating a long password takes milliseconds.
    if passwords.in_turn(move || is_common(&password, &words)).await? {
        return Err(Error::Invalid(vec![FieldError::new(
            field,
            "COMMON_PASSWORD",
            "This password is too easy to guess. Choose one that is not a usual password, a name or a pattern; \
             several unrelated words are fine.",
        )]));
    }
    Ok(())
}

/// What is known of the person, as people put it into passwords: `lea.martin@chu.example` and Léa, Martin also give
/// `lea`, `lea.martin`, `chu`, `MartinLéa`, …
fn context_words(about: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = OWN_WORDS.iter().map(|word| (*word).to_owned()).collect();
    for text in about {
        words.push((*text).to_owned());
        words.extend(text.split(['@', '.']).map(str::to_owned));
        words.extend(text.split(['@', '.', '-', '_', '+', ' ']).map(str::to_owned));
        words.extend(text.split_once('@').map(|(local, _)| local.to_owned()));
    }
    let names: Vec<&str> = about.iter().copied().filter(|text| !text.contains('@')).collect();
    for first in &names {
        for second in names.iter().filter(|second| *second != first) {
            words.extend(["", ".", "-", "_", " "].map(|joint| format!("{first}{joint}{second}")));
        }
    }
    words.retain(|word| text::length(word) > 2);
    words
}

/// Guessed within a million attempts by someone who starts with the lists of leaked passwords (30 000 of them), names,
/// words, keyboard patterns, dates, and what is known of the person.
fn is_common(password: &str, words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    zxcvbn(password, &words).score() < Score::Two
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn code(password: &str) -> Option<&'static str> {
        let about = ["lea.martin-dubois@chu-nantes.example", "Léa", "Martin-Dubois"];
        match check(&Passwords::default(), "newPassword", password, &about).await {
            Ok(()) => None,
            Err(Error::Invalid(errors)) => {
                assert_eq!(errors[0].field.as_deref(), Some("newPassword"));
                Some(errors[0].code)
            }
            Err(other) => panic!("{other}"),
        }
    }

    #[tokio::test]
    async fn length_counts_characters() {
        assert_eq!(code("čřžýáíé").await, Some("TOO_SHORT"));
        assert_eq!(code("čřžýáíéů").await, None);
        assert_eq!(code(&"é".repeat(129)).await, Some("TOO_LONG"));
        let long: String = ('\u{e0}'..).step_by(7).take(128).collect();
        assert_eq!(code(&long).await, None);
    }

    #[tokio::test]
    async fn what_others_guess_first_is_refused() {
        for password in [
            "password",
            "Password1",
            "P@ssw0rd",
            "12345678",
            "azertyuiop",
            "qwertyuiop",
            "aaaaaaaaaa",
            "iloveyou1",
            "medicalcrm",
            "MedicalCRM1",
            "lea.martin-dubois",
            "chu-nantes",
            "Dubois123",
            "LéaMartin-Dubois",
            "martin-dubois.léa",
        ] {
            assert_eq!(code(password).await, Some("COMMON_PASSWORD"), "{password}");
        }
    }

    #[tokio::test]
    async fn no_kind_of_character_is_asked_for() {
        for password in ["correct horse battery", "vélo tulipe gravier", "zqkvxwpt", "83629105746281"] {
            assert_eq!(code(password).await, None, "{password}");
        }
    }
}
