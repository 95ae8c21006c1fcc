//! What the firm does by default: how it taxes, how long its quotes are valid, when its invoices are due.

use domain::billing::{ExemptionCode, PaymentTerms, Vat, VatRegime};
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use crate::api::documents::{BillingDefaults, billing_defaults};
use crate::api::send;
use crate::ui::lines::{Lines, vat};

/// The firm's habits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defaults {
    /// Days that a quote is valid.
    pub validity: u64,
    /// Terms of an invoice for whom nothing else was agreed.
    pub terms: PaymentTerms,
    /// How it stands to VAT.
    pub regime: VatRegime,
    /// Whether it pays VAT when it invoices.
    pub vat_on_debits: bool,
}

impl Defaults {
    /// How a line is taxed for which nothing else was chosen.
    #[must_use]
    pub fn vat(self) -> String {
        match self.regime {
            VatRegime::Normal => vat::STANDARD.to_owned(),
            VatRegime::Franchise => vat::choice_of(Vat::exempt(ExemptionCode::Franchise)),
        }
    }
}

/// The firm's habits; without an answer the usual ones stand.
pub async fn find() -> Option<Defaults> {
    let firm = send::<BillingDefaults>(billing_defaults::Variables).await.ok()?.firm;
    Some(Defaults {
        validity: u64::try_from(firm.quote_validity_days).unwrap_or_default(),
        terms: firm.default_payment_terms,
        regime: firm.vat_regime,
        vat_on_debits: firm.vat_on_debits,
    })
}

/// Asks for the firm's habits; untouched lines follow them.
pub fn follow(lines: Lines) -> ReadSignal<Option<Defaults>> {
    let known = create_signal(None);
    if is_not_ssr!() {
        spawn_local_scoped(async move {
            if let Some(defaults) = find().await {
                lines.set_usual_vat(&defaults.vat());
                known.set(Some(defaults));
            }
        });
    }
    *known
}
