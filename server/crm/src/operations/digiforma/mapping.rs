//! Links of companies to institutions, as people decide them: made, confirmed, undone; and what was undone taken back.

use chrono::Utc;
use db::{
    digiforma::relink,
    rows::{DigiformaCompany, DigiformaMapping},
    schema::{
        digiforma_companies, digiforma_institution_mappings as mappings, digiforma_refused_matches as refused,
        medical_institutions,
    },
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::DigiformaMatchType;
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{ENTITY, matching, may_manage};
use crate::{
    Context, Error, Result,
    operations::{
        idempotency,
        validate::Checks,
        write::{Event, announce, check_version},
    },
};

/// What is compared when a person links.
const MANUAL: &str = "manual";

/// A link that a person makes.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewMapping {
    pub digiforma_company_id: Uuid,
    pub institution_id: Uuid,
    pub notes: Option<String>,
}

/// Links a company to an institution, in the place of a suggestion if there is one.
///
/// # Errors
/// No right; no such company or institution; the company is linked already (`MAPPING_ALREADY_EXISTS`).
pub async fn create(ctx: &Context, input: NewMapping) -> Result<DigiformaMapping> {
    may_manage(&ctx.viewer)?;
    let mut checks = Checks::default();
    let notes = checks.optional("notes", input.notes.as_deref(), 1_000);
    checks.finish()?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createDigiformaMapping", &input).await? {
                return lock(conn, id).await;
            }
            let company = lock_named_company(conn, input.digiforma_company_id).await?;
            if !institution_is_there(conn, input.institution_id).await? {
                return Err(Error::invalid("institutionId", "NOT_FOUND", "There is no such institution."));
            }
            if let Some(old) = of_company(conn, company.id).await? {
                if old.is_linked() {
                    let message = "This company is linked to an institution already. Undo that link first.";
                    return Err(Error::invalid("digiformaCompanyId", "MAPPING_ALREADY_EXISTS", message));
                }
                diesel::delete(mappings::table.find(old.id)).execute(conn).await?;
            }
            let row = diesel::insert_into(mappings::table)
                .values((
                    mappings::digiforma_company_id.eq(company.id),
                    mappings::institution_id.eq(input.institution_id),
                    mappings::match_type.eq(DigiformaMatchType::Manual),
                    mappings::match_score.eq(100),
                    mappings::match_criteria.eq(Some(MANUAL)),
                    mappings::confirmed_by.eq(ctx.viewer.person()),
                    mappings::confirmed_at.eq(Some(Utc::now())),
                    mappings::notes.eq(notes),
                ))
                .returning(DigiformaMapping::as_returning())
                .get_result(conn)
                .await?;
            // Whoever links the two takes back that they were parted.
            diesel::delete(refused::table.find((company.id, input.institution_id))).execute(conn).await?;
            relink(conn, Some(&[company.id])).await?;
            put_on_record(conn, ctx, "digiforma.mapping.created", pair(&row), &linked(&row, false)).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// Says of a link that was made by itself that it is right; a suggestion becomes a link. Twice is as once.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn confirm(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<DigiformaMapping> {
    may_manage(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let row = lock(conn, id).await?;
            if row.confirmed_at.is_some() {
                return Ok(row);
            }
            check_version("link", expected_version, row.version)?;
            let row = diesel::update(mappings::table.find(id))
                .set((mappings::confirmed_by.eq(ctx.viewer.person()), mappings::confirmed_at.eq(Some(Utc::now()))))
                .returning(DigiformaMapping::as_returning())
                .get_result(conn)
                .await?;
            relink(conn, Some(&[row.digiforma_company_id])).await?;
            let mut changes = Map::new();
            changes.insert("confirmed".to_owned(), json!({ "old": false, "new": true }));
            put_on_record(conn, ctx, "digiforma.mapping.confirmed", pair(&row), &changes).await?;
            Ok(row)
        })
        .await
}

/// Undoes a link, or turns a suggestion down: the two are not put together again by themselves.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<DigiformaCompany> {
    may_manage(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let row = lock(conn, id).await?;
            check_version("link", expected_version, row.version)?;
            diesel::delete(mappings::table.find(id)).execute(conn).await?;
            diesel::insert_into(refused::table)
                .values((
                    refused::digiforma_company_id.eq(row.digiforma_company_id),
                    refused::institution_id.eq(row.institution_id),
                    refused::refused_by.eq(ctx.viewer.person()),
                ))
                .on_conflict_do_nothing()
                .execute(conn)
                .await?;
            relink(conn, Some(&[row.digiforma_company_id])).await?;
            put_on_record(conn, ctx, "digiforma.mapping.deleted", pair(&row), &linked(&row, true)).await?;
            lock_company(conn, row.digiforma_company_id).await
        })
        .await
}

/// Takes back that a suggestion was turned down, or a link undone: the company is matched again at once, as a reading
/// does it. Twice is as once.
///
/// # Errors
/// No right; no such company.
pub async fn restore(ctx: &Context, company_id: Uuid, institution_id: Uuid) -> Result<DigiformaCompany> {
    may_manage(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let company = lock_named_company(conn, company_id).await?;
            let parted = refused::table.find((company_id, institution_id));
            if diesel::delete(parted).execute(conn).await? == 0 {
                return Ok(company);
            }
            let mut changes = Map::new();
            changes.insert("refused".to_owned(), json!({ "old": true, "new": false }));
            let pair = (company_id, institution_id);
            put_on_record(conn, ctx, "digiforma.suggestion.restored", pair, &changes).await?;
            matching::look_again(ctx, conn, company_id).await?;
            relink(conn, Some(&[company_id])).await?;
            lock_company(conn, company_id).await
        })
        .await
}

async fn lock(conn: &mut AsyncPgConnection, id: Uuid) -> Result<DigiformaMapping> {
    let row = mappings::table.find(id).select(DigiformaMapping::as_select()).for_update().first(conn).await;
    row.optional()?.ok_or(Error::NotFound("mapping"))
}

async fn lock_company(conn: &mut AsyncPgConnection, id: Uuid) -> Result<DigiformaCompany> {
    let row = digiforma_companies::table.find(id).select(DigiformaCompany::as_select()).for_update().first(conn).await;
    row.optional()?.ok_or(Error::NotFound("company"))
}

/// The company that an input names.
async fn lock_named_company(conn: &mut AsyncPgConnection, id: Uuid) -> Result<DigiformaCompany> {
    lock_company(conn, id).await.map_err(|error| match error {
        Error::NotFound(_) => Error::invalid("digiformaCompanyId", "NOT_FOUND", "There is no such company."),
        other => other,
    })
}

async fn of_company(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Option<DigiformaMapping>> {
    let of = mappings::table.filter(mappings::digiforma_company_id.eq(id));
    Ok(of.select(DigiformaMapping::as_select()).for_update().first(conn).await.optional()?)
}

async fn institution_is_there(conn: &mut AsyncPgConnection, id: Uuid) -> Result<bool> {
    let present = medical_institutions::table.find(id).filter(medical_institutions::deleted_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(present)).get_result(conn).await?)
}

fn linked(row: &DigiformaMapping, is_undone: bool) -> Map<String, Value> {
    let change = |value: Value| {
        if is_undone { json!({ "old": value, "new": null }) } else { json!({ "old": null, "new": value }) }
    };
    Map::from_iter([
        ("institutionId".to_owned(), change(json!(row.institution_id))),
        ("matchType".to_owned(), change(json!(row.match_type.name()))),
        ("matchCriteria".to_owned(), change(json!(row.match_criteria))),
        ("matchScore".to_owned(), change(json!(row.match_score))),
    ])
}

/// The company and the institution.
fn pair(row: &DigiformaMapping) -> (Uuid, Uuid) {
    (row.digiforma_company_id, row.institution_id)
}

/// The entity of the record is the company, whose history it is.
async fn put_on_record(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    name: &'static str,
    (company_id, institution_id): (Uuid, Uuid),
    changes: &Map<String, Value>,
) -> Result<()> {
    let event =
        Event { name, entity: ENTITY, id: company_id, institution_id: Some(institution_id), changes, public: false };
    announce(conn, ctx, event).await
}
