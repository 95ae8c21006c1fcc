//! Revenue that is entered by hand: create, edit, delete, restore.

use chrono::{Datelike as _, NaiveDate, Utc};
use db::{
    column,
    query::{Condition, Value},
    rows::{RevenueEntry, RevenueEntryValues},
    schema::{medical_institutions, revenue_entries},
};
use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{MAX_TOTAL, RevenueEntryKind},
};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Map;
use uuid::Uuid;

use crate::{
    Context, Error, Result,
    auth::Viewer,
    operations::{
        idempotency,
        institution::Presence,
        scope,
        validate::Checks,
        write::{Change, Event, announce, check_version, differences},
    },
};

/// The name in rights of API tokens, errors and events.
pub const ENTITY: &str = "revenue_entry";

/// New revenue.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewRevenueEntry {
    pub label: String,
    pub kind: Option<RevenueEntryKind>,
    /// The day that it counts on.
    pub entry_date: NaiveDate,
    /// Negative amounts take back what was entered before.
    pub net_amount: Decimal,
    pub tax_amount: Option<Decimal>,
    /// With tax.
    pub paid_amount: Option<Decimal>,
    pub paid_date: Option<NaiveDate>,
    pub institution_id: Option<Uuid>,
    pub reference: Option<String>,
    pub notes: Option<String>,
}

/// What to change of an entry.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct RevenueEntryUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub label: Option<String>,
    pub kind: Option<RevenueEntryKind>,
    pub entry_date: Option<NaiveDate>,
    pub net_amount: Option<Decimal>,
    pub tax_amount: Option<Decimal>,
    pub paid_amount: Option<Decimal>,
    pub paid_date: Change<NaiveDate>,
    pub institution_id: Change<Uuid>,
    pub reference: Change<String>,
    pub notes: Change<String>,
}

/// Enters revenue.
///
/// # Errors
/// No right, invalid input, or an institution that is not there.
pub async fn create(ctx: &Context, input: NewRevenueEntry) -> Result<RevenueEntry> {
    may_change(&ctx.viewer)?;
    let values = checked(&RevenueEntryValues {
        label: input.label.clone(),
        kind: input.kind.unwrap_or(RevenueEntryKind::Other),
        entry_date: input.entry_date,
        net_amount: input.net_amount,
        tax_amount: input.tax_amount.unwrap_or_default(),
        paid_amount: input.paid_amount.unwrap_or_default(),
        paid_date: input.paid_date,
        institution_id: input.institution_id,
        reference: input.reference.clone(),
        notes: input.notes.clone(),
    })?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createRevenueEntry", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            check_institution(conn, &ctx.viewer, values.institution_id).await?;
            let row: RevenueEntry = diesel::insert_into(revenue_entries::table)
                .values((
                    revenue_entries::id.eq(Uuid::now_v7()),
                    revenue_entries::created_by.eq(ctx.viewer.id),
                    &values,
                ))
                .returning(RevenueEntry::as_returning())
                .get_result(conn)
                .await?;
            announce(conn, ctx, event("revenue_entry.created", &row, &differences(None, &values)?)).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// Changes an entry.
///
/// # Errors
/// No right, unknown, stale, invalid input, or an institution that is not there.
pub async fn update(ctx: &Context, input: RevenueEntryUpdate) -> Result<RevenueEntry> {
    may_change(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateRevenueEntry", &input).await? {
                return find(conn, &ctx.viewer, id).await;
            }
            let row = lock(conn, &ctx.viewer, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let values = checked(&patched(&row.values, &input))?;
            if values.institution_id != row.values.institution_id {
                check_institution(conn, &ctx.viewer, values.institution_id).await?;
            }
            let changes = differences(Some(&row.values), &values)?;
            idempotency::keep(conn, ctx, row.id).await?;
            if changes.is_empty() {
                return Ok(row);
            }
            let row: RevenueEntry = diesel::update(revenue_entries::table.find(row.id))
                .set(&values)
                .returning(RevenueEntry::as_returning())
                .get_result(conn)
                .await?;
            announce(conn, ctx, event("revenue_entry.updated", &row, &changes)).await?;
            Ok(row)
        })
        .await
}

/// Deletes an entry; it can be restored, and counts no longer until then.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<RevenueEntry> {
    set_deleted(ctx, id, expected_version, true).await
}

/// Brings a deleted entry back.
///
/// # Errors
/// No right, or unknown.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<RevenueEntry> {
    set_deleted(ctx, id, None, false).await
}

async fn set_deleted(ctx: &Context, id: Uuid, expected_version: Option<i32>, deleted: bool) -> Result<RevenueEntry> {
    may_change(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let row = lock(conn, &ctx.viewer, id, Presence::Any).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            let row: RevenueEntry = diesel::update(revenue_entries::table.find(id))
                .set(revenue_entries::deleted_at.eq(deleted.then(Utc::now)))
                .returning(RevenueEntry::as_returning())
                .get_result(conn)
                .await?;
            let name = if deleted { "revenue_entry.deleted" } else { "revenue_entry.restored" };
            announce(conn, ctx, event(name, &row, &Map::new())).await?;
            Ok(row)
        })
        .await
}

/// Checks that the viewer may look at entries at all; which ones is [`scope::revenue_entries`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewInvoices)
}

/// Checks that the viewer may enter and change revenue: those may who record payments.
///
/// # Errors
/// [`Error::Forbidden`] without the right; [`Error::Refused`] to an API token that does not reach them.
pub fn may_change(viewer: &Viewer) -> Result<()> {
    viewer.may_write(ENTITY, Permission::RecordPayments)
}

/// One entry that the viewer sees and that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<RevenueEntry> {
    revenue_entries::table
        .filter(visible(viewer, id, Presence::Present))
        .select(RevenueEntry::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))
}

/// Entries that all the words stand in: in the label or the reference.
#[must_use]
pub fn search(words: &str) -> Condition {
    Condition::search(column!(revenue_entries.search_text), words)
}

fn visible(viewer: &Viewer, id: Uuid, presence: Presence) -> Condition {
    let this = Condition::eq(column!(revenue_entries.id), Value::Id(id)).and(scope::revenue_entries(viewer));
    match presence {
        Presence::Present => this.and(Condition::IsNull(column!(revenue_entries.deleted_at))),
        Presence::Any => this,
    }
}

async fn lock(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid, presence: Presence) -> Result<RevenueEntry> {
    revenue_entries::table
        .filter(visible(viewer, id, presence))
        .select(RevenueEntry::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))
}

/// The institution must be there for the viewer.
async fn check_institution(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Option<Uuid>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    let seen = medical_institutions::table
        .filter(medical_institutions::deleted_at.is_null())
        .filter(Condition::eq(column!(medical_institutions.id), Value::Id(id)).and(scope::institutions(viewer)));
    if select(exists(seen)).get_result::<bool>(conn).await? {
        return Ok(());
    }
    Err(Error::invalid("institutionId", "NOT_FOUND", "There is no such institution."))
}

fn event<'a>(name: &'static str, row: &RevenueEntry, changes: &'a Map<String, serde_json::Value>) -> Event<'a> {
    let institution_id = row.values.institution_id;
    Event { name, entity: ENTITY, id: row.id, institution_id, changes, public: false }
}

fn patched(old: &RevenueEntryValues, input: &RevenueEntryUpdate) -> RevenueEntryValues {
    let paid_amount = input.paid_amount.unwrap_or(old.paid_amount);
    // Without a payment there is no day of it, unless somebody says one.
    let kept_date = old.paid_date.filter(|_| !paid_amount.is_zero());
    RevenueEntryValues {
        label: input.label.clone().unwrap_or_else(|| old.label.clone()),
        kind: input.kind.unwrap_or(old.kind),
        entry_date: input.entry_date.unwrap_or(old.entry_date),
        net_amount: input.net_amount.unwrap_or(old.net_amount),
        tax_amount: input.tax_amount.unwrap_or(old.tax_amount),
        paid_amount,
        paid_date: input.paid_date.unwrap_or(kept_date),
        institution_id: input.institution_id.unwrap_or(old.institution_id),
        reference: input.reference.clone().unwrap_or_else(|| old.reference.clone()),
        notes: input.notes.clone().unwrap_or_else(|| old.notes.clone()),
    }
}

fn checked(typed: &RevenueEntryValues) -> Result<RevenueEntryValues> {
    let mut checks = Checks::default();
    let values = RevenueEntryValues {
        label: checks.required("label", &typed.label, 255),
        kind: typed.kind,
        entry_date: checked_day(&mut checks, "entryDate", typed.entry_date),
        net_amount: checks.decimal("netAmount", typed.net_amount, -MAX_TOTAL, MAX_TOTAL, 2),
        tax_amount: checks.decimal("taxAmount", typed.tax_amount, -MAX_TOTAL, MAX_TOTAL, 2),
        paid_amount: checks.decimal("paidAmount", typed.paid_amount, -MAX_TOTAL, MAX_TOTAL, 2),
        paid_date: typed.paid_date.map(|day| checked_day(&mut checks, "paidDate", day)),
        institution_id: typed.institution_id,
        reference: checks.optional("reference", typed.reference.as_deref(), 100),
        notes: checks.optional("notes", typed.notes.as_deref(), 10_000),
    };
    if values.net_amount.is_zero() {
        checks.refuse("netAmount", "OUT_OF_RANGE", "An amount other than 0 is required.");
    }
    if !values.tax_amount.is_zero() && values.tax_amount.is_sign_negative() != values.net_amount.is_sign_negative() {
        checks.refuse("taxAmount", "INVALID", "The tax has the sign of the amount before tax.");
    }
    let total = values.net_amount.saturating_add(values.tax_amount);
    let parts_fit = values.net_amount.abs() <= MAX_TOTAL && values.tax_amount.abs() <= MAX_TOTAL;
    if parts_fit && total.abs() > MAX_TOTAL {
        checks.refuse("taxAmount", "TOTAL_TOO_LARGE", format!("The amount with tax is at most {MAX_TOTAL}."));
    }
    let (least, most) = (total.min(Decimal::ZERO), total.max(Decimal::ZERO));
    if values.paid_amount < least || values.paid_amount > most {
        checks.refuse("paidAmount", "OUT_OF_RANGE", format!("Expected an amount from {least} to {most}."));
    }
    if values.paid_date.is_some() && values.paid_amount.is_zero() {
        checks.refuse("paidDate", "INVALID", "Nothing was paid: say what was, or leave the day out.");
    }
    checks.finish()?;
    Ok(values)
}

fn checked_day(checks: &mut Checks, field: &str, day: NaiveDate) -> NaiveDate {
    if !(2000..3000).contains(&day.year()) {
        checks.refuse(field, "OUT_OF_RANGE", "Expected a day of the years 2000 to 2999.");
    }
    day
}
