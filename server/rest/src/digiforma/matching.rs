//! Links of companies to institutions.

use std::collections::HashMap;

use axum::extract::Path;
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest},
    rows,
};
use domain::DigiformaMatchType;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    body::MappingBody,
    object::{RestCompany, RestMapping, ShortCompany, ShortInstitution},
};
use crate::{
    Result,
    envelope::{Done, Success},
    extract::{Id, Json, Signed, parse_id},
    named::{DigiformaMatchTypeName, Named},
    wire,
};
use crm::{
    Context,
    operations::digiforma::{self, mapping, suggestion},
};

/// Rows of an answer at most.
const MOST: i64 = 5_000;

/// Companies without an institution.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UnmatchedDigiformaCompanies)]
pub(super) struct Unmatched {
    companies: Vec<RestCompany>,
    /// How many there are.
    count: i64,
}

/// What a company may be.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DigiformaSuggestions)]
pub(super) struct Suggested {
    company: AskedCompany,
    suggestions: Vec<RestSuggestion>,
}

/// The company that was asked about.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaCompanyToMatch)]
struct AskedCompany {
    id: Uuid,
    digiforma_id: String,
    name: String,
    email: Option<String>,
    #[schema(value_type = Option<Object>)]
    address: Option<Value>,
    siret: Option<String>,
    accounting_number: Option<String>,
}

/// An institution that it may be.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaSuggestion)]
struct RestSuggestion {
    institution: ShortInstitution,
    /// 0 to 100.
    score: u8,
    match_criteria: String,
    match_type: DigiformaMatchTypeName,
}

/// Suggestions that were made by themselves.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DigiformaFuzzyMatches)]
pub(super) struct Fuzzy {
    matches: Vec<FuzzyMatch>,
    count: usize,
}

/// A suggestion, or a link that was made of one.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DigiformaFuzzyMatch)]
struct FuzzyMatch {
    id: Uuid,
    digiforma_company: Option<ShortCompany>,
    institution: Option<ShortInstitution>,
    match_score: i32,
    match_criteria: Option<String>,
    confirmed_by: Option<Uuid>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    confirmed_at: Option<DateTime<Utc>>,
    notes: Option<String>,
}

/// A link.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DigiformaMappingAnswer)]
pub(super) struct Mapping {
    mapping: RestMapping,
}

/// List the companies of Digiforma that are linked to no institution
///
/// By name, at most 5 000.
#[utoipa::path(
    get, path = "/api/digiforma/unmatched-companies", tag = "digiforma", operation_id = "listUnmatchedDigiformaCompanies",
    responses((status = 200, description = "The companies", body = Success<Unmatched>)),
    security(("bearer" = []))
)]
pub(super) async fn unmatched(Signed(ctx): Signed) -> Result<Success<Unmatched>> {
    digiforma::may_see_connection(&ctx.viewer)?;
    let present = Condition::IsNull(column!(digiforma_companies.removed_at));
    let condition = present.and(Condition::IsNull(column!(digiforma_companies.institution_id)));
    let order =
        vec![OrderKey::new("digiforma_companies.name", "text"), OrderKey::new("digiforma_companies.id", "uuid")];
    let (companies, count) = listed::<rows::DigiformaCompany>(&ctx, condition, order).await?;
    Ok(Success::new(Unmatched { companies: companies.into_iter().map(RestCompany::from).collect(), count }))
}

/// List the institutions that a company of Digiforma may be
///
/// The likeliest first, at most 10.
#[utoipa::path(
    get, path = "/api/digiforma/suggested-matches/{id}", tag = "digiforma", operation_id = "listDigiformaSuggestions",
    params(("id" = Uuid, Path, description = "The company, by its id here")),
    responses((status = 200, description = "What it may be", body = Success<Suggested>)),
    security(("bearer" = []))
)]
pub(super) async fn suggested(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Suggested>> {
    let found = suggestion::of_company(&ctx, id).await?;
    let row = digiforma::read::company(&ctx, id).await?;
    let mut institutions =
        institutions(&ctx, found.iter().map(|suggestion| suggestion.institution_id).collect()).await?;
    let suggestions = found.into_iter().filter_map(|suggestion| {
        Some(RestSuggestion {
            institution: institutions.remove(&suggestion.institution_id)?,
            score: suggestion.score,
            match_criteria: suggestion.criterion,
            match_type: Named(suggestion.match_type),
        })
    });
    let company = AskedCompany {
        id: row.id,
        digiforma_id: row.digiforma_id,
        name: row.name,
        email: row.email,
        address: row.address,
        siret: row.siret,
        accounting_number: row.accounting_number,
    };
    Ok(Success::new(Suggested { company, suggestions: suggestions.collect() }))
}

/// List what was suggested by itself
///
/// Suggestions, confirmed or not: the likeliest first, at most 5 000.
#[utoipa::path(
    get, path = "/api/digiforma/fuzzy-matches", tag = "digiforma", operation_id = "listDigiformaFuzzyMatches",
    responses((status = 200, description = "The suggestions", body = Success<Fuzzy>)),
    security(("bearer" = []))
)]
pub(super) async fn fuzzy(Signed(ctx): Signed) -> Result<Success<Fuzzy>> {
    digiforma::may_see_connection(&ctx.viewer)?;
    let kind = query::Value::Text(DigiformaMatchType::Fuzzy.name().to_owned());
    let condition = Condition::eq(column!(digiforma_institution_mappings.match_type), kind);
    let score = OrderKey::new("digiforma_institution_mappings.match_score", "int").descending(true);
    let id = OrderKey::new("digiforma_institution_mappings.id", "uuid").descending(true);
    let (found, _) = listed::<rows::DigiformaMapping>(&ctx, condition, vec![score, id]).await?;
    let institutions = institutions(&ctx, found.iter().map(|row| row.institution_id).collect()).await?;
    let mut companies = companies(&ctx, found.iter().map(|row| row.digiforma_company_id).collect()).await?;
    let matches: Vec<FuzzyMatch> = found
        .into_iter()
        .map(|row| FuzzyMatch {
            id: row.id,
            digiforma_company: companies.remove(&row.digiforma_company_id),
            institution: institutions.get(&row.institution_id).cloned(),
            match_score: row.match_score,
            match_criteria: row.match_criteria,
            confirmed_by: row.confirmed_by,
            confirmed_at: row.confirmed_at,
            notes: row.notes,
        })
        .collect();
    Ok(Success::new(Fuzzy { count: matches.len(), matches }))
}

/// Link a company of Digiforma to an institution
#[utoipa::path(
    post, path = "/api/digiforma/mappings", tag = "digiforma", operation_id = "createDigiformaMapping",
    request_body = MappingBody,
    responses((status = 200, description = "The link", body = Success<Mapping>)),
    security(("bearer" = []))
)]
pub(super) async fn create(Signed(ctx): Signed, Json(body): Json<MappingBody>) -> Result<Success<Mapping>> {
    let row = mapping::create(&ctx, body.into_input()?).await?;
    Ok(Success::with_message(Mapping { mapping: row.into() }, "Mapping created"))
}

/// Undo a link of a company of Digiforma
///
/// The two are not put together again by themselves.
#[utoipa::path(
    delete, path = "/api/digiforma/mappings/{id}", tag = "digiforma", operation_id = "deleteDigiformaMapping",
    params(("id" = Uuid, Path, description = "The link")),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn remove(Signed(ctx): Signed, Id(id): Id) -> Result<Done> {
    mapping::delete(&ctx, id, None).await?;
    Ok(Done::new("Mapping deleted"))
}

/// Take back that a company of Digiforma was parted from an institution
///
/// It is matched again at once. Twice is as once.
#[utoipa::path(
    delete, path = "/api/digiforma/refused-matches/{companyId}/{institutionId}", tag = "digiforma",
    operation_id = "restoreDigiformaSuggestion",
    params(
        ("companyId" = Uuid, Path, description = "The company, by its id here"),
        ("institutionId" = Uuid, Path, description = "The institution"),
    ),
    responses((status = 200, description = "Done", body = Done)),
    security(("bearer" = []))
)]
pub(super) async fn restore(Signed(ctx): Signed, Path((company, institution)): Path<(String, String)>) -> Result<Done> {
    let (company_id, institution_id) = (parse_id("companyId", &company)?, parse_id("institutionId", &institution)?);
    mapping::restore(&ctx, company_id, institution_id).await?;
    Ok(Done::new("Suggestion restored"))
}

/// Confirm a link of a company of Digiforma
///
/// A suggestion becomes a link.
#[utoipa::path(
    post, path = "/api/digiforma/mappings/{id}/confirm", tag = "digiforma", operation_id = "confirmDigiformaMapping",
    params(("id" = Uuid, Path, description = "The link")),
    responses((status = 200, description = "The link", body = Success<Mapping>)),
    security(("bearer" = []))
)]
pub(super) async fn confirm(Signed(ctx): Signed, Id(id): Id) -> Result<Success<Mapping>> {
    let row = mapping::confirm(&ctx, id, None).await?;
    Ok(Success::with_message(Mapping { mapping: row.into() }, "Mapping confirmed"))
}

async fn listed<R: query::Listed>(
    ctx: &Context,
    condition: Condition,
    order: Vec<OrderKey>,
) -> crm::Result<(Vec<R>, i64)> {
    let request =
        PageRequest { condition, order, after: None, backward: false, limit: MOST, cursors: false, foreign_key: None };
    let mut conn = ctx.db().await?;
    let total = query::count::<R>(&mut conn, &request.condition).await?;
    Ok((query::load_at::<R>(&mut conn, &request, 0).await?, total))
}

async fn institutions(ctx: &Context, ids: Vec<Uuid>) -> crm::Result<HashMap<Uuid, ShortInstitution>> {
    let present = Condition::IsNull(column!(medical_institutions.deleted_at));
    let mut conn = ctx.db().await?;
    let found = query::by_ids::<rows::Institution>(&mut conn, column!(medical_institutions.id), ids, present).await?;
    Ok(found.into_iter().map(|row| (row.id, row.into())).collect())
}

async fn companies(ctx: &Context, ids: Vec<Uuid>) -> crm::Result<HashMap<Uuid, ShortCompany>> {
    let mut conn = ctx.db().await?;
    let column = column!(digiforma_companies.id);
    let found = query::by_ids::<rows::DigiformaCompany>(&mut conn, column, ids, Condition::TRUE).await?;
    Ok(found.into_iter().map(|row| (row.id, row.into())).collect())
}
