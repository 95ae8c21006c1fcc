//! Writing payments.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use chrono::{DateTime, Utc};
use domain::billing::PaymentMethod;
use rust_decimal::Decimal;

use super::Payment;
use crate::{
    Id, context,
    payload::{change, payload},
};
use crm::operations::payment::{self, Settling};

/// A payment that came in.
#[derive(Debug, Clone, InputObject)]
pub struct RecordPaymentInput {
    /// The invoice that it pays, or the credit note that it refunds.
    pub invoice_id: Id,
    /// In euros, from 0.01 to what remains, pending payments taken off.
    pub amount: Decimal,
    /// When it was made, not before the invoice; by default now.
    pub payment_date: Option<DateTime<Utc>>,
    /// How it was made.
    pub payment_method: PaymentMethod,
    /// Reference of the bank, number of the cheque; at most 255 characters.
    pub reference: Option<String>,
    /// Remarks, at most 9 000 characters.
    pub notes: Option<String>,
    /// The money is there; by default the payment waits to be confirmed.
    #[graphql(default)]
    pub confirmed: bool,
}

/// What to change of a pending payment; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdatePaymentInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// In euros.
    pub amount: Option<Decimal>,
    /// When it was made.
    pub payment_date: Option<DateTime<Utc>>,
    /// How it was made.
    pub payment_method: Option<PaymentMethod>,
    /// Reference of the bank, number of the cheque.
    pub reference: MaybeUndefined<String>,
    /// Remarks.
    pub notes: MaybeUndefined<String>,
}

/// Which payment came in.
#[derive(Debug, Clone, InputObject)]
pub struct ConfirmPaymentInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which payment was recorded by mistake.
#[derive(Debug, Clone, InputObject)]
pub struct CancelPaymentInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Why, at most 1 000 characters; kept in the notes.
    pub reason: Option<String>,
}

/// Which payment the bank refused.
#[derive(Debug, Clone, InputObject)]
pub struct FailPaymentInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Why, at most 1 000 characters; kept in the notes.
    pub reason: Option<String>,
}

payload!(RecordPaymentPayload, payment: Payment, "payment");
payload!(UpdatePaymentPayload, payment: Payment, "payment");
payload!(ConfirmPaymentPayload, payment: Payment, "payment");
payload!(CancelPaymentPayload, payment: Payment, "payment");
payload!(FailPaymentPayload, payment: Payment, "payment");

/// Mutations on payments.
#[derive(Default)]
pub struct PaymentMutation;

#[Object]
impl PaymentMutation {
    /// Records a payment of an issued invoice, or the refund of a credit note.
    async fn record_payment(&self, ctx: &Context<'_>, input: RecordPaymentInput) -> Result<RecordPaymentPayload> {
        let recorded = payment::NewPayment {
            invoice_id: input.invoice_id.into(),
            amount: input.amount,
            payment_date: input.payment_date,
            payment_method: input.payment_method,
            reference: input.reference,
            notes: input.notes,
            confirmed: input.confirmed,
        };
        RecordPaymentPayload::new(payment::record(context(ctx)?, recorded).await)
    }

    /// Changes a payment that is still pending.
    async fn update_payment(&self, ctx: &Context<'_>, input: UpdatePaymentInput) -> Result<UpdatePaymentPayload> {
        let update = payment::PaymentUpdate {
            id: input.id.into(),
            expected_version: input.expected_version,
            amount: input.amount,
            payment_date: input.payment_date,
            payment_method: input.payment_method,
            reference: change(input.reference),
            notes: change(input.notes),
        };
        UpdatePaymentPayload::new(payment::update(context(ctx)?, update).await)
    }

    /// Notes that the money is there.
    async fn confirm_payment(&self, ctx: &Context<'_>, input: ConfirmPaymentInput) -> Result<ConfirmPaymentPayload> {
        let settling = Settling { id: input.id.into(), expected_version: input.expected_version, reason: None };
        ConfirmPaymentPayload::new(payment::confirm(context(ctx)?, settling).await)
    }

    /// Takes back a pending payment.
    async fn cancel_payment(&self, ctx: &Context<'_>, input: CancelPaymentInput) -> Result<CancelPaymentPayload> {
        let settling = Settling { id: input.id.into(), expected_version: input.expected_version, reason: input.reason };
        CancelPaymentPayload::new(payment::cancel(context(ctx)?, settling).await)
    }

    /// Notes that the bank refused a pending payment.
    async fn fail_payment(&self, ctx: &Context<'_>, input: FailPaymentInput) -> Result<FailPaymentPayload> {
        let settling = Settling { id: input.id.into(), expected_version: input.expected_version, reason: input.reason };
        FailPaymentPayload::new(payment::fail(context(ctx)?, settling).await)
    }
}
