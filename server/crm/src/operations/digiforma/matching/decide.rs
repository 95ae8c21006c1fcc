//! Which of the candidates a company is: pure choice.

use db::digiforma::{Candidate, Linkable};
use domain::matching::{Party, SUGGESTED, Verdict, score};
use uuid::Uuid;

/// What may be equal, the most telling first.
const CRITERIA: [&str; 4] = ["digiforma_id", "accounting_number", "siret", "email"];

/// A name that is alike, but not the only one, is at best suggested.
const JUST_SUGGESTED: u8 = 84;

/// What is to become of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is this institution.
    Link {
        /// The institution.
        institution_id: Uuid,
        /// How sure that is, 0 to 100.
        score: u8,
        /// By what.
        criterion: &'static str,
    },
    /// It may be this institution.
    Suggest {
        /// The institution.
        institution_id: Uuid,
        /// How sure that is, 0 to 100.
        score: u8,
        /// By what.
        criterion: &'static str,
    },
}

/// The institution that a company is, if it can be told: the one with its number or address; among several of those, and
/// among names that are alike, the most alike one, if there is one.
#[must_use]
pub fn decide(company: &Linkable, candidates: &[Candidate]) -> Option<Decision> {
    for criterion in CRITERIA {
        let of: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.criterion == criterion).collect();
        match of.as_slice() {
            [] => {}
            [only] => return Some(Decision::Link { institution_id: only.institution_id, score: 100, criterion }),
            several => {
                let (best, score, is_alone) = best(company, several)?;
                return Some(if is_alone && Verdict::of(score) == Verdict::Automatic {
                    Decision::Link { institution_id: best, score, criterion }
                } else {
                    Decision::Suggest { institution_id: best, score: score.clamp(SUGGESTED, JUST_SUGGESTED), criterion }
                });
            }
        }
    }
    let alike: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.criterion == "name").collect();
    let (institution_id, score, is_alone) = best(company, &alike)?;
    match Verdict::of(score) {
        Verdict::Automatic if is_alone => Some(Decision::Link { institution_id, score, criterion: "name" }),
        Verdict::Automatic | Verdict::Suggested => {
            Some(Decision::Suggest { institution_id, score: score.min(JUST_SUGGESTED), criterion: "name" })
        }
        Verdict::Different => None,
    }
}

/// How alike a company and an institution are.
#[must_use]
pub fn scored(company: &Linkable, candidate: &Candidate) -> u8 {
    let of_company =
        Party { name: &company.name, city: company.city.as_deref(), zip_code: company.zip_code.as_deref() };
    let of_institution =
        Party { name: &candidate.name, city: Some(&candidate.city), zip_code: Some(&candidate.zip_code) };
    score(of_company, of_institution)
}

/// The most alike one, how alike it is, and whether no other is as alike.
fn best(company: &Linkable, candidates: &[&Candidate]) -> Option<(Uuid, u8, bool)> {
    let mut scores: Vec<(u8, Uuid)> =
        candidates.iter().map(|candidate| (scored(company, candidate), candidate.institution_id)).collect();
    scores.sort_unstable_by(|one, other| other.cmp(one));
    scores.dedup();
    let (score, institution_id) = *scores.first()?;
    Some((institution_id, score, scores.get(1).is_none_or(|(second, _)| *second < score)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(name: &str) -> Linkable {
        Linkable {
            id: Uuid::from_u128(1),
            digiforma_id: "7".into(),
            name: name.into(),
            email: None,
            phone: None,
            siret: None,
            accounting_number: None,
            street: None,
            city: Some("Nantes".into()),
            zip_code: Some("44000".into()),
            country: None,
            was_refused: false,
        }
    }

    fn candidate(number: u128, criterion: &str, name: &str, city: &str, zip_code: &str) -> Candidate {
        Candidate {
            company_id: Uuid::from_u128(1),
            institution_id: Uuid::from_u128(number),
            criterion: criterion.into(),
            name: name.into(),
            city: city.into(),
            zip_code: zip_code.into(),
        }
    }

    fn link(number: u128, score: u8, criterion: &'static str) -> Option<Decision> {
        Some(Decision::Link { institution_id: Uuid::from_u128(number), score, criterion })
    }

    #[test]
    fn a_number_goes_before_a_name() {
        let candidates = [
            candidate(2, "name", "Clinique Bretéché", "Nantes", "44000"),
            candidate(3, "email", "Autre", "Brest", "29200"),
            candidate(4, "siret", "Encore autre", "Brest", "29200"),
        ];
        assert_eq!(decide(&company("Clinique Bretéché"), &candidates), link(4, 100, "siret"));
    }

    #[test]
    fn of_several_with_one_number_the_name_decides() {
        let twins = [
            candidate(2, "siret", "Clinique Bretéché", "Nantes", "44000"),
            candidate(3, "siret", "Laboratoire du Port", "Nantes", "44000"),
        ];
        assert_eq!(decide(&company("CLINIQUE BRETECHE"), &twins), link(2, 100, "siret"));
        let strangers = [
            candidate(2, "email", "Clinique A", "Brest", "29200"),
            candidate(3, "email", "Clinique B", "Brest", "29200"),
        ];
        assert!(matches!(decide(&company("Clinique Bretéché"), &strangers), Some(Decision::Suggest { score: 70, .. })));
    }

    #[test]
    fn two_of_one_name_in_one_town_are_a_question() {
        let twins = [
            candidate(2, "name", "Clinique Bretéché", "Nantes", "44000"),
            candidate(3, "name", "Clinique Breteche", "Nantes", "44000"),
        ];
        assert!(matches!(decide(&company("Clinique Bretéché"), &twins), Some(Decision::Suggest { score: 84, .. })));
        assert_eq!(decide(&company("Clinique Bretéché"), &twins[..1]), link(2, 100, "name"));
        assert_eq!(decide(&company("Polyclinique du Parc"), &twins), None);
        assert_eq!(decide(&company("Clinique Bretéché"), &[]), None);
    }
}
