//! The fields of the page that writes an invoice.

use domain::billing::{InvoiceType, OperationNature, PaymentTerms, VatGroup};
use sycamore::prelude::*;

use super::addresses::{AddressFields, address_input};
use super::{Sheet, is_credit};
use crate::api::documents::{create_invoice, invoice, update_invoice};
use crate::i18n::text::{documents, errors, invoices as t, lines as line_words, refusals};
use crate::pages::checks;
use crate::pages::documents::chosen::{id_of, named};
use crate::pages::documents::defaults::Defaults;
use crate::ui::combobox::Candidate;
use crate::ui::date_field::{date_state, day_of, end_of, iso_text, local_state};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, Value, snapshot};
use crate::ui::lines::{LineData, Lines, totals, vat};
use crate::ui::message::Message;
use crate::{line_data, line_inputs};

/// In place of payment terms: a date of its own.
pub const OWN_DATE: &str = "date";

/// The fields, each with its control.
#[derive(Clone, Copy)]
pub struct Fields {
    /// A credit note: it goes to whom its invoice went, and is due at once.
    pub(super) credit: bool,
    /// A deposit: a share of its quote, whose lines stay.
    pub(super) deposit: bool,
    pub(super) institution_typed: FieldState,
    pub(super) institution: Signal<Option<Candidate>>,
    pub(super) title: FieldState,
    pub(super) terms: FieldState,
    pub(super) due: FieldState,
    pub(super) service_start: FieldState,
    pub(super) service_end: FieldState,
    pub(super) delivery: AddressFields,
    pub(super) billing: AddressFields,
    pub(super) nature: FieldState,
    pub(super) vat_on_debits: Signal<bool>,
    pub(super) purchase_order: FieldState,
    pub(super) buyer_reference: FieldState,
    pub(super) contract: FieldState,
    pub(super) template_typed: FieldState,
    pub(super) template: Signal<Option<Candidate>>,
    pub(super) assignee_typed: FieldState,
    pub(super) assignee: Signal<Option<Candidate>>,
    pub(super) description: FieldState,
    pub(super) lines: Lines,
}

/// The deposits that an invoice deducts.
#[must_use]
pub fn deductions_of(sheet: &Sheet) -> Vec<VatGroup> {
    let group = |of: &invoice::InvoiceSheetDeductions| {
        let way = vat::choice(of.vat_category, &of.tax_rate, of.vat_exemption_code.as_deref());
        totals::deduction(&way, &of.amount, &of.tax_amount)
    };
    sheet.deductions.iter().filter_map(group).collect()
}

/// Payment terms in words, or that there is a date instead.
fn terms_words(value: &str) -> String {
    let words = match (value, value.parse()) {
        (OWN_DATE, _) => t::TERMS_OWN_DATE,
        (_, Ok(terms)) => documents::payment_terms(terms),
        _ => t::TERMS_DEFAULT,
    };
    words.now().to_owned()
}

fn nature_words(value: &str) -> String {
    value.parse().map(|nature| documents::operation_nature(nature).now().to_owned()).unwrap_or_default()
}

/// A text that may be missing, of at most `longest` characters.
fn text(value: Option<&String>, longest: usize) -> FieldState {
    FieldState::new(value.map_or("", String::as_str), checks::at_most(longest))
}

/// The last day of a service that has a first one.
fn service_end(start: FieldState, iso: Option<&str>) -> FieldState {
    let end = date_state(iso);
    end.also(move |_| match untrack(|| (day_of(start), day_of(end))) {
        (Some(start), Some(end)) if end < start => Some(Message::from(refusals::BEFORE_START)),
        _ => None,
    })
}

/// A due date where there are no payment terms.
fn due_date(terms: FieldState, iso: Option<&str>) -> FieldState {
    let due = local_state(iso);
    due.also(move |text| {
        let missing = text.trim().is_empty() && terms.value.with_untracked(|terms| terms == OWN_DATE);
        missing.then(|| Message::from(errors::REQUIRED))
    })
}

impl Fields {
    /// The fields of an invoice that exists.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Self {
        let institution = sheet.institution.as_ref().map(|host| Candidate {
            id: host.id.clone(),
            label: host.name.clone(),
            detail: host.address.city.clone(),
        });
        let assignee = sheet.assigned_user.as_ref().map(|person| Candidate {
            id: person.id.clone(),
            label: person.full_name.clone(),
            detail: person.email.clone(),
        });
        let template = sheet.template.as_ref().map(|found| named(&found.id, &found.name));
        let lines: Vec<LineData> = sheet.lines.iter().map(|line| line_data!(line)).collect();
        let terms = FieldState::free(sheet.payment_terms.map_or(OWN_DATE, PaymentTerms::name));
        let due = Some(sheet.due_date.as_str()).filter(|_| sheet.payment_terms.is_none());
        let start = date_state(sheet.service_start.as_deref());
        Self {
            credit: is_credit(sheet.kind),
            deposit: !is_credit(sheet.kind) && sheet.type_ == InvoiceType::Deposit,
            title: FieldState::new(&sheet.title, checks::required(255)),
            terms,
            due: due_date(terms, due),
            service_start: start,
            service_end: service_end(start, sheet.service_end.as_deref()),
            delivery: AddressFields::new(sheet.delivery_address.as_ref()),
            billing: AddressFields::new(sheet.billing_address.as_ref()),
            nature: FieldState::free(sheet.operation_nature.name()),
            vat_on_debits: create_signal(sheet.vat_on_debits),
            purchase_order: text(sheet.purchase_order_number.as_ref(), 100),
            buyer_reference: text(sheet.buyer_reference.as_ref(), 100),
            contract: text(sheet.contract_reference.as_ref(), 100),
            template: create_signal(template),
            description: text(sheet.description.as_ref(), 10_000),
            lines: Lines::new(&lines, vat::STANDARD),
            ..Self::blank(institution, assignee, None)
        }
    }

    /// The fields of a new invoice for `institution` by `me`.
    #[must_use]
    pub fn blank(institution: Option<Candidate>, me: Option<Candidate>, defaults: Option<Defaults>) -> Self {
        let institution = create_signal(institution);
        let chosen = move |_: &str| {
            institution.with_untracked(Option::is_none).then(|| Message::from(documents::CHOOSE_INSTITUTION))
        };
        let (terms, start) = (FieldState::free(""), date_state(None));
        let usual_vat = defaults.map_or_else(|| vat::STANDARD.to_owned(), Defaults::vat);
        Self {
            credit: false,
            deposit: false,
            institution_typed: FieldState::new("", chosen),
            institution,
            title: FieldState::new("", checks::required(255)),
            terms,
            due: due_date(terms, None),
            service_start: start,
            service_end: service_end(start, None),
            delivery: AddressFields::new(None),
            billing: AddressFields::new(None),
            nature: FieldState::free(OperationNature::Services.name()),
            vat_on_debits: create_signal(defaults.is_some_and(|defaults| defaults.vat_on_debits)),
            purchase_order: text(None, 100),
            buyer_reference: text(None, 100),
            contract: text(None, 100),
            template_typed: FieldState::free(""),
            template: create_signal(None),
            assignee_typed: FieldState::free(""),
            assignee: create_signal(me),
            description: text(None, 10_000),
            lines: Lines::new(&[], &usual_vat),
        }
    }

    /// The fields by their path in the input, in the order of the page.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        let reference = Control::Reference;
        let mut all = Vec::new();
        if !self.credit {
            let institution = reference(self.institution_typed, self.institution);
            all.push(Entry::new("institutionId", documents::INSTITUTION, institution));
        }
        all.extend([
            Entry::new("title", documents::TITLE, Control::Text(self.title)),
            Entry::new("serviceStart", t::SERVICE_START, Control::Text(self.service_start)),
            Entry::new("serviceEnd", t::SERVICE_END, Control::Text(self.service_end)),
            Entry::new("deliveryAddress", t::DELIVERY_ADDRESS, self.delivery.control()),
            Entry::new("billingAddress", t::BILLING_ADDRESS, self.billing.control()),
        ]);
        if !self.credit {
            all.push(Entry::new("paymentTerms", t::PAYMENT_TERMS, Control::Choice(self.terms, terms_words)));
            all.push(Entry::new("dueDate", t::DUE_DATE, Control::Text(self.due)));
        }
        all.extend([
            Entry::new("operationNature", t::OPERATION_NATURE, Control::Choice(self.nature, nature_words)),
            Entry::new("vatOnDebits", t::VAT_ON_DEBITS, Control::Switch(self.vat_on_debits)),
            Entry::new("purchaseOrderNumber", t::PURCHASE_ORDER, Control::Text(self.purchase_order)),
            Entry::new("buyerReference", t::BUYER_REFERENCE, Control::Text(self.buyer_reference)),
            Entry::new("contractReference", t::CONTRACT_REFERENCE, Control::Text(self.contract)),
            Entry::new("assignedUserId", documents::ASSIGNEE, reference(self.assignee_typed, self.assignee)),
            Entry::new("templateId", documents::TEMPLATE, reference(self.template_typed, self.template)),
        ]);
        if !self.deposit {
            all.push(Entry::new("lines", line_words::LINES, self.lines.control()));
        }
        all.push(Entry::new("description", documents::DESCRIPTION, Control::Text(self.description)));
        all
    }

    fn chosen_terms(self) -> Option<PaymentTerms> {
        self.terms.value.with(|terms| terms.parse().ok())
    }

    fn own_due(self) -> Option<String> {
        self.terms.value.with(|terms| terms == OWN_DATE).then(|| end_of(self.due)).flatten()
    }

    /// What is sent for a new one.
    #[must_use]
    pub fn creation(self) -> create_invoice::CreateInvoiceInput {
        create_invoice::CreateInvoiceInput {
            institution_id: id_of(self.institution).unwrap_or_default(),
            title: self.title.text(),
            assigned_user_id: id_of(self.assignee),
            billing_address: address_input!(create_invoice, self.billing),
            buyer_reference: self.buyer_reference.optional(),
            contract_reference: self.contract.optional(),
            delivery_address: address_input!(create_invoice, self.delivery),
            description: self.description.optional(),
            due_date: self.own_due(),
            lines: line_inputs!(create_invoice, self.lines.sending()),
            operation_nature: self.nature.text().parse().ok(),
            payment_terms: self.chosen_terms(),
            purchase_order_number: self.purchase_order.optional(),
            service_end: day_of(self.service_end).map(iso_text),
            service_start: day_of(self.service_start).map(iso_text),
            template_id: id_of(self.template),
            vat_on_debits: Some(self.vat_on_debits.get()),
        }
    }

    /// What is sent for one that exists: every field, an empty one as null; a due date whose day is the same stays as it
    /// is to the second.
    #[must_use]
    pub fn update(self, sheet: &Sheet, version: Option<i64>) -> update_invoice::UpdateInvoiceInput {
        let same_day = crate::i18n::format::local_day(&sheet.due_date) == day_of(self.due);
        let due_date = self.own_due().map(|due| if same_day { sheet.due_date.clone() } else { due });
        let (due_date, payment_terms) = if self.credit { (None, None) } else { (due_date, self.chosen_terms()) };
        update_invoice::UpdateInvoiceInput {
            id: sheet.id.clone(),
            expected_version: version,
            institution_id: id_of(self.institution).filter(|_| !self.credit),
            title: Some(self.title.text()),
            assigned_user_id: id_of(self.assignee),
            billing_address: address_input!(update_invoice, self.billing),
            buyer_reference: self.buyer_reference.optional(),
            contract_reference: self.contract.optional(),
            delivery_address: address_input!(update_invoice, self.delivery),
            description: self.description.optional(),
            due_date,
            lines: (!self.deposit).then(|| line_inputs!(update_invoice, self.lines.sending())),
            operation_nature: self.nature.text().parse().ok(),
            payment_terms,
            purchase_order_number: self.purchase_order.optional(),
            service_end: day_of(self.service_end).map(iso_text),
            service_start: day_of(self.service_start).map(iso_text),
            template_id: id_of(self.template),
            vat_on_debits: Some(self.vat_on_debits.get()),
        }
    }

    /// When it would be due if it were issued today, where terms decide; `usual`: the terms of who is invoiced.
    #[must_use]
    pub fn due_today(self, usual: Option<PaymentTerms>) -> Option<String> {
        let terms = match self.terms.text().as_str() {
            OWN_DATE => None,
            "" => usual,
            chosen => chosen.parse().ok(),
        };
        terms.map(|terms| iso_text(terms.due_date(crate::i18n::format::today())))
    }
}

/// What the fields would hold for this invoice, and its version.
#[must_use]
pub fn values_of(sheet: &Sheet) -> (Vec<Value>, i64) {
    (untrack(|| snapshot(&Fields::of(sheet).entries())), sheet.version)
}
