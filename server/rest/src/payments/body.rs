//! Bodies of requests that write payments.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{errors, named::PaymentMethodName, wire};
use crm::{
    Result,
    operations::payment::{NewPayment, PaymentUpdate},
};

/// A payment of an invoice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewPaymentOfInvoice)]
pub(crate) struct PaymentBody {
    /// In euros, at most what remains, pending payments taken off.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = f64, required = true, example = 1242)]
    amount: Option<Decimal>,
    /// Not in the future: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[schema(value_type = String, required = true, example = "2026-11-30")]
    payment_date: Option<DateTime<Utc>>,
    #[schema(required = true, nullable = false)]
    payment_method: Option<PaymentMethodName>,
    /// At most 255 characters.
    reference: Option<String>,
    /// At most 9 000 characters.
    notes: Option<String>,
    /// True when the money is there: the payment is `confirmed` at once; otherwise it is `pending`.
    confirmed: Option<bool>,
}

/// A payment and its invoice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewPayment)]
pub(super) struct CreateBody {
    #[schema(required = true, nullable = false)]
    invoice_id: Option<Uuid>,
    /// In euros, at most what remains, pending payments taken off.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = f64, required = true, example = 1242)]
    amount: Option<Decimal>,
    /// Not in the future: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[schema(value_type = String, required = true, example = "2026-11-30")]
    payment_date: Option<DateTime<Utc>>,
    #[schema(required = true, nullable = false)]
    payment_method: Option<PaymentMethodName>,
    /// At most 255 characters.
    reference: Option<String>,
    /// At most 9 000 characters.
    notes: Option<String>,
    /// True when the money is there: the payment is `confirmed` at once; otherwise it is `pending`.
    confirmed: Option<bool>,
}

/// What to change of a pending payment; what is left out stays, `null` clears what may be absent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PaymentUpdate)]
pub(super) struct UpdateBody {
    /// In euros, at most what remains, other pending payments taken off.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = Option<f64>, example = 1242)]
    amount: Option<Decimal>,
    /// Not in the future: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[schema(value_type = Option<String>, example = "2026-11-30")]
    payment_date: Option<DateTime<Utc>>,
    payment_method: Option<PaymentMethodName>,
    /// At most 255 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    reference: Option<Option<String>>,
    /// At most 9 000 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    notes: Option<Option<String>>,
}

/// Why.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = Reason)]
pub(crate) struct ReasonBody {
    /// At most 1 000 characters.
    pub(crate) reason: Option<String>,
}

impl PaymentBody {
    /// The operation's input, if the body says what a payment cannot be without.
    pub(crate) fn into_input(self, invoice_id: Uuid) -> Result<NewPayment> {
        let present = [
            ("amount", self.amount.is_some()),
            ("paymentDate", self.payment_date.is_some()),
            ("paymentMethod", self.payment_method.is_some()),
        ];
        let (Some(amount), Some(payment_date), Some(method)) = (self.amount, self.payment_date, self.payment_method)
        else {
            return Err(errors::absent(present));
        };
        Ok(NewPayment {
            invoice_id,
            amount,
            payment_date: Some(payment_date),
            payment_method: method.0,
            reference: self.reference,
            notes: self.notes,
            confirmed: self.confirmed.unwrap_or(false),
        })
    }
}

impl CreateBody {
    /// The operation's input, if the body says what a payment cannot be without.
    pub(super) fn into_input(self) -> Result<NewPayment> {
        let Some(invoice_id) = self.invoice_id else { return Err(errors::absent([("invoiceId", false)])) };
        let payment = PaymentBody {
            amount: self.amount,
            payment_date: self.payment_date,
            payment_method: self.payment_method,
            reference: self.reference,
            notes: self.notes,
            confirmed: self.confirmed,
        };
        payment.into_input(invoice_id)
    }
}

impl UpdateBody {
    /// The operation's input.
    pub(super) fn into_input(self, id: Uuid, expected_version: Option<i32>) -> PaymentUpdate {
        PaymentUpdate {
            id,
            expected_version,
            amount: self.amount,
            payment_date: self.payment_date,
            payment_method: self.payment_method.map(|method| method.0),
            reference: self.reference,
            notes: self.notes,
        }
    }
}
