//! VAT, and the terms on which the firm is paid: when, and what it costs to be late or early.

use domain::billing::{PaymentTerms, VatRegime};
use sycamore::prelude::*;

use super::fields::Fields;
use super::form::Group;
use crate::i18n::text::firm as t;
use crate::ui::amount_field::{AmountField, Unit};
use crate::ui::choice::CheckBox;
use crate::ui::date_field::DateField;
use crate::ui::field::FieldState;
use crate::ui::select::{SelectField, choices};
use crate::ui::text_field::TextArea;

/// The group of the form.
#[component(inline_props)]
pub fn Terms(fields: Fields) -> View {
    let regimes = choices(VatRegime::ALL, VatRegime::name, t::regime);
    let terms = choices(PaymentTerms::ALL, PaymentTerms::name, t::terms);
    recheck_with(fields.ecb_rate, fields.ecb_rate_since);
    recheck_with(fields.ecb_rate_since, fields.ecb_rate);
    view! {
        Group(name=t::VAT_AND_TERMS) {
            SelectField(state=fields.vat_regime, label=t::VAT_REGIME, choices=regimes)
            SelectField(state=fields.terms, label=t::DEFAULT_TERMS, choices=terms, help=t::DEFAULT_TERMS_HELP)
            div(class="span-all") { CheckBox(checked=fields.vat_on_debits, label=t::VAT_ON_DEBITS) }
            AmountField(
                state=fields.penalty_rate,
                unit=Unit::Percent,
                label=t::PENALTY_RATE,
                help=t::PENALTY_HELP,
                optional=true,
            )
            AmountField(
                state=fields.ecb_rate,
                unit=Unit::Percent,
                label=t::ECB_RATE,
                help=t::ECB_RATE_HELP,
                optional=true,
            )
            DateField(
                state=fields.ecb_rate_since,
                label=t::ECB_RATE_SINCE,
                help=t::ECB_RATE_SINCE_HELP,
                optional=true,
            )
            TextArea(
                state=fields.discount,
                label=t::DISCOUNT,
                help=t::DISCOUNT_HELP,
                optional=true,
                frame="field span-all",
            )
        }
    }
}

/// What is wrong with a field may go when the other changes.
fn recheck_with(other: FieldState, field: FieldState) {
    create_effect(move || {
        other.value.track();
        untrack(|| field.recheck());
    });
}
