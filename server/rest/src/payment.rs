//! A payment on REST, for the groups of payments and of invoices.

use chrono::{DateTime, TimeDelta, Utc};
use db::rows;
use diesel_async::AsyncPgConnection;
use domain::billing::{PaymentMethod, PaymentStatus};
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    institution::RestPerson,
    named::{Named, PaymentMethodName, PaymentStatusName},
    related, wire,
};
use crm::Result;

/// How long a payment is recent.
const RECENT: TimeDelta = TimeDelta::days(7);

/// A payment of an invoice.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Payment)]
pub struct RestPayment {
    id: Uuid,
    invoice_id: Uuid,
    /// In euros.
    #[schema(value_type = String, example = "1242.00")]
    amount: Decimal,
    #[serde(serialize_with = "wire::timestamp")]
    payment_date: DateTime<Utc>,
    payment_method: PaymentMethodName,
    reference: Option<String>,
    status: PaymentStatusName,
    notes: Option<String>,
    /// Who recorded it.
    recorded_by: Uuid,
    /// Rises with each change; the number in the `ETag`.
    version: i32,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
    /// It is pending.
    can_be_modified: bool,
    /// It is pending.
    can_be_deleted: bool,
    /// It is pending.
    can_be_confirmed: bool,
    /// It is pending.
    can_be_cancelled: bool,
    /// It was made in the last seven days.
    is_recent: bool,
    /// The method, and the end of the id.
    formatted_reference: String,
    /// Who recorded it.
    recorded_by_user: Option<RestPerson>,
}

impl RestPayment {
    fn new(row: rows::Payment, recorded_by_user: Option<RestPerson>, now: DateTime<Utc>) -> Self {
        let values = row.values;
        let is_pending = row.status == PaymentStatus::Pending;
        Self {
            id: row.id,
            invoice_id: row.invoice_id,
            amount: values.amount,
            payment_date: values.payment_date,
            payment_method: Named(values.payment_method),
            reference: values.reference,
            status: Named(row.status),
            notes: values.notes,
            recorded_by: row.recorded_by,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            can_be_modified: is_pending,
            can_be_deleted: is_pending,
            can_be_confirmed: is_pending,
            can_be_cancelled: is_pending,
            is_recent: now - values.payment_date <= RECENT,
            formatted_reference: reference(values.payment_method, row.id),
            recorded_by_user,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The invoice that it pays.
    #[must_use]
    pub fn invoice_id(&self) -> Uuid {
        self.invoice_id
    }

    /// Rises with each change.
    #[must_use]
    pub fn version(&self) -> i32 {
        self.version
    }
}

/// `BANK_TRANSFER-5a6b7c8d`
fn reference(method: PaymentMethod, id: Uuid) -> String {
    let id = id.simple().to_string();
    format!("{}-{}", method.name().to_uppercase(), &id[id.len() - 8..])
}

/// Payments with who recorded them: one statement, however many they are.
///
/// # Errors
/// Those of the database.
pub async fn all_whole(conn: &mut AsyncPgConnection, rows: Vec<rows::Payment>) -> Result<Vec<RestPayment>> {
    let people = related::people(conn, rows.iter().map(|row| row.recorded_by)).await?;
    let now = Utc::now();
    let whole = |row: rows::Payment| {
        let person = people.get(&row.recorded_by).cloned();
        RestPayment::new(row, person, now)
    };
    Ok(rows.into_iter().map(whole).collect())
}

/// One payment, whole.
///
/// # Errors
/// Those of the database.
pub async fn whole(conn: &mut AsyncPgConnection, row: rows::Payment) -> Result<RestPayment> {
    let person = related::people(conn, [row.recorded_by]).await?.remove(&row.recorded_by);
    Ok(RestPayment::new(row, person, Utc::now()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_end_as_the_id_does() {
        let id = "0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f".parse().unwrap();
        assert_eq!(reference(PaymentMethod::BankTransfer, id), "BANK_TRANSFER-7c8d9e0f");
    }
}
