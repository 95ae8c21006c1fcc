//! Checks of the fields; the rules themselves live in `domain`.

use chrono::Datelike as _;
use domain::billing::{NumberPattern, PatternProblem, is_series};
use domain::identifiers::{Problem, bic, email, iban, siren};
use sycamore::prelude::*;

use crate::i18n::Words;
use crate::i18n::text::{errors, firm as t, sign_in};
use crate::pages::checks::{at_most, optional};
use crate::ui::date_field::day_of;
use crate::ui::field::FieldState;
use crate::ui::message::Message;

/// A SIREN, or nothing.
pub fn check_siren(text: &str) -> Option<Message> {
    optional(text, siren::parse, |problem, _| {
        let words = match problem {
            Problem::TooShort | Problem::TooLong => t::SIREN_LENGTH,
            Problem::Checksum => t::CHECKSUM,
            _ => t::SIREN_FORM,
        };
        words.now().to_owned()
    })
}

/// An account, or nothing.
pub fn check_iban(text: &str) -> Option<Message> {
    optional(text, iban::parse, |problem, _| {
        let words = if problem == Problem::Checksum { t::CHECKSUM } else { t::IBAN_FORM };
        words.now().to_owned()
    })
}

/// The code of a bank, or nothing.
pub fn check_bic(text: &str) -> Option<Message> {
    optional(text, bic::parse, |_, _| t::BIC_FORM.now().to_owned())
}

/// An address to write to, or nothing.
pub fn check_email(text: &str) -> Option<Message> {
    optional(
        text,
        |typed| email::check(typed).map(|()| String::new()),
        |_, _| sign_in::EMAIL_MALFORMED.now().to_owned(),
    )
}

/// A web address, or nothing.
pub fn website(text: &str) -> Option<Message> {
    let typed = text.trim();
    let begins = ["https://", "http://"].iter().any(|start| typed.starts_with(start));
    if typed.is_empty() || begins { at_most(255)(text) } else { Some(Message::from(t::WEBSITE_FORM)) }
}

/// A code of activity such as `7022Z` or `70.22 Z`, or nothing.
pub fn ape(text: &str) -> Option<Message> {
    let code: Vec<char> = text.chars().filter(|character| !character.is_whitespace() && *character != '.').collect();
    let right = match code.as_slice() {
        [] => true,
        [digits @ .., letter] => {
            digits.len() == 4 && digits.iter().all(char::is_ascii_digit) && letter.is_ascii_alphabetic()
        }
    };
    (!right).then(|| Message::from(t::APE_FORM))
}

/// A pattern of numbers.
pub fn pattern(text: &str) -> Option<Message> {
    NumberPattern::parse(text).err().map(|problem| Message::from(words_of(problem)))
}

fn words_of(problem: PatternProblem) -> Words {
    match problem {
        PatternProblem::Empty => errors::REQUIRED,
        PatternProblem::TooLong => t::PATTERN_TOO_LONG,
        PatternProblem::Character => t::PATTERN_CHARACTER,
        PatternProblem::Placeholder => t::PATTERN_PLACEHOLDER,
        PatternProblem::Counter => t::PATTERN_COUNTER,
        PatternProblem::Year => t::PATTERN_YEAR,
    }
}

/// Whether two patterns could give the same number.
#[must_use]
pub fn collide(one: &str, other: &str) -> bool {
    match (NumberPattern::parse(one), NumberPattern::parse(other)) {
        (Ok(one), Ok(other)) => one.may_collide_with(&other),
        _ => false,
    }
}

/// An account of the plan comptable: three digits at least, then digits and letters; spaces do not count.
pub fn account(text: &str) -> Option<Message> {
    let account: Vec<char> = text.chars().filter(|character| !character.is_whitespace()).collect();
    let right = (3..=20).contains(&account.len())
        && !account.starts_with(&['0'])
        && account.iter().take(3).all(char::is_ascii_digit)
        && account.iter().all(char::is_ascii_alphanumeric);
    (!right).then(|| Message::from(t::ACCOUNT_FORM))
}

/// The name of a series, in capitals or not.
pub fn series(text: &str) -> Option<Message> {
    (!is_series(&text.trim().to_ascii_uppercase())).then(|| Message::from(t::SERIES_FORM))
}

/// Something that is needed once the other field is filled in.
pub fn lacks(text: &str, other: FieldState) -> Option<Message> {
    let wanted = text.trim().is_empty() && !untrack(|| other.text()).is_empty();
    wanted.then(|| Message::from(errors::REQUIRED))
}

/// A day of the euro that the server takes, or none.
pub fn out_of_range(day: FieldState) -> Option<Message> {
    let day = untrack(|| day_of(day))?;
    (!(1999..2200).contains(&day.year())).then(|| Message::from(t::ECB_RATE_SINCE_FORM))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_activity_are_four_digits_and_a_letter() {
        assert!(["", "7022Z", "70.22 z"].iter().all(|text| ape(text).is_none()));
        assert!(["7022", "722Z", "7022ZZ", "Z7022", "é"].iter().all(|text| ape(text).is_some()));
    }

    #[test]
    fn patterns_are_looked_at_as_they_are_typed() {
        assert!(pattern("INV{YYYY}{MM}{0001}").is_none());
        let problems = ["", "INV{YYYY}", "INV{0001}", "{YYYY}{0001}{01}", "INV {YYYY}{0001}", "{ABC}{YYYY}{0001}"];
        assert!(problems.iter().all(|text| pattern(text).is_some()));
        assert!(collide("A{YYYY}{0001}", "A{YYYY}{0001}") && !collide("INV{YYYY}{0001}", "AV{YYYY}{0001}"));
        assert!(!collide("?", "AV{YYYY}{0001}"));
    }

    #[test]
    fn accounts_begin_with_three_digits() {
        assert!(["411", "411000", "411 000", "411hopital"].iter().all(|text| account(text).is_none()));
        let wrong = ["", "41", "011000", "4A1000", "411-000", "411000000000000000000"];
        assert!(wrong.iter().all(|text| account(text).is_some()));
    }

    #[test]
    fn what_may_be_absent_may_be_empty() {
        for check in [check_siren, check_iban, check_bic, check_email, website, ape] {
            assert!(check(" ").is_none());
        }
        assert!(check_siren("404833048").is_none() && check_siren("404833049").is_some());
        assert!(website("example.com").is_some() && website("https://example.com").is_none());
        assert!(series("inv").is_none() && series("INV 2").is_some());
    }
}
