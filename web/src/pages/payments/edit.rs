//! The panel that changes a payment that waits to be confirmed.

use std::rc::Rc;

use chrono::NaiveDate;
use domain::billing::PaymentMethod;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Payment;
use crate::api::back_office::{UpdatePayment, update_payment};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{common, documents, payments as t};
use crate::pages::audit::trail;
use crate::pages::checks;
use crate::pages::invoices::payment::{amount_entered, day_problem};
use crate::pages::outcome::Changed;
use crate::ui::amount_field::{AmountField, Unit, amount_of, amount_state};
use crate::ui::date_field::{DateField, day_of, local_state, noon_of};
use crate::ui::editing::Editing;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, Value, snapshot};
use crate::ui::form_panel::FormPanel;
use crate::ui::money;
use crate::ui::select::{SelectField, choices};
use crate::ui::text_field::{TextArea, TextField};
use crate::user_errors;

/// A payment that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its id.
    pub id: String,
    /// The version that a change is based on.
    pub version: i64,
    /// In euros.
    pub amount: String,
    /// When it was made.
    pub date: String,
    /// How it was made.
    pub method: PaymentMethod,
    /// Reference of the bank.
    pub reference: Option<String>,
    /// Remarks.
    pub notes: Option<String>,
}

impl From<&Payment> for Pending {
    fn from(payment: &Payment) -> Self {
        Self {
            id: payment.id.clone(),
            version: payment.version,
            amount: payment.amount.clone(),
            date: payment.payment_date.clone(),
            method: payment.payment_method,
            reference: payment.reference.clone(),
            notes: payment.notes.clone(),
        }
    }
}

#[derive(Clone, Copy)]
struct Fields {
    amount: FieldState,
    date: FieldState,
    method: FieldState,
    reference: FieldState,
    notes: FieldState,
    /// The day that the server has: the hour of a payment of the same day stays.
    day: Signal<Option<NaiveDate>>,
}

impl Fields {
    fn new(payment: &Pending) -> Self {
        let amount = amount_state(Unit::Euro, Some(&payment.amount));
        let date = local_state(Some(&payment.date));
        let cents = move || untrack(|| amount_of(Unit::Euro, amount)).as_deref().map(money::cents);
        let day = move || untrack(|| day_of(date));
        let text = |text: &Option<String>, most| FieldState::new(text.as_deref().unwrap_or(""), checks::at_most(most));
        Self {
            amount: amount.also(move |_| amount_entered(cents())),
            date: date.also(move |_| day_problem(day(), format::today())),
            method: FieldState::free(payment.method.name()),
            reference: text(&payment.reference, 255),
            notes: text(&payment.notes, 9_000),
            day: create_signal(format::local_day(&payment.date)),
        }
    }

    fn entries(self) -> Vec<Entry> {
        vec![
            Entry::new("amount", documents::AMOUNT, Control::Text(self.amount)),
            Entry::new("paymentDate", documents::PAYMENT_DATE, Control::Text(self.date)),
            Entry::new("paymentMethod", documents::PAYMENT_METHOD, Control::Choice(self.method, method_words)),
            Entry::new("reference", documents::REFERENCE, Control::Text(self.reference)),
            Entry::new("notes", documents::NOTES, Control::Text(self.notes)),
        ]
    }

    fn update(self, id: String, version: Option<i64>) -> update_payment::UpdatePaymentInput {
        let moved = day_of(self.date) != self.day.get();
        update_payment::UpdatePaymentInput {
            id,
            expected_version: version,
            amount: amount_of(Unit::Euro, self.amount),
            payment_date: noon_of(self.date).filter(|_| moved),
            payment_method: self.method.text().parse().ok(),
            reference: self.reference.optional(),
            notes: self.notes.optional(),
        }
    }
}

fn method_words(name: &str) -> String {
    let method = name.parse::<PaymentMethod>();
    method.map_or_else(|_| name.to_owned(), |method| documents::payment_method(method).now().to_owned())
}

fn values_of(payment: &Pending) -> Vec<Value> {
    untrack(|| snapshot(&Fields::new(payment).entries()))
}

/// The panel.
#[component(inline_props)]
pub fn EditPayment(payment: Pending, changed: Changed, close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let fields = Fields::new(&payment);
    let editing = Editing::new(fields.entries(), Some(payment.version));
    let status = editing.status;
    let (id, leave) = (payment.id, close.clone());
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::SAVED);
        leave();
        changed();
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let input = untrack(|| fields.update(id.clone(), editing.version.get()));
        let (id, editing, done) = (id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdatePayment>(update_payment::Variables { input }).await {
                Ok(data) => editing.finish(user_errors!(data.update_payment.user_errors), &done),
                Err(error) => {
                    trail::failed(&editing, error, &id, super::find(id.clone()), |found| {
                        let theirs = found.as_ref().map(Pending::from)?;
                        fields.day.set(format::local_day(&theirs.date));
                        Some((values_of(&theirs), theirs.version))
                    })
                    .await;
                }
            }
        });
    };
    let methods = choices(PaymentMethod::ALL, PaymentMethod::name, documents::payment_method);
    view! {
        FormPanel(
            title=t::EDIT_TITLE,
            submit_label=common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=close,
        ) {
            fieldset(class="form-grid") {
                legend(class="visually-hidden") { (t::EDIT_TITLE) }
                AmountField(state=fields.amount, unit=Unit::Euro, label=documents::AMOUNT)
                DateField(state=fields.date, label=documents::PAYMENT_DATE)
                SelectField(state=fields.method, label=documents::PAYMENT_METHOD, choices=methods)
                TextField(state=fields.reference, label=documents::REFERENCE, autocomplete="off", optional=true)
                TextArea(state=fields.notes, label=documents::NOTES, optional=true)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending() -> Pending {
        Pending {
            id: "1".into(),
            version: 2,
            amount: "420.00".into(),
            date: "2026-11-20T09:15:00Z".into(),
            method: PaymentMethod::Check,
            reference: Some("CH 12".into()),
            notes: None,
        }
    }

    #[test]
    fn the_hour_of_a_payment_stays_with_its_day() {
        create_root(|| {
            let fields = Fields::new(&pending());
            let input = fields.update("1".into(), Some(2));
            assert_eq!((input.amount.as_deref(), input.payment_date.as_deref()), (Some("420.00"), None));
            fields.date.value.set("19/11/2026".into());
            fields.reference.value.set(String::new());
            let input = fields.update("1".into(), Some(2));
            assert_eq!((input.payment_date.as_deref(), input.reference), (Some("2026-11-19T12:00:00Z"), None));
        })
        .dispose();
    }

    #[test]
    fn an_amount_is_needed() {
        create_root(|| {
            let fields = Fields::new(&pending());
            assert!(fields.amount.verify());
            fields.amount.value.set("0".into());
            assert!(!fields.amount.verify());
        })
        .dispose();
    }
}
