//! Links of the mirror that are made by themselves: companies to institutions, people to contacts.
//!
//! What a person decided stays: links that exist are not looked at again, pairs that a person parted are never put together
//! again, institutions and contacts that people edited are not written.

mod again;
mod contacts;
pub mod decide;
mod institutions;
mod refresh;

use std::collections::HashMap;

use db::{
    digiforma::{self as mirror, Candidate, Linkable},
    rows::{DigiformaMapping, DigiformaSettings},
    schema::digiforma_institution_mappings as mappings,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{DigiformaMatchType, identifiers};
use serde_json::{Map, json};
use uuid::Uuid;

use super::{ENTITY, sync::Counters};
use crate::{
    App, Context, Error, Result,
    operations::{
        user_admin::system_context,
        write::{Alike, Changed, announce_all},
    },
};

pub(super) use again::look_again;
pub(super) use decide::scored;
use decide::{Decision, decide};

/// Companies that are looked at together.
const BATCH: i64 = 200;

/// Institutions that a company's name is compared with, at most.
const MOST_CANDIDATES: i64 = 30;

/// Counted under these names.
const LINKS: &str = "links";

/// What matching works with.
pub struct Parts<'a> {
    /// The application.
    pub app: App,
    /// Where it is counted what was linked and made.
    pub counters: &'a mut Counters,
}

/// Links what can be linked, makes what is to be made, brings links up to date.
///
/// # Errors
/// Those of the database; what was done before stays.
pub async fn run(parts: Parts<'_>, settings: &DigiformaSettings) -> Result<()> {
    let Parts { app, counters } = parts;
    let ctx = system_context(&app, "job");
    let mut conn = app.db().await?;
    let mut after = None;
    loop {
        let companies = mirror::linkable(&mut conn, after, BATCH).await?;
        let Some(last) = companies.last() else { break };
        after = Some(last.id);
        let full = i64::try_from(companies.len()).is_ok_and(|found| found == BATCH);
        link(&ctx, &mut conn, &companies, settings.values.create_institutions, counters).await?;
        if !full {
            break;
        }
    }
    mirror::relink(&mut conn, None).await?;
    refresh::run(&ctx, &mut conn, counters).await?;
    if settings.values.create_contacts {
        contacts::make(&ctx, &mut conn, counters).await?;
        mirror::relink(&mut conn, None).await?;
    }
    Ok(())
}

/// A link or suggestion to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Proposal {
    company_id: Uuid,
    institution_id: Uuid,
    kind: DigiformaMatchType,
    score: u8,
    criterion: &'static str,
}

impl Proposal {
    fn of(company: &Linkable, decision: &Decision) -> Self {
        let (kind, institution_id, score, criterion) = match decision {
            Decision::Link { institution_id, score, criterion } => {
                (DigiformaMatchType::Auto, institution_id, score, criterion)
            }
            Decision::Suggest { institution_id, score, criterion } => {
                (DigiformaMatchType::Fuzzy, institution_id, score, criterion)
            }
        };
        Self { company_id: company.id, institution_id: *institution_id, kind, score: *score, criterion }
    }
}

async fn link(
    ctx: &Context,
    conn: &mut AsyncPgConnection,
    companies: &[Linkable],
    may_create: bool,
    counters: &mut Counters,
) -> Result<()> {
    let decisions = decisions(conn, companies).await?;
    let mut proposals = Vec::new();
    let mut homeless = Vec::new();
    for company in companies {
        match decisions.get(&company.id) {
            Some(decision) => proposals.push(Proposal::of(company, decision)),
            // Whoever parted a company from an institution wants no other one made of it.
            None if may_create && !company.was_refused => homeless.push(company),
            None => {}
        }
    }
    // Of companies that are one institution, the one that was there first makes it, whatever order they came in.
    homeless.sort_by(|one, other| {
        (one.digiforma_id.len(), &one.digiforma_id).cmp(&(other.digiforma_id.len(), &other.digiforma_id))
    });
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            proposals.extend(institutions::make(ctx, conn, &homeless, counters).await?);
            store(ctx, conn, companies, &proposals, counters).await
        })
        .await
}

/// What is to become of each company.
async fn decisions(conn: &mut AsyncPgConnection, companies: &[Linkable]) -> Result<HashMap<Uuid, Decision>> {
    let numbers: Vec<(Uuid, Option<String>)> =
        companies.iter().map(|company| (company.id, checked_siret(company))).collect();
    let mut found: HashMap<Uuid, Vec<Candidate>> = HashMap::new();
    for candidate in mirror::by_number(conn, &numbers).await? {
        found.entry(candidate.company_id).or_default().push(candidate);
    }
    let unknown: Vec<Uuid> = companies.iter().map(|company| company.id).filter(|id| !found.contains_key(id)).collect();
    for candidate in mirror::by_name(conn, &unknown, MOST_CANDIDATES, false).await? {
        found.entry(candidate.company_id).or_default().push(candidate);
    }
    let decided = companies.iter().filter_map(|company| Some((company.id, decide(company, found.get(&company.id)?)?)));
    Ok(decided.collect())
}

/// The SIRET of a company if its key is right: others match nothing.
pub(super) fn checked_siret(company: &Linkable) -> Option<String> {
    company.siret.as_deref().and_then(|siret| identifiers::siret::parse(siret).ok())
}

/// Writes what differs from the suggestions that are there.
async fn store(
    ctx: &Context,
    conn: &mut AsyncPgConnection,
    companies: &[Linkable],
    proposals: &[Proposal],
    counters: &mut Counters,
) -> Result<()> {
    let ids: Vec<Uuid> = companies.iter().map(|company| company.id).collect();
    // A mapping here is a suggestion: a company that is linked is not looked at. One that a person confirms at this
    // moment stays.
    let there: Vec<DigiformaMapping> = mappings::table
        .filter(mappings::digiforma_company_id.eq_any(&ids))
        .order(mappings::id)
        .select(DigiformaMapping::as_select())
        .load(conn)
        .await?;
    let by_company: HashMap<Uuid, &DigiformaMapping> =
        there.iter().map(|mapping| (mapping.digiforma_company_id, mapping)).collect();
    let new: Vec<&Proposal> = proposals
        .iter()
        .filter(|proposal| {
            by_company.get(&proposal.company_id).is_none_or(|old| !old.is_linked() && !is_same(old, proposal))
        })
        .collect();
    let wanted: HashMap<Uuid, &Proposal> = proposals.iter().map(|proposal| (proposal.company_id, proposal)).collect();
    let outdated: Vec<Uuid> = there
        .iter()
        .filter(|old| !old.is_linked())
        .filter(|old| wanted.get(&old.digiforma_company_id).is_none_or(|proposal| !is_same(old, proposal)))
        .map(|old| old.id)
        .collect();
    if !outdated.is_empty() {
        let still_suggested = mappings::confirmed_at.is_null().and(mappings::match_type.eq(DigiformaMatchType::Fuzzy));
        let outdated = mappings::table.filter(mappings::id.eq_any(outdated)).filter(still_suggested);
        diesel::delete(outdated).execute(conn).await?;
    }
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|proposal| {
            (
                mappings::digiforma_company_id.eq(proposal.company_id),
                mappings::institution_id.eq(proposal.institution_id),
                mappings::match_type.eq(proposal.kind),
                mappings::match_score.eq(i32::from(proposal.score)),
                mappings::match_criteria.eq(Some(proposal.criterion)),
            )
        })
        .collect();
    // Whom a person linked at this moment stays theirs.
    let written: Vec<Uuid> = diesel::insert_into(mappings::table)
        .values(rows)
        .on_conflict_do_nothing()
        .returning(mappings::digiforma_company_id)
        .get_results(conn)
        .await?;
    let is_link =
        |proposal: &&&Proposal| proposal.kind == DigiformaMatchType::Auto && written.contains(&proposal.company_id);
    let linked: Vec<&&Proposal> = new.iter().filter(is_link).collect();
    counters.of(LINKS).created += i64::try_from(linked.len()).unwrap_or(i64::MAX);
    let alike = Alike { action: "digiforma.mapping.created", event: None, entity: ENTITY };
    announce_all(conn, ctx, alike, linked.into_iter().map(|proposal| reason(proposal)).collect()).await
}

fn is_same(old: &DigiformaMapping, proposal: &Proposal) -> bool {
    old.institution_id == proposal.institution_id
        && old.match_type == proposal.kind
        && old.match_score == i32::from(proposal.score)
        && old.match_criteria.as_deref() == Some(proposal.criterion)
}

/// Why it was linked, on record.
fn reason(proposal: &Proposal) -> Changed {
    let changes = json!({
        "institutionId": { "old": null, "new": proposal.institution_id },
        "matchCriteria": { "old": null, "new": proposal.criterion },
        "matchScore": { "old": null, "new": proposal.score },
    });
    Changed {
        id: proposal.company_id,
        institution_id: Some(proposal.institution_id),
        changes: changes.as_object().cloned().unwrap_or_else(Map::new),
    }
}

/// Marks the invoices whose due date has passed since they were read; gives their number.
///
/// # Errors
/// Those of the database.
pub async fn mark_overdue(app: &App) -> Result<usize> {
    use db::schema::digiforma_invoices as invoices;
    use domain::DigiformaInvoiceStatus as Status;

    use crate::operations::billing::calendar;
    let begin = calendar::start_of(calendar::today());
    let late = invoices::table
        .filter(invoices::status.eq_any([Status::Sent, Status::PartiallyPaid]))
        .filter(invoices::total_amount.gt(rust_decimal::Decimal::ZERO))
        .filter(invoices::due_date.assume_not_null().lt(begin))
        .filter(invoices::removed_at.is_null());
    let marked = diesel::update(late).set(invoices::status.eq(Status::Overdue)).execute(&mut *app.db().await?).await;
    marked.map_err(Error::from)
}
