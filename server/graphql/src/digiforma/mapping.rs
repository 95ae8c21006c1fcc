//! The objects `DigiformaMapping` and `DigiformaSuggestion`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition},
    rows,
};
use domain::DigiformaMatchType;
use uuid::Uuid;

use super::company::{DigiformaCompany, companies_by_id};
use crate::{
    Id, columns, context,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, Row, alone},
    user::{User, users_by_id},
};
use crm::operations::digiforma::{self, suggestion::Suggestion};

/// A link of a company to an institution, or a suggestion of one; and why.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DigiformaMapping {
    /// Id.
    pub id: Id,
    /// Id of the company.
    pub company_id: Id,
    /// Id of the institution.
    pub institution_id: Id,
    /// How it came about.
    pub match_type: DigiformaMatchType,
    /// How sure it is, 0 to 100.
    pub match_score: i32,
    /// What was equal: `digiforma_id`, `accounting_number`, `siret`, `email`; `name` when names and towns are alike,
    /// `created` when the institution was made of the company, `manual` when a person linked them.
    pub match_criteria: Option<String>,
    /// Whether it links: a suggestion does not before a person confirms it.
    pub is_linked: bool,
    /// Id of who made or confirmed it.
    pub confirmed_by_id: Option<Id>,
    /// When a person made or confirmed it.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Remarks.
    pub notes: Option<String>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::DigiformaMapping> for DigiformaMapping {
    fn from(row: rows::DigiformaMapping) -> Self {
        Self {
            is_linked: row.is_linked(),
            id: row.id.into(),
            company_id: row.digiforma_company_id.into(),
            institution_id: row.institution_id.into(),
            match_type: row.match_type,
            match_score: row.match_score,
            match_criteria: row.match_criteria,
            confirmed_by_id: row.confirmed_by.map(Id::from),
            confirmed_at: row.confirmed_at,
            notes: row.notes,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for DigiformaMapping {
    columns!(
        id,
        company_id,
        institution_id,
        match_type,
        match_score,
        match_criteria,
        is_linked,
        confirmed_by_id,
        confirmed_at,
        notes,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["company", "institution", "confirmedBy"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "company" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.company_id)));
                field.one(companies_by_id(ctx, ids), |row| Some(row.company_id), |company| company.id)
            }
            "institution" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.institution_id)));
                field.one(institutions_by_id(ctx, ids), |row| Some(row.institution_id), |institution| institution.id)
            }
            "confirmedBy" => {
                let ids = field.distinct_keys(|row| row.confirmed_by_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.confirmed_by_id, |user| user.id)
            }
            _ => return None,
        })
    }
}

/// The links and suggestions of companies; none without the right.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub(super) async fn mappings_of(ctx: &Context<'_>, companies: Vec<Uuid>) -> crm::Result<Vec<DigiformaMapping>> {
    let caller = context(ctx)?;
    if digiforma::may_see_connection(&caller.viewer).is_err() {
        return Ok(Vec::new());
    }
    let column = column!(digiforma_institution_mappings.digiforma_company_id);
    let mut conn = caller.db().await?;
    let found = query::by_ids::<rows::DigiformaMapping>(&mut conn, column, companies, Condition::TRUE).await?;
    Ok(found.into_iter().map(DigiformaMapping::from).collect())
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl DigiformaMapping {
    /// The company.
    async fn company(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<DigiformaCompany>>>> {
        alone(self, ctx).await
    }

    /// The institution; null when it was deleted.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Who made or confirmed it.
    async fn confirmed_by(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}

/// An institution that a company may be.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DigiformaSuggestion {
    /// Id of the institution.
    pub institution_id: Id,
    /// How sure that is, 0 to 100: from 85 on they are linked by themselves, from 70 on it is suggested.
    pub score: i32,
    /// What is equal (`digiforma_id`, `accounting_number`, `siret`, `email`), or `name`.
    pub criteria: String,
    /// What it would become by itself.
    pub match_type: DigiformaMatchType,
}

impl From<Suggestion> for DigiformaSuggestion {
    fn from(found: Suggestion) -> Self {
        Self {
            institution_id: found.institution_id.into(),
            score: found.score.into(),
            criteria: found.criterion,
            match_type: found.match_type,
        }
    }
}

impl Row for DigiformaSuggestion {
    columns!(institution_id, score, criteria, match_type);
    const RELATIONS: &'static [&'static str] = &["institution"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        (field.name() == "institution").then(|| {
            let ids = field.distinct_keys(|row| Some(Uuid::from(row.institution_id)));
            field.one(institutions_by_id(ctx, ids), |row| Some(row.institution_id), |institution| institution.id)
        })
    }
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl DigiformaSuggestion {
    /// The institution.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }
}
