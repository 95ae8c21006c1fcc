//! The accounts of the firm's books and its accounting year, for the export of entries.

use sycamore::prelude::*;

use super::fields::Fields;
use super::form::Group;
use crate::i18n::Words;
use crate::i18n::text::firm as t;
use crate::ui::field::FieldState;
use crate::ui::select::SelectField;
use crate::ui::text_field::TextField;

/// The group of the form.
#[component(inline_props)]
pub fn Accounting(fields: Fields) -> View {
    let accounts: Vec<View> = [
        (fields.customer_account, t::CUSTOMER_ACCOUNT, t::CUSTOMER_ACCOUNT_HELP),
        (fields.sales_account, t::SALES_ACCOUNT, t::SALES_ACCOUNT_HELP),
        (fields.vat_account, t::VAT_ACCOUNT, t::VAT_ACCOUNT_HELP),
        (fields.bank_account, t::BANK_ACCOUNT, t::BANK_ACCOUNT_HELP),
    ]
    .into_iter()
    .map(account)
    .collect();
    view! {
        Group(name=t::ACCOUNTING) {
            p(class="field-help span-all") { (t::ACCOUNTING_HELP) }
            (accounts)
            SelectField(
                state=fields.year_month,
                label=t::YEAR_MONTH,
                choices=t::MONTHS.to_vec(),
                help=t::YEAR_MONTH_HELP,
            )
        }
    }
}

fn account((state, label, help): (FieldState, Words, Words)) -> View {
    view! {
        TextField(state=state, label=label, help=help, class="input code", autocomplete="off", "spellcheck"="false")
    }
}
