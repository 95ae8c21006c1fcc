//! The fields as they stand on the page.

use domain::Permission;
use domain::billing::{OperationNature, PaymentTerms, TemplateType};
use sycamore::prelude::*;

use crate::api::documents::{BillingClient, billing_client};
use crate::api::{ApiError, send};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{documents, invoices as t};
use crate::pages::documents::catalog;
use crate::pages::documents::chosen::id_of;
use crate::pages::documents::defaults::Defaults;
use crate::pages::documents::lines::{self, ReadLine};
use crate::pages::documents::templates;
use crate::pages::institutions::{people, reference};
use crate::pages::invoices::Sheet;
use crate::pages::invoices::addresses::OtherAddresses;
use crate::pages::invoices::fields::{Fields, OWN_DATE};
use crate::ui::choice::CheckBox;
use crate::ui::combobox::Combobox;
use crate::ui::date_field::DateField;
use crate::ui::lines::{LineEditor, Lines};
use crate::ui::money::euros;
use crate::ui::remote::fetch;
use crate::ui::select::{SelectField, choices};
use crate::ui::text_field::{TextArea, TextField};
use crate::{amounts, line_data};

/// The templates that invoices look by.
static TEMPLATES: [TemplateType; 2] = [TemplateType::Invoice, TemplateType::Both];

/// How an institution is billed.
type Client = billing_client::BillingClientInstitution;

async fn client(id: Option<String>) -> Result<Option<Client>, ApiError> {
    Ok(match id {
        Some(id) => Some(send::<BillingClient>(billing_client::Variables { id }).await?.institution),
        None => None,
    })
}

/// The terms that hold where nothing else is chosen.
fn usual_terms(client: Option<&Client>, defaults: Option<Defaults>) -> Option<PaymentTerms> {
    let client = client?;
    let firm = defaults.map(|defaults| defaults.terms).unwrap_or_default();
    Some(client.payment_terms.unwrap_or_else(|| PaymentTerms::default_for(client.is_public_body, firm)))
}

/// « Total TTC : 15 124,00 € », as the lines stand, less deposits.
pub fn told(lines: Lines) -> impl Fn() -> String + 'static {
    let total = create_selector(move || lines.summary().totals.total.to_string());
    move || documents::total_so_far(&euros(&total.get_clone()))
}

/// All fields; `sheet` is the invoice that exists.
#[component(inline_props)]
pub fn Inputs(fields: Fields, defaults: ReadSignal<Option<Defaults>>, #[prop(default)] sheet: Option<Sheet>) -> View {
    let app = use_app();
    let found = fetch(move || id_of(fields.institution), client);
    let client = create_memo(move || found.value.get_clone().flatten());
    let written = match (fields.deposit, &sheet) {
        (true, Some(sheet)) => read_lines(sheet),
        _ => view! { LineEditor(lines=fields.lines, catalog=catalog::search(), toasts=app.toasts) },
    };
    view! {
        Addressed(fields=fields)
        OtherAddresses(delivery=fields.delivery, billing=fields.billing)
        Terms(fields=fields, client=client, defaults=defaults)
        (written)
        References(fields=fields, client=client)
    }
}

/// The lines of a deposit, which follow from its quote.
fn read_lines(sheet: &Sheet) -> View {
    let line = |line: &crate::api::documents::invoice::InvoiceSheetLine| ReadLine {
        data: line_data!(line),
        net: line.total_after_discount.clone(),
        note: None,
    };
    let section = lines::section(sheet.lines.iter().map(line).collect(), &amounts!(sheet, None));
    view! {
        (section)
        p(class="soft") { (t::DEPOSIT_FIXED) }
    }
}

/// For whom it is, and what it is about.
#[component(inline_props)]
fn Addressed(fields: Fields) -> View {
    // Who may not list users cannot hand invoices on.
    let assignee = use_app().session.can(Permission::ViewUsers).then(|| {
        view! {
            Combobox(
                state=fields.assignee_typed,
                chosen=fields.assignee,
                label=documents::ASSIGNEE,
                search=people::search(),
            )
        }
    });
    let institution = (!fields.credit).then(|| {
        view! {
            Combobox(
                state=fields.institution_typed,
                chosen=fields.institution,
                label=documents::INSTITUTION,
                search=reference::search(),
            )
        }
    });
    view! {
        section(class="section", "aria-labelledby"="client") {
            div(class="section-header") { h2(id="client") { (documents::CLIENT) } }
            fieldset(class="form-grid") {
                legend(class="visually-hidden") { (documents::CLIENT) }
                (institution)
                TextField(state=fields.title, label=documents::TITLE, autocomplete="off", frame="field span-2")
                DateField(state=fields.service_start, label=t::SERVICE_START)
                DateField(
                    state=fields.service_end,
                    label=t::SERVICE_END,
                    optional=true,
                    help=t::SERVICE_END_HELP,
                )
                (assignee)
            }
        }
    }
}

/// When it is due.
#[component(inline_props)]
fn Terms(fields: Fields, client: ReadSignal<Option<Client>>, defaults: ReadSignal<Option<Defaults>>) -> View {
    if fields.credit {
        return View::new();
    }
    let own = create_selector(move || fields.terms.value.with(|terms| terms == OWN_DATE));
    // What is not on the screen cannot be wrong.
    create_effect(move || {
        if !own.get() {
            fields.due.value.set(String::new());
            fields.due.problem.set(None);
        }
    });
    let usual = create_selector(move || client.with(|client| usual_terms(client.as_ref(), defaults.get())));
    let mut terms = choices(PaymentTerms::ALL, PaymentTerms::name, documents::payment_terms);
    terms.push((OWN_DATE, t::TERMS_OWN_DATE));
    let select = if fields.terms.value.with_untracked(String::is_empty) {
        view! {
            SelectField(state=fields.terms, label=t::PAYMENT_TERMS, choices=terms, empty=t::TERMS_DEFAULT)
        }
    } else {
        view! { SelectField(state=fields.terms, label=t::PAYMENT_TERMS, choices=terms) }
    };
    let hint = move || {
        let due = fields.due_today(usual.get());
        due.map(|due| t::due_hint(&format::calendar_day(&due))).unwrap_or_default()
    };
    view! {
        section(class="section", "aria-labelledby"="terms") {
            div(class="section-header") { h2(id="terms") { (t::PAYMENT_TERMS) } }
            fieldset(class="form-grid") {
                legend(class="visually-hidden") { (t::PAYMENT_TERMS) }
                (select)
                (if own.get() {
                    view! { DateField(state=fields.due, label=t::DUE_DATE) }
                } else {
                    view! { p(class="soft field", role="status") { (hint()) } }
                })
            }
        }
    }
}

/// What the client and the law want to read on it.
#[component(inline_props)]
fn References(fields: Fields, client: ReadSignal<Option<Client>>) -> View {
    let natures = choices(OperationNature::ALL, OperationNature::name, documents::operation_nature);
    let code =
        create_memo(move || client.with(|client| client.as_ref().and_then(|client| client.service_code.clone())));
    view! {
        section(class="section", "aria-labelledby"="references") {
            div(class="section-header") { h2(id="references") { (t::REFERENCES) } }
            fieldset(class="form-grid") {
                legend(class="visually-hidden") { (t::REFERENCES) }
                TextField(
                    state=fields.purchase_order,
                    label=t::PURCHASE_ORDER,
                    autocomplete="off",
                    optional=true,
                    help=t::PURCHASE_ORDER_PUBLIC,
                )
                div(class="field") {
                    TextField(
                        state=fields.buyer_reference,
                        label=t::BUYER_REFERENCE,
                        autocomplete="off",
                        optional=true,
                        frame="field",
                    )
                    (code.get_clone().map(|code| view! { p(class="field-help") { (t::service_code_of(&code)) } }))
                }
                TextField(state=fields.contract, label=t::CONTRACT_REFERENCE, autocomplete="off", optional=true)
                SelectField(state=fields.nature, label=t::OPERATION_NATURE, choices=natures)
                Combobox(
                    state=fields.template_typed,
                    chosen=fields.template,
                    label=documents::TEMPLATE,
                    search=templates::search(&TEMPLATES),
                    optional=true,
                    help=documents::TEMPLATE_HELP,
                )
                div(class="span-all") { CheckBox(checked=fields.vat_on_debits, label=t::VAT_ON_DEBITS) }
                TextArea(
                    state=fields.description,
                    label=documents::DESCRIPTION,
                    optional=true,
                    help=t::DESCRIPTION_HELP,
                    frame="field span-all",
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(terms: Option<PaymentTerms>, public: bool) -> Client {
        Client { is_public_body: public, payment_terms: terms, service_code: None }
    }

    #[test]
    fn what_was_agreed_comes_before_the_law_and_the_law_before_the_firm() {
        let agreed = client(Some(PaymentTerms::Days45), true);
        assert_eq!(usual_terms(Some(&agreed), None), Some(PaymentTerms::Days45));
        assert_eq!(usual_terms(Some(&client(None, true)), None), Some(PaymentTerms::PublicHospital50));
        assert_eq!(usual_terms(Some(&client(None, false)), None), Some(PaymentTerms::Days30));
        assert_eq!(usual_terms(None, None), None);
    }
}
