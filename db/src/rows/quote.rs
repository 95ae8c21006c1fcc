//! Rows of `quotes`, their lines and their revisions.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::billing::QuoteStatus;
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::{Exact, line::lines};
use crate::schema::{quote_lines, quote_revisions, quotes};

/// What people set of a quote, its lines apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = quotes, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct QuoteValues {
    pub institution_id: Uuid,
    pub assigned_user_id: Uuid,
    pub template_id: Option<Uuid>,
    pub title: String,
    pub description: Option<String>,
    pub valid_until: DateTime<Utc>,
    pub internal_notes: Option<String>,
}

/// The sums of a quote's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = quotes, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct QuoteTotals {
    #[diesel(deserialize_as = Exact)]
    pub subtotal: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub total_discount_amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub total_tax_amount: Decimal,
    #[diesel(deserialize_as = Exact)]
    pub total: Decimal,
}

/// An offer to an institution.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = quotes, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Quote {
    pub id: Uuid,
    pub quote_number: String,
    #[diesel(embed)]
    pub values: QuoteValues,
    #[diesel(embed)]
    pub totals: QuoteTotals,
    pub status: QuoteStatus,
    pub order_number: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub rejected_at: Option<DateTime<Utc>>,
    pub ordered_at: Option<DateTime<Utc>>,
    pub client_comments: Option<String>,
    pub last_reminder_sent: Option<DateTime<Utc>>,
    pub revision: i32,
    pub public_link_epoch: i32,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Quote, quotes);

lines! {
    table quote_lines;
    /// What people set of a line of a quote, and what is computed of it.
    values QuoteLineValues {}
    /// A line of a quote.
    row QuoteLine of quote_id
}

/// What a quote said before it was edited after it had been sent.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = quote_revisions, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct QuoteRevision {
    pub quote_id: Uuid,
    pub revision: i32,
    pub snapshot: serde_json::Value,
    pub created_by: Uuid,
    pub created_at: DateTime<Utc>,
}

crate::listed!(QuoteRevision, quote_revisions);
