//! Recording a payment of an invoice, or a refund of a credit note.

use std::rc::Rc;

use chrono::NaiveDate;
use domain::billing::PaymentMethod;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::{Sheet, is_credit};
use crate::api::documents::{RecordPayment, record_payment};
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{documents, invoices as t};
use crate::pages::checks;
use crate::pages::outcome::Changed;
use crate::ui::amount_field::{AmountField, Unit, amount_of, amount_state};
use crate::ui::choice::CheckBox;
use crate::ui::date_field::{DateField, date_state, day_of, iso_text, noon_of};
use crate::ui::editing::guard;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::ui::money::{self, euros};
use crate::ui::select::{Choice, SelectField, choices};
use crate::ui::text_field::{TextArea, TextField};
use crate::user_errors;

/// The fields.
#[derive(Clone, Copy)]
struct Fields {
    amount: FieldState,
    date: FieldState,
    method: FieldState,
    reference: FieldState,
    notes: FieldState,
    confirmed: Signal<bool>,
}

/// What can still be recorded, in cents: payments that wait to be confirmed are taken off.
fn open_cents(sheet: &Sheet) -> i64 {
    money::cents(&sheet.remaining_amount) - money::cents(&sheet.pending_amount)
}

/// What is wrong with an amount, of which `open` cents are left.
fn amount_problem(typed: Option<i64>, open: i64) -> Option<Message> {
    match typed {
        Some(cents) if cents > open => Some(Message::new(move || t::amount_most(&money::euros_of(open)))),
        _ => amount_entered(typed),
    }
}

/// What is wrong with an amount, in cents, whatever is left.
pub fn amount_entered(typed: Option<i64>) -> Option<Message> {
    typed.is_none_or(|cents| cents <= 0).then(|| Message::from(t::AMOUNT_NEEDED))
}

/// What is wrong with the day of a payment.
pub fn day_problem(day: Option<NaiveDate>, today: NaiveDate) -> Option<Message> {
    match day {
        None => Some(Message::from(t::DATE_NEEDED)),
        Some(day) if day > today => Some(Message::from(t::DATE_FUTURE)),
        Some(_) => None,
    }
}

impl Fields {
    /// Everything that is left is proposed, by transfer, today.
    fn new(open: i64) -> Self {
        let amount = amount_state(Unit::Euro, Some(&crate::ui::decimal::wire(open)));
        let date = date_state(Some(&iso_text(format::today())));
        let cents = move || untrack(|| amount_of(Unit::Euro, amount)).as_deref().map(money::cents);
        let day = move || untrack(|| day_of(date));
        Self {
            amount: amount.also(move |_| amount_problem(cents(), open)),
            date: date.also(move |_| day_problem(day(), format::today())),
            method: FieldState::free(PaymentMethod::BankTransfer.name()),
            reference: FieldState::new("", checks::at_most(255)),
            notes: FieldState::new("", checks::at_most(9_000)),
            confirmed: create_signal(false),
        }
    }

    fn entries(self) -> Vec<Entry> {
        vec![
            Entry::new("amount", documents::AMOUNT, Control::Text(self.amount)),
            Entry::new("paymentDate", documents::PAYMENT_DATE, Control::Text(self.date)),
            Entry::new("paymentMethod", documents::PAYMENT_METHOD, Control::Text(self.method)),
            Entry::new("reference", documents::REFERENCE, Control::Text(self.reference)),
            Entry::new("notes", documents::NOTES, Control::Text(self.notes)),
        ]
    }

    fn input(self, invoice: String) -> record_payment::RecordPaymentInput {
        record_payment::RecordPaymentInput {
            invoice_id: invoice,
            amount: amount_of(Unit::Euro, self.amount).unwrap_or_default(),
            payment_date: noon_of(self.date),
            payment_method: self.method.text().parse().unwrap_or(PaymentMethod::Other),
            reference: self.reference.optional(),
            notes: self.notes.optional(),
            confirmed: self.confirmed.get(),
        }
    }
}

/// The panel.
#[component(inline_props)]
pub fn PaymentPanel(sheet: Sheet, changed: Changed, close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let fields = Fields::new(open_cents(&sheet));
    let entries = fields.entries();
    let (status, saved) = (FormStatus::new(), create_signal(false));
    guard(&entries, untrack(|| snapshot(&entries)), saved);
    let submission = Rc::new(Submission::default());
    let title = if is_credit(sheet.kind) { t::RECORD_REFUND } else { t::RECORD };
    let (invoice, done) = (sheet.id.clone(), close.clone());
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let input = untrack(|| fields.input(invoice.clone()));
        let amount = input.amount.clone();
        let (submission, entries) = (submission.clone(), entries.clone());
        let (changed, done) = (changed.clone(), done.clone());
        spawn_local_scoped(async move {
            match submission.send::<RecordPayment>(record_payment::Variables { input }).await {
                Err(error) => status.fail(error),
                Ok(data) if data.record_payment.payment.is_some() => {
                    saved.set(true);
                    app.toasts.confirm(Message::new(move || t::recorded(&euros(&amount))));
                    done();
                    changed();
                }
                Ok(data) => status.refuse(place(user_errors!(data.record_payment.user_errors), &entries)),
            }
        });
    };
    let methods: Vec<Choice> = choices(PaymentMethod::ALL, PaymentMethod::name, documents::payment_method);
    view! {
        FormPanel(
            title=title,
            submit_label=t::RECORD_SUBMIT,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=close,
        ) {
            fieldset(class="form-grid") {
                legend(class="visually-hidden") { (title) }
                AmountField(state=fields.amount, unit=Unit::Euro, label=documents::AMOUNT)
                DateField(state=fields.date, label=documents::PAYMENT_DATE)
                SelectField(state=fields.method, label=documents::PAYMENT_METHOD, choices=methods)
                TextField(state=fields.reference, label=documents::REFERENCE, autocomplete="off", optional=true)
                TextArea(state=fields.notes, label=documents::NOTES, optional=true)
                CheckBox(checked=fields.confirmed, label=t::CONFIRMED)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(problem: Option<Message>) -> Option<String> {
        problem.map(|problem| problem.words())
    }

    #[test]
    fn no_more_is_paid_than_is_left() {
        assert!(amount_problem(Some(120_000), 120_000).is_none());
        let most = words(amount_problem(Some(120_001), 120_000)).unwrap();
        assert!(most.contains("1\u{202f}200,00\u{a0}€"), "{most}");
        assert!(amount_problem(Some(0), 120_000).is_some() && amount_problem(None, 120_000).is_some());
    }

    #[test]
    fn a_payment_was_made_today_or_before() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        assert!(day_problem(Some(today), today).is_none());
        assert!(day_problem(today.succ_opt(), today).is_some() && day_problem(None, today).is_some());
    }
}
