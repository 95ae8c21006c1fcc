//! Checks of the fields of an institution; the rules themselves live in `domain`.

use domain::identifiers::{Problem, finess, phone, post_code, siret, vat};

use crate::i18n::text::errors;
use crate::i18n::text::institution_form as t;
use crate::ui::message::Message;

/// A text that must be there, of at most `longest` characters.
pub fn required(longest: usize) -> impl Fn(&str) -> Option<Message> {
    move |text| {
        if text.trim().is_empty() { Some(Message::from(errors::REQUIRED)) } else { too_long(text, longest) }
    }
}

/// A text of at most `longest` characters.
pub fn at_most(longest: usize) -> impl Fn(&str) -> Option<Message> {
    move |text| too_long(text, longest)
}

fn too_long(text: &str, longest: usize) -> Option<Message> {
    let typed = domain::text::length(text.trim());
    (typed > longest).then(|| {
        let (typed, longest) = (typed as u64, longest as u64);
        Message::new(move || t::too_long(&longest.to_string(), &typed.to_string()))
    })
}

/// A FINESS number, or nothing.
pub fn finess(text: &str) -> Option<Message> {
    optional(text, finess::parse, |problem, typed| match problem {
        Problem::TooShort | Problem::TooLong => t::finess_length(typed),
        Problem::Checksum => t::CHECKSUM.now().to_owned(),
        _ => t::FINESS_FORM.now().to_owned(),
    })
}

/// A SIRET number, or nothing.
pub fn siret(text: &str) -> Option<Message> {
    optional(text, siret::parse, |problem, typed| match problem {
        Problem::TooShort | Problem::TooLong => t::siret_length(typed),
        Problem::Checksum => t::CHECKSUM.now().to_owned(),
        _ => t::SIRET_FORM.now().to_owned(),
    })
}

/// A VAT number, or nothing.
pub fn vat(text: &str) -> Option<Message> {
    optional(text, vat::parse, |problem, _| match problem {
        Problem::Checksum => t::CHECKSUM.now().to_owned(),
        _ => t::VAT_FORM.now().to_owned(),
    })
}

/// A phone number, or nothing.
pub fn phone(text: &str) -> Option<Message> {
    optional(text, phone::parse, |_, _| t::PHONE_FORM.now().to_owned())
}

/// A post code: five digits in France, anything elsewhere.
pub fn post_code(text: &str, country: &str) -> Option<Message> {
    if text.trim().is_empty() {
        return Some(Message::from(errors::REQUIRED));
    }
    if !is_france(country) {
        return too_long(text, 20);
    }
    post_code::parse(text).err().map(|_| Message::from(t::POST_CODE_FORM))
}

/// Whether a country is France, as it is when nothing is said.
pub fn is_france(country: &str) -> bool {
    let country = country.trim();
    ["", "france", "fr"].iter().any(|name| country.eq_ignore_ascii_case(name))
}

/// A whole number between nought and `most`, or nothing.
pub fn number(most: u32) -> impl Fn(&str) -> Option<Message> {
    move |text| match parse_number(text) {
        Ok(None) => None,
        Ok(Some(number)) if number <= most => None,
        Ok(Some(_)) => Some(Message::new(move || t::number_most(&most.to_string()))),
        Err(()) => Some(Message::from(t::NUMBER_FORM)),
    }
}

/// Reads a whole number; blanks between its digits do not matter.
///
/// # Errors
/// When there is anything but digits.
pub fn parse_number(text: &str) -> Result<Option<u32>, ()> {
    let digits: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    match digits.as_str() {
        "" => Ok(None),
        digits if digits.chars().all(|digit| digit.is_ascii_digit()) => digits.parse().map(Some).map_err(|_| ()),
        _ => Err(()),
    }
}

/// Nothing, or what `parse` reads; `words` say why it does not, given how many characters were typed.
pub fn optional(
    text: &str,
    parse: fn(&str) -> Result<String, Problem>,
    words: fn(Problem, &str) -> String,
) -> Option<Message> {
    if text.trim().is_empty() {
        return None;
    }
    let typed = text.chars().filter(|character| !character.is_whitespace()).count().to_string();
    parse(text).err().map(|problem| Message::new(move || words(problem, &typed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_whole_and_in_bounds() {
        assert!(number(10_000)("2 985").is_none() && number(10_000)("").is_none());
        assert!(number(10_000)("10001").is_some() && number(10_000)("-1").is_some() && number(10_000)("1,5").is_some());
        assert!(number(10)("99999999999").is_some());
    }

    #[test]
    fn a_post_code_is_french_in_france_alone() {
        assert!(post_code("44093", "France").is_none() && post_code("4409", "").is_some());
        assert!(post_code("1000", "Belgique").is_none() && post_code(" ", "Belgique").is_some());
    }

    #[test]
    fn identifiers_may_be_absent() {
        assert!(finess("").is_none() && phone(" ").is_none());
        let problem = finess("44000028").map(|message| message.words());
        assert_eq!(problem.as_deref(), Some("9 caractères attendus, 8 saisis."));
    }
}
