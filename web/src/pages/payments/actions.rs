//! Confirming, and saying that a payment bounced or was recorded by mistake.

use super::{Payment, client};
use crate::api::back_office::{
    CancelPayment, ConfirmPayment, FailPayment, cancel_payment, confirm_payment, fail_payment,
};
use crate::api::user_error::UserError;
use crate::api::{ApiError, send};
use crate::app::App;
use crate::i18n::text::payments as t;
use crate::pages::outcome::{Changed, Target, counted, each, outcome};
use crate::user_errors;

/// A payment as the target of an action; who paid names it.
#[must_use]
pub fn target(payment: &Payment) -> Target {
    Target { id: payment.id.clone(), name: client(payment), version: Some(payment.version) }
}

/// The money of one or several has come.
pub fn confirm(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<ConfirmPayment>(confirm_payment::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.confirm_payment.user_errors)))
    };
    each(app, targets, one, move |done| {
        app.toasts.confirm(counted(&done, t::confirmed, t::confirmed_many));
        changed();
    });
}

/// How a payment that will not come ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The bank refused it.
    Failed,
    /// It was recorded by mistake.
    Cancelled,
}

/// Ends a payment, with the reason.
///
/// # Errors
/// As [`send`].
pub async fn end(ending: Ending, target: Target, reason: Option<String>) -> Result<Vec<UserError>, ApiError> {
    let Target { id, version, .. } = target;
    Ok(match ending {
        Ending::Failed => {
            let data = send::<FailPayment>(fail_payment::Variables { id, version, reason }).await?;
            user_errors!(data.fail_payment.user_errors)
        }
        Ending::Cancelled => {
            let data = send::<CancelPayment>(cancel_payment::Variables { id, version, reason }).await?;
            user_errors!(data.cancel_payment.user_errors)
        }
    })
}
