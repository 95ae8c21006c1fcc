//! Rows of `payments`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::billing::{PaymentMethod, PaymentStatus};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::Exact;
use crate::schema::payments;

/// What people set of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = payments, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct PaymentValues {
    #[diesel(deserialize_as = Exact)]
    pub amount: Decimal,
    pub payment_date: DateTime<Utc>,
    pub payment_method: PaymentMethod,
    pub reference: Option<String>,
    pub notes: Option<String>,
}

/// A payment of an invoice, or the refund of a credit note.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = payments, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Payment {
    pub id: Uuid,
    pub invoice_id: Uuid,
    #[diesel(embed)]
    pub values: PaymentValues,
    pub status: PaymentStatus,
    pub recorded_by: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Payment, payments);
