//! Institutions that a company may be, for a person to choose from.

use std::collections::HashMap;

use db::digiforma::{self as mirror, Candidate};
use domain::{DigiformaMatchType, matching::AUTOMATIC};
use uuid::Uuid;

use super::{
    matching::{checked_siret, scored},
    may_see_connection,
};
use crate::{Context, Error, Result};

/// Suggestions for a company at most.
const MOST: usize = 10;

/// Institutions that are compared by name.
const COMPARED: i64 = 50;

/// Below this score nothing is in common.
const LEAST: u8 = 30;

/// An institution that a company may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The institution.
    pub institution_id: Uuid,
    /// How sure that is, 0 to 100.
    pub score: u8,
    /// What is equal, or `name`.
    pub criterion: String,
    /// What it would become by itself.
    pub match_type: DigiformaMatchType,
}

/// The institutions that a company may be, the likeliest first: at most 10. Pairs that a person parted are among them.
///
/// # Errors
/// No right, or [`Error::NotFound`].
pub async fn of_company(ctx: &Context, company_id: Uuid) -> Result<Vec<Suggestion>> {
    may_see_connection(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    let found = mirror::matched_by(&mut conn, &[company_id]).await?;
    let company = found.first().ok_or(Error::NotFound("company"))?;
    let mut candidates = mirror::by_number(&mut conn, &[(company.id, checked_siret(company))]).await?;
    candidates.extend(mirror::by_name(&mut conn, &[company.id], COMPARED, true).await?);
    let mut best: HashMap<Uuid, Suggestion> = HashMap::new();
    for candidate in &candidates {
        let suggestion = suggested(candidate, scored(company, candidate));
        let known = best.entry(candidate.institution_id).or_insert_with(|| suggestion.clone());
        if suggestion.score > known.score {
            *known = suggestion;
        }
    }
    let mut all: Vec<Suggestion> = best.into_values().filter(|suggestion| suggestion.score >= LEAST).collect();
    all.sort_unstable_by(|one, other| {
        other.score.cmp(&one.score).then_with(|| one.institution_id.cmp(&other.institution_id))
    });
    all.truncate(MOST);
    Ok(all)
}

fn suggested(candidate: &Candidate, alike: u8) -> Suggestion {
    let score = if candidate.criterion == "name" { alike } else { 100 };
    Suggestion {
        institution_id: candidate.institution_id,
        score,
        criterion: candidate.criterion.clone(),
        match_type: if score >= AUTOMATIC { DigiformaMatchType::Auto } else { DigiformaMatchType::Fuzzy },
    }
}
