//! Rows of `revenue_entries`.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::billing::RevenueEntryKind;
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use crate::schema::revenue_entries;

/// What people set of an entry of revenue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = revenue_entries, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct RevenueEntryValues {
    pub label: String,
    pub kind: RevenueEntryKind,
    pub entry_date: NaiveDate,
    pub net_amount: Decimal,
    pub tax_amount: Decimal,
    pub paid_amount: Decimal,
    pub paid_date: Option<NaiveDate>,
    pub institution_id: Option<Uuid>,
    pub reference: Option<String>,
    pub notes: Option<String>,
}

/// Revenue that comes neither from invoices nor from training.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = revenue_entries, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct RevenueEntry {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: RevenueEntryValues,
    pub total_amount: Decimal,
    pub created_by: Uuid,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(RevenueEntry, revenue_entries);
