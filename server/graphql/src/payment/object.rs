//! The object `Payment`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::{
    Permission,
    billing::{PaymentMethod, PaymentStatus},
};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    Id, columns, context,
    invoice::{Invoice, invoices_by_id},
    rows::{Alone, Loading, One, Relation, Row, alone},
    user::{User, users_by_id},
};

/// A payment of an invoice, or the refund of a credit note.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Payment {
    /// Id.
    pub id: Id,
    /// Id of the invoice that it pays.
    pub invoice_id: Id,
    /// In euros.
    pub amount: Decimal,
    /// When it was made.
    pub payment_date: DateTime<Utc>,
    /// How it was made.
    pub payment_method: PaymentMethod,
    /// Reference of the bank, number of the cheque.
    pub reference: Option<String>,
    /// Where it stands.
    pub status: PaymentStatus,
    /// Remarks.
    pub notes: Option<String>,
    /// Id of who recorded it.
    pub recorded_by_id: Id,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::Payment> for Payment {
    fn from(row: rows::Payment) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            invoice_id: row.invoice_id.into(),
            amount: values.amount,
            payment_date: values.payment_date,
            payment_method: values.payment_method,
            reference: values.reference,
            status: row.status,
            notes: values.notes,
            recorded_by_id: row.recorded_by.into(),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for Payment {
    columns!(
        id,
        invoice_id,
        amount,
        payment_date,
        payment_method,
        reference,
        status,
        notes,
        recorded_by_id,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["invoice", "recordedBy", "canBeConfirmed", "canBeCancelled"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "invoice" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.invoice_id)));
                field.one(invoices_by_id(ctx, ids), |row| Some(row.invoice_id), |invoice| invoice.id)
            }
            "recordedBy" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.recorded_by_id)));
                field.one(users_by_id(ctx, ids), |row| Some(row.recorded_by_id), |user| user.id)
            }
            "canBeConfirmed" => {
                let can = may_record(ctx);
                field.each(move |row| can && may_become(row, PaymentStatus::Confirmed))
            }
            "canBeCancelled" => {
                let can = may_record(ctx);
                field.each(move |row| can && may_become(row, PaymentStatus::Cancelled))
            }
            _ => return None,
        })
    }
}

fn may_record(ctx: &Context<'_>) -> bool {
    context(ctx).is_ok_and(|caller| caller.viewer.may_write("payment", Permission::RecordPayments).is_ok())
}

fn may_become(row: &Payment, status: PaymentStatus) -> bool {
    row.status != status && row.status.can_become(status)
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl Payment {
    /// The invoice that it pays, or the credit note that it refunds.
    async fn invoice(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Invoice>>>> {
        alone(self, ctx).await
    }

    /// Who recorded it.
    async fn recorded_by(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// Whether the caller may confirm it.
    async fn can_be_confirmed(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }

    /// Whether the caller may cancel it.
    async fn can_be_cancelled(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }
}
