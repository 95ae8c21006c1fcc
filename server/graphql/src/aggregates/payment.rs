//! Numbers of payments.

use async_graphql::{ComplexObject, Context, Result};
use chrono::{DateTime, Utc};
use db::{period, query::Expression};
use domain::billing::{InvoiceKind, PaymentMethod, PaymentStatus};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::declare::{aggregate, group_by, numbers};
use crate::{
    Date, Id,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, alone},
    user::{User, users_by_id},
};

/// Every payment has an invoice.
const INVOICE: &str = "JOIN invoices ON invoices.id = payments.invoice_id";

const AMOUNT: Expression = Expression::number("payments.amount");
/// Refunds go the other way.
const SIGNED: Expression =
    Expression::number("CASE WHEN invoices.kind = 'invoice' THEN payments.amount ELSE -payments.amount END")
        .joined(INVOICE);
/// What came in less what went back; what was not confirmed did not.
const RECEIVED: Expression = Expression::number(
    "CASE WHEN payments.status <> 'confirmed' THEN 0 WHEN invoices.kind = 'invoice' THEN payments.amount \
     ELSE -payments.amount END",
)
.joined(INVOICE);

group_by! {
    /// What payments are grouped by. Days, weeks (from Monday), months, quarters and years are those of France.
    enum PaymentGroupBy;
    /// What the payments of a group have in common; null where they are not grouped by it.
    key PaymentAggregateKey {
        /// Where it stands.
        Status => status: PaymentStatus = Expression::text("payments.status"),
        /// How it was made.
        PaymentMethod => payment_method: PaymentMethod = Expression::text("payments.payment_method"),
        /// Of an invoice, or the refund of a credit note.
        InvoiceKind => invoice_kind: InvoiceKind = Expression::text("invoices.kind").joined(INVOICE),
        /// The institution that its invoice is for.
        Institution => institution_id: Id = Expression::id("invoices.institution_id").joined(INVOICE),
        /// Who works on its invoice.
        AssignedUser => assigned_user_id: Id = Expression::id("invoices.assigned_user_id").joined(INVOICE),
        /// Who recorded it.
        RecordedBy => recorded_by_id: Id = Expression::id("payments.recorded_by"),
        /// Day on which it was made.
        PaymentDateDay => payment_date_day: Date = period!("payments.payment_date", "day"),
        /// Monday of the week in which it was made.
        PaymentDateWeek => payment_date_week: Date = period!("payments.payment_date", "week"),
        /// First day of the month in which it was made.
        PaymentDateMonth => payment_date_month: Date = period!("payments.payment_date", "month"),
        /// First day of the quarter in which it was made.
        PaymentDateQuarter => payment_date_quarter: Date = period!("payments.payment_date", "quarter"),
        /// First day of the year in which it was made.
        PaymentDateYear => payment_date_year: Date = period!("payments.payment_date", "year"),
    }
}

impl PaymentAggregateKey {
    const OBJECTS: &'static [&'static str] = &["institution", "assignedUser", "recordedBy"];

    fn object<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            "assignedUser" => {
                let ids = field.distinct_keys(|row| row.assigned_user_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.assigned_user_id, |user| user.id)
            }
            "recordedBy" => {
                let ids = field.distinct_keys(|row| row.recorded_by_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.recorded_by_id, |user| user.id)
            }
            _ => return None,
        })
    }
}

#[ComplexObject]
impl PaymentAggregateKey {
    /// The institution that its invoice is for, if the caller sees it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Who works on its invoice.
    async fn assigned_user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// Who recorded it.
    async fn recorded_by(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}

numbers! {
    /// Sums of payments, in euros.
    PaymentNumbers {
        /// The amounts; refunds count as much as payments, `signedAmount` takes them off.
        amount: Decimal = AMOUNT,
        /// The amounts, refunds as negative, whatever became of them.
        signed_amount: Decimal = SIGNED,
        /// What came in less what went back: confirmed payments and refunds alone.
        received_amount: Decimal = RECEIVED,
    }
}

numbers! {
    /// Means of payments, in euros.
    PaymentAverages {
        /// The amount.
        amount: Decimal = AMOUNT,
    }
}

numbers! {
    /// The least or greatest values among payments.
    PaymentExtremes {
        /// The amount, in euros.
        amount: Decimal = AMOUNT,
        /// When it was made.
        payment_date: DateTime<Utc> = Expression::time("payments.payment_date"),
    }
}

aggregate! {
    /// A group of payments.
    PaymentAggregate of payments by PaymentGroupBy {
        key: PaymentAggregateKey,
        sum: PaymentNumbers,
        avg: PaymentAverages,
        min: PaymentExtremes,
        max: PaymentExtremes,
    }
}
