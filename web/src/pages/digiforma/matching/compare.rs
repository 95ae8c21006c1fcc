//! A company beside an institution: each fact of both, and whether they agree. What agrees is told by a shape and a word,
//! not by colour alone.

use domain::matching::without_accent;
use sycamore::prelude::*;

use super::side::Side;
use crate::i18n::Words;
use crate::i18n::text::digiforma_matching as t;
use crate::platform::case;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::unknown::Unknown;

/// Whether two facts agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// The same, but for writing.
    Same,
    /// One holds the other.
    Alike,
    /// Not the same.
    Different,
    /// One of the two is not known.
    OneSided,
}

impl Agreement {
    const fn words(self) -> Words {
        match self {
            Self::Same => t::SAME,
            Self::Alike => t::ALIKE,
            Self::Different => t::DIFFERENT,
            Self::OneSided => t::ONE_SIDED,
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Same => Glyph::CIRCLE_CHECK,
            Self::Alike => Glyph::CONTRAST,
            Self::Different => Glyph::CIRCLE_X,
            Self::OneSided => Glyph::CIRCLE_MINUS,
        }
    }

    const fn tone(self) -> &'static str {
        match self {
            Self::Same => "positive",
            Self::Alike => "warning",
            Self::Different => "critical",
            Self::OneSided => "neutral",
        }
    }
}

/// A fact of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: Words,
    /// Of the company.
    pub company: Option<String>,
    /// Of the institution.
    pub institution: Option<String>,
    /// Whether they agree.
    pub agreement: Agreement,
}

/// The facts of both, without those that neither has.
#[must_use]
pub fn facts(company: &Side, institution: &Side) -> Vec<Fact> {
    let fact = |name, ours: fn(&Side) -> Option<&str>, same: fn(&str, &str) -> Agreement| {
        let (one, other) = (ours(company), ours(institution));
        let agreement = match (one, other) {
            (None, None) => return None,
            (Some(one), Some(other)) => same(one, other),
            _ => Agreement::OneSided,
        };
        Some(Fact { name, company: one.map(str::to_owned), institution: other.map(str::to_owned), agreement })
    };
    let mail = {
        // Any address of the institution may be the company's.
        let one = company.emails.first().map(String::as_str);
        let found = one.and_then(|one| institution.emails.iter().find(|other| plain(other) == plain(one)));
        let other = found.or(institution.emails.first()).map(String::as_str);
        match (one, other) {
            (None, None) => None,
            (one, other) => Some(Fact {
                name: t::EMAIL,
                company: one.map(str::to_owned),
                institution: other.map(str::to_owned),
                agreement: match (one, other) {
                    (Some(_), Some(_)) if found.is_some() => Agreement::Same,
                    (Some(_), Some(_)) => Agreement::Different,
                    _ => Agreement::OneSided,
                },
            }),
        }
    };
    let all = [
        fact(t::NAME, |side| Some(side.name.as_str()), names),
        fact(t::STREET, |side| side.street.as_deref(), names),
        fact(t::CITY, |side| side.city.as_deref(), names),
        fact(t::SIRET, |side| side.siret.as_deref(), numbers),
        fact(t::ACCOUNTING_NUMBER, |side| side.accounting_number.as_deref(), numbers),
        fact(t::PHONE, |side| side.phone.as_deref(), phones),
    ];
    let mut all: Vec<Fact> = all.into_iter().flatten().collect();
    // Before the telephone.
    let at = all.iter().position(|fact| fact.name == t::PHONE).unwrap_or(all.len());
    if let Some(mail) = mail {
        all.insert(at, mail);
    }
    all
}

/// Lower case without accents.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in case::lower(text.trim()).chars() {
        match without_accent(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    plain
}

fn words_of(text: &str) -> Vec<String> {
    plain(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn names(one: &str, other: &str) -> Agreement {
    let (one, other) = (words_of(one), words_of(other));
    let within = |some: &[String], all: &[String]| !some.is_empty() && some.iter().all(|word| all.contains(word));
    if one == other {
        Agreement::Same
    } else if within(&one, &other) || within(&other, &one) {
        Agreement::Alike
    } else {
        Agreement::Different
    }
}

fn numbers(one: &str, other: &str) -> Agreement {
    let signs = |text: &str| plain(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if signs(one) == signs(other) { Agreement::Same } else { Agreement::Different }
}

/// Numbers are typed in many ways: the nine last digits tell.
fn phones(one: &str, other: &str) -> Agreement {
    let digits = |text: &str| {
        let all: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        all.get(all.len().saturating_sub(9)..).map(|last| last.iter().collect::<String>()).unwrap_or_default()
    };
    if digits(one) == digits(other) { Agreement::Same } else { Agreement::Different }
}

/// The facts as a table; narrow, each fact has its two values below its name.
#[component(inline_props)]
pub fn Comparison(company: Side, institution: Side, #[prop(setter(into))] caption: String) -> View {
    let rows: Vec<View> = facts(&company, &institution).into_iter().map(row).collect();
    view! {
        div(class="compare") {
            table(role="table", class="compare-table") {
                caption(class="visually-hidden") { (caption) }
                thead(role="rowgroup") {
                    tr(role="row") {
                        th(role="columnheader", scope="col") { span(class="visually-hidden") { (t::FIELD) } }
                        th(role="columnheader", scope="col") { (t::COMPANY) }
                        th(role="columnheader", scope="col") { (t::INSTITUTION) }
                    }
                }
                tbody(role="rowgroup") { (rows) }
            }
        }
    }
}

fn row(fact: Fact) -> View {
    let Fact { name, company, institution, agreement } = fact;
    let (glyph, words, tone) = (agreement.glyph(), agreement.words(), agreement.tone());
    let (one, other) = (value(company), value(institution));
    view! {
        tr(role="row") {
            th(role="rowheader", scope="row") {
                div(class="compare-head") {
                    span { (name) }
                    span(class="status status-plain", "data-tone"=tone) {
                        Icon(glyph=glyph)
                        (words)
                    }
                }
            }
            td(role="cell") { (one) }
            td(role="cell") { (other) }
        }
    }
}

fn value(text: Option<String>) -> View {
    match text {
        Some(text) => view! { span { (text) } },
        None => view! { Unknown() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(name: &str) -> Side {
        Side { id: "1".into(), name: name.into(), ..Side::default() }
    }

    #[test]
    fn writing_does_not_matter_and_missing_facts_are_told() {
        let company = Side {
            city: Some("44000 NANTES".into()),
            siret: Some("130 012 024 00015".into()),
            emails: vec!["Achats@chu.example".into()],
            phone: Some("02 40 08 33 33".into()),
            ..side("C.H.U. de Nantes")
        };
        let institution = Side {
            city: Some("44000 Nantes".into()),
            siret: Some("13001202400015".into()),
            accounting_number: Some("411CHU".into()),
            emails: vec!["compta@chu.example".into(), "achats@chu.example".into()],
            phone: Some("+33240083333".into()),
            ..side("CHU de Nantes")
        };
        let found: Vec<_> = facts(&company, &institution).into_iter().map(|fact| (fact.name, fact.agreement)).collect();
        let expected = [
            (t::NAME, Agreement::Different),
            (t::CITY, Agreement::Same),
            (t::SIRET, Agreement::Same),
            (t::ACCOUNTING_NUMBER, Agreement::OneSided),
            (t::EMAIL, Agreement::Same),
            (t::PHONE, Agreement::Same),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_name_within_another_is_alike() {
        assert_eq!(names("Clinique Saint-Éloi", "clinique saint eloi"), Agreement::Same);
        assert_eq!(names("Clinique Saint-Éloi", "Saint Eloi"), Agreement::Alike);
        assert_eq!(names("Clinique Saint-Éloi", "Clinique du Parc"), Agreement::Different);
    }

    #[test]
    fn agreement_is_told_by_words_and_shapes() {
        let html = sycamore::render_to_string(|| {
            view! { Comparison(company=side("A"), institution=side("B"), caption="A, B") }
        });
        assert!(html.contains("Différent") && html.contains("<svg") && html.contains(r#"role="table""#), "{html}");
    }
}
