//! The catalog of what the firm sells: create, edit, delete, restore.

use chrono::Utc;
use db::{
    column,
    query::{Condition, Pattern, Value},
    rows::{CatalogItem, CatalogItemValues},
    schema::catalog_items,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{ExemptionCode, MAX_UNIT_PRICE, VatCategory},
};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Map;
use uuid::Uuid;

use super::{
    billing::vat::{self, VatInput},
    idempotency,
    institution::Presence,
    validate::Checks,
    write::{Change, Event, announce, check_version, differences, pick},
};
use crate::{Context, Error, Result, auth::Viewer};

const ENTITY: &str = "catalog_item";

/// Groups that a list of them has at most.
const MOST_CATEGORIES: i64 = 1_000;

/// A new item of the catalog.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewCatalogItem {
    pub name: String,
    pub description: Option<String>,
    pub category: Option<String>,
    pub sku: Option<String>,
    pub unit: Option<String>,
    pub unit_price: Decimal,
    pub tax_rate: Option<Decimal>,
    pub vat_category: Option<VatCategory>,
    pub vat_exemption_code: Option<String>,
    pub is_active: Option<bool>,
    /// As [`LineInput::lenient_vat`](super::billing::lines::LineInput).
    pub lenient_vat: bool,
}

/// What to change of an item of the catalog.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct CatalogItemUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub name: Option<String>,
    pub description: Change<String>,
    pub category: Change<String>,
    pub sku: Change<String>,
    pub unit: Change<String>,
    pub unit_price: Option<Decimal>,
    /// Another rate without another category takes the category and its reason anew.
    pub tax_rate: Option<Decimal>,
    pub vat_category: Option<VatCategory>,
    pub vat_exemption_code: Change<String>,
    pub is_active: Option<bool>,
    /// As [`LineInput::lenient_vat`](super::billing::lines::LineInput).
    pub lenient_vat: bool,
}

/// Adds an item.
///
/// # Errors
/// No right, invalid input, or a number that another item has.
pub async fn create(ctx: &Context, input: NewCatalogItem) -> Result<CatalogItem> {
    ctx.viewer.may_write(ENTITY, Permission::ManageCatalog)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createCatalogItem", &input).await? {
                return find(conn, id).await;
            }
            let values = checked(conn, &input).await?;
            let id = Uuid::now_v7();
            let row = diesel::insert_into(catalog_items::table)
                .values((catalog_items::id.eq(id), catalog_items::created_by.eq(ctx.viewer.id), &values))
                .returning(CatalogItem::as_returning())
                .get_result(conn)
                .await?;
            announce(conn, ctx, event("catalog_item.created", id, &differences(None, &values)?)).await?;
            idempotency::keep(conn, ctx, id).await?;
            Ok(row)
        })
        .await
}

/// Changes an item. Lines of documents that were made of it stay as they are.
///
/// # Errors
/// No right, unknown, stale, invalid input, or a number that another item has.
pub async fn update(ctx: &Context, input: CatalogItemUpdate) -> Result<CatalogItem> {
    ctx.viewer.may_write(ENTITY, Permission::ManageCatalog)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateCatalogItem", &input).await? {
                return find(conn, id).await;
            }
            let row = lock(conn, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let values = checked(conn, &patched(&row.values, &input)).await?;
            let changes = differences(Some(&row.values), &values)?;
            idempotency::keep(conn, ctx, row.id).await?;
            if changes.is_empty() {
                return Ok(row);
            }
            let row = diesel::update(catalog_items::table.find(row.id))
                .set(&values)
                .returning(CatalogItem::as_returning())
                .get_result(conn)
                .await?;
            announce(conn, ctx, event("catalog_item.updated", input.id, &changes)).await?;
            Ok(row)
        })
        .await
}

/// Takes an item out of the catalog; it can be restored. Lines that were made of it keep what they say.
///
/// # Errors
/// No right, unknown, or stale.
pub async fn delete(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<CatalogItem> {
    set_deleted(ctx, id, Presence::Any, expected_version, true).await
}

/// As [`delete`], for callers to whom a deleted item is no longer there.
///
/// # Errors
/// As [`delete`]; unknown, if it is deleted already.
pub async fn delete_present(ctx: &Context, id: Uuid, expected_version: Option<i32>) -> Result<CatalogItem> {
    set_deleted(ctx, id, Presence::Present, expected_version, true).await
}

/// Brings a deleted item back.
///
/// # Errors
/// No right, unknown, or another item took its number meanwhile.
pub async fn restore(ctx: &Context, id: Uuid) -> Result<CatalogItem> {
    set_deleted(ctx, id, Presence::Any, None, false).await
}

async fn set_deleted(
    ctx: &Context,
    id: Uuid,
    presence: Presence,
    expected_version: Option<i32>,
    deleted: bool,
) -> Result<CatalogItem> {
    ctx.viewer.may_write(ENTITY, Permission::ManageCatalog)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let name = if deleted { "deleteCatalogItem" } else { "restoreCatalogItem" };
            if let Some(id) = idempotency::claim(conn, ctx, name, &(id, expected_version)).await? {
                return lock(conn, id, Presence::Any).await;
            }
            let row = lock(conn, id, presence).await?;
            idempotency::keep(conn, ctx, id).await?;
            if row.deleted_at.is_some() == deleted {
                return Ok(row);
            }
            check_version(ENTITY, expected_version, row.version)?;
            let row = diesel::update(catalog_items::table.find(id))
                .set(catalog_items::deleted_at.eq(deleted.then(Utc::now)))
                .returning(CatalogItem::as_returning())
                .get_result(conn)
                .await?;
            let name = if deleted { "catalog_item.deleted" } else { "catalog_item.restored" };
            announce(conn, ctx, event(name, id, &Map::new())).await?;
            Ok(row)
        })
        .await
}

/// Checks that the viewer may look at the catalog: everybody does.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach it.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewQuotes)
}

/// One item that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, id: Uuid) -> Result<CatalogItem> {
    let present = catalog_items::table.find(id).filter(catalog_items::deleted_at.is_null());
    present.select(CatalogItem::as_select()).first(conn).await.optional()?.ok_or(Error::NotFound(ENTITY))
}

/// The groups of the items that are there, each once, sorted: at most 1 000.
///
/// # Errors
/// [`Error::Refused`]; those of the database.
pub async fn categories(ctx: &Context) -> Result<Vec<String>> {
    may_read(&ctx.viewer)?;
    let named = catalog_items::table
        .filter(catalog_items::deleted_at.is_null())
        .filter(catalog_items::category.is_not_null())
        .select(catalog_items::category.assume_not_null())
        .distinct()
        .order(catalog_items::category.assume_not_null())
        .limit(MOST_CATEGORIES);
    Ok(named.load(&mut ctx.db().await?).await?)
}

/// Items that all the words stand in: in the name, the description, the group or the number.
#[must_use]
pub fn search(words: &str) -> Condition {
    let columns = [
        column!(catalog_items.name),
        column!(catalog_items.description),
        column!(catalog_items.category),
        column!(catalog_items.sku),
    ];
    let word = |word| Condition::Any(columns.map(|column| Condition::Contains(column, Pattern::literal(word))).into());
    Condition::All(words.split_whitespace().map(word).collect())
}

async fn lock(conn: &mut AsyncPgConnection, id: Uuid, presence: Presence) -> Result<CatalogItem> {
    let this = Condition::eq(column!(catalog_items.id), Value::Id(id));
    let there = match presence {
        Presence::Present => this.and(Condition::IsNull(column!(catalog_items.deleted_at))),
        Presence::Any => this,
    };
    let row = catalog_items::table.filter(there).select(CatalogItem::as_select()).for_update().first(conn).await;
    row.optional()?.ok_or(Error::NotFound(ENTITY))
}

fn event<'a>(name: &'static str, id: Uuid, changes: &'a Map<String, serde_json::Value>) -> Event<'a> {
    Event { name, entity: ENTITY, id, institution_id: None, changes, public: false }
}

/// What an item becomes: as an input of its own, so that old and new are checked alike.
fn patched(old: &CatalogItemValues, input: &CatalogItemUpdate) -> NewCatalogItem {
    let before = VatInput {
        rate: Some(old.tax_rate),
        category: Some(old.vat_category),
        exemption_code: old.vat_exemption_code.map(ExemptionCode::code),
    };
    let taxed = vat::patched(before, input.tax_rate, input.vat_category, &input.vat_exemption_code);
    NewCatalogItem {
        name: input.name.clone().unwrap_or_else(|| old.name.clone()),
        description: pick(&input.description, &old.description),
        category: pick(&input.category, &old.category),
        sku: pick(&input.sku, &old.sku),
        unit: pick(&input.unit, &old.unit),
        unit_price: input.unit_price.unwrap_or(old.unit_price),
        tax_rate: taxed.rate,
        vat_category: taxed.category,
        vat_exemption_code: taxed.exemption_code,
        is_active: Some(input.is_active.unwrap_or(old.is_active)),
        lenient_vat: input.lenient_vat,
    }
}

/// The values as they are to be stored.
async fn checked(conn: &mut AsyncPgConnection, typed: &NewCatalogItem) -> Result<CatalogItemValues> {
    let mut checks = Checks::default();
    let input = VatInput {
        rate: typed.tax_rate,
        category: typed.vat_category,
        exemption_code: typed.vat_exemption_code.as_deref(),
    };
    let input = if typed.lenient_vat { input.or(vat::without_reason(conn).await?) } else { input };
    let vat = vat::checked(&mut checks, "", input);
    let values = CatalogItemValues {
        name: checks.required("name", &typed.name, 255),
        description: checks.optional("description", typed.description.as_deref(), 1_000),
        category: checks.optional("category", typed.category.as_deref(), 100),
        sku: checks.optional("sku", typed.sku.as_deref(), 50),
        unit: checks.optional("unit", typed.unit.as_deref(), 20),
        unit_price: checks.decimal("unitPrice", typed.unit_price, Decimal::ZERO, MAX_UNIT_PRICE, 2),
        tax_rate: vat.map_or(Decimal::ZERO, |vat| vat::stored_rate(vat.rate)),
        vat_category: vat.map_or(VatCategory::Standard, |vat| vat.category),
        vat_exemption_code: vat.and_then(|vat| vat.exemption_code),
        is_active: typed.is_active.unwrap_or(true),
    };
    checks.finish_with(vat.map(|_| values))
}
