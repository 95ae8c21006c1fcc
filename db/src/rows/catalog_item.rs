//! Rows of `catalog_items`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::billing::{ExemptionCode, VatCategory};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::catalog_items;

/// What people set of an item of the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = catalog_items, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct CatalogItemValues {
    pub name: String,
    pub description: Option<String>,
    pub category: Option<String>,
    pub sku: Option<String>,
    pub unit: Option<String>,
    pub unit_price: Decimal,
    pub tax_rate: Decimal,
    pub vat_category: VatCategory,
    pub vat_exemption_code: Option<ExemptionCode>,
    pub is_active: bool,
}

/// Something that the firm sells, to be put into quotes and invoices.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = catalog_items, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct CatalogItem {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: CatalogItemValues,
    pub created_by: Uuid,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(CatalogItem, catalog_items);
