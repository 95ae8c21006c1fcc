//! The forms that enter revenue and change it.

use std::rc::Rc;

use domain::billing::RevenueEntryKind;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Entry as Record;
use crate::api::revenue::{CreateRevenueEntry, UpdateRevenueEntry, create_revenue_entry, update_revenue_entry};
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{common, errors, revenue as t};
use crate::pages::audit::trail;
use crate::pages::checks;
use crate::pages::institutions::reference;
use crate::pages::panels::PanelHost;
use crate::router::{Panel, go};
use crate::ui::amount_field::{AmountField, Unit, amount_of, amount_state, required_amount};
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::date_field::{DateField, date_state, day_of, iso_text};
use crate::ui::editing::{Editing, guard};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::ui::money::{self, euros_of};
use crate::ui::select::{SelectField, choices};
use crate::ui::text_field::{TextArea, TextField};
use crate::user_errors;

/// What amounts count; they are negative where something is taken back.
const EUROS: Unit = Unit::SignedEuro;

/// The fields, each with its control.
#[derive(Clone, Copy)]
struct Fields {
    label: FieldState,
    kind: FieldState,
    date: FieldState,
    net: FieldState,
    tax: FieldState,
    paid: FieldState,
    paid_date: FieldState,
    institution_typed: FieldState,
    institution: Signal<Option<Candidate>>,
    reference: FieldState,
    notes: FieldState,
}

impl Fields {
    /// The fields of one that exists, or of a new one at `institution`.
    fn new(entry: Option<&Record>, institution: Option<Candidate>) -> Self {
        let maybe = |value: fn(&Record) -> &Option<String>| entry.and_then(|e| value(e).as_deref()).unwrap_or("");
        // Nothing is nothing typed.
        let some = |value: fn(&Record) -> &String| entry.map(value).filter(|amount| money::cents(amount) != 0);
        let theirs = entry.and_then(|entry| entry.institution.as_ref()).map(|institution| Candidate {
            id: institution.id.clone(),
            label: institution.name.clone(),
            detail: String::new(),
        });
        let today = iso_text(format::today());
        let net = required_amount(EUROS, entry.map(|entry| entry.net_amount.as_str())).also(not_zero);
        let tax = amount_state(EUROS, some(|entry| &entry.tax_amount).map(String::as_str));
        let tax = tax.also(move |_| tax_problem(cents(net), cents(tax)));
        let paid = amount_state(EUROS, some(|entry| &entry.paid_amount).map(String::as_str));
        let total = move || if cents(net) == 0 { 0 } else { cents(net) + cents(tax) };
        let paid = paid.also(move |_| paid_problem(total(), cents(paid)));
        let paid_date = date_state(entry.and_then(|entry| entry.paid_date.as_deref()));
        Self {
            label: FieldState::new(entry.map_or("", |entry| &entry.label), checks::required(255)),
            kind: FieldState::free(entry.map_or(RevenueEntryKind::Other, |entry| entry.kind).name()),
            date: date_state(Some(entry.map_or(today.as_str(), |entry| entry.entry_date.as_str()))).also(required),
            net,
            tax,
            paid,
            paid_date: paid_date
                .also(move |day| (!day.trim().is_empty() && cents(paid) == 0).then(|| t::PAID_DATE_ALONE.into())),
            institution_typed: FieldState::free(""),
            institution: create_signal(theirs.or(institution)),
            reference: FieldState::new(maybe(|entry| &entry.reference), checks::at_most(100)),
            notes: FieldState::new(maybe(|entry| &entry.notes), checks::at_most(10_000)),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    fn entries(self) -> Vec<Entry> {
        let text = Control::Text;
        vec![
            Entry::new("label", t::LABEL, text(self.label)),
            Entry::new("kind", t::KIND, Control::Choice(self.kind, kind_words)),
            Entry::new("entryDate", t::DATE, text(self.date)),
            Entry::new("netAmount", t::NET_AMOUNT, text(self.net)),
            Entry::new("taxAmount", t::TAX_AMOUNT, text(self.tax)),
            Entry::new("paidAmount", t::PAID_AMOUNT, text(self.paid)),
            Entry::new("paidDate", t::PAID_DATE, text(self.paid_date)),
            Entry::new("institutionId", t::INSTITUTION, Control::Reference(self.institution_typed, self.institution)),
            Entry::new("reference", t::REFERENCE, text(self.reference)),
            Entry::new("notes", t::NOTES, text(self.notes)),
        ]
    }

    fn institution_id(self) -> Option<String> {
        self.institution.with(|chosen| chosen.as_ref().map(|chosen| chosen.id.clone()))
    }

    fn creation(self) -> create_revenue_entry::CreateRevenueEntryInput {
        create_revenue_entry::CreateRevenueEntryInput {
            label: self.label.text(),
            kind: self.kind.text().parse().ok(),
            entry_date: day_of(self.date).map(iso_text).unwrap_or_default(),
            net_amount: amount_of(EUROS, self.net).unwrap_or_default(),
            tax_amount: amount_of(EUROS, self.tax),
            paid_amount: amount_of(EUROS, self.paid),
            paid_date: day_of(self.paid_date).map(iso_text),
            institution_id: self.institution_id(),
            reference: self.reference.optional(),
            notes: self.notes.optional(),
        }
    }

    /// Every field, an empty one as null. An institution that is not there for the person stays what it is.
    fn update(self, entry: &Record, version: Option<i64>) -> update_revenue_entry::UpdateRevenueEntryInput {
        let nothing = || Some("0".to_owned());
        let unseen = entry.institution_id.clone().filter(|_| entry.institution.is_none());
        update_revenue_entry::UpdateRevenueEntryInput {
            id: entry.id.clone(),
            expected_version: version,
            label: Some(self.label.text()),
            kind: self.kind.text().parse().ok(),
            entry_date: day_of(self.date).map(iso_text),
            net_amount: amount_of(EUROS, self.net),
            tax_amount: amount_of(EUROS, self.tax).or_else(nothing),
            paid_amount: amount_of(EUROS, self.paid).or_else(nothing),
            paid_date: day_of(self.paid_date).map(iso_text),
            institution_id: self.institution_id().or(unseen),
            reference: self.reference.optional(),
            notes: self.notes.optional(),
        }
    }
}

/// Cents in a field; what is no amount is none.
fn cents(state: FieldState) -> i64 {
    untrack(|| amount_of(EUROS, state)).map_or(0, |amount| money::cents(&amount))
}

fn required(text: &str) -> Option<Message> {
    text.trim().is_empty().then(|| errors::REQUIRED.into())
}

fn not_zero(text: &str) -> Option<Message> {
    let digits = text.chars().filter(char::is_ascii_digit).all(|digit| digit == '0');
    digits.then(|| t::NOT_ZERO.into())
}

fn tax_problem(net: i64, tax: i64) -> Option<Message> {
    (net != 0 && tax != 0 && net.signum() != tax.signum()).then(|| t::TAX_SIGN.into())
}

/// What is paid is a part of the total, which may be negative; without a total there is nothing to say yet.
fn paid_problem(total: i64, paid: i64) -> Option<Message> {
    let (least, most) = (total.min(0), total.max(0));
    let within = total == 0 || (least..=most).contains(&paid);
    (!within).then(|| Message::new(move || t::paid_bounds(&euros_of(least), &euros_of(most))))
}

fn kind_words(name: &str) -> String {
    name.parse().map_or_else(|_| name.to_owned(), |kind| t::kind(kind).now().to_owned())
}

#[component(inline_props)]
fn Inputs(fields: Fields) -> View {
    let kinds = choices(RevenueEntryKind::ALL, RevenueEntryKind::name, t::kind);
    let total = move || {
        let amount = |state| amount_of(EUROS, state).map_or(0, |amount| money::cents(&amount));
        t::total_is(&euros_of(amount(fields.net) + amount(fields.tax)))
    };
    view! {
        fieldset(class="form-grid") {
            legend(class="visually-hidden") { (t::ENTRY) }
            TextField(
                state=fields.label,
                label=t::LABEL,
                help=t::LABEL_HELP,
                autocomplete="off",
                frame="field span-all",
                "autofocus"="",
            )
            SelectField(state=fields.kind, label=t::KIND, choices=kinds)
            DateField(state=fields.date, label=t::DATE, help=t::DATE_HELP)
            AmountField(state=fields.net, unit=EUROS, label=t::NET_AMOUNT, help=t::NET_AMOUNT_HELP)
            AmountField(state=fields.tax, unit=EUROS, label=t::TAX_AMOUNT, optional=true)
            p(class="small soft span-all") { (total()) }
        }
        fieldset(class="form-grid form-section") {
            legend { (t::SETTLEMENT) }
            AmountField(state=fields.paid, unit=EUROS, label=t::PAID_AMOUNT, optional=true)
            DateField(state=fields.paid_date, label=t::PAID_DATE, optional=true)
        }
        fieldset(class="form-grid form-section") {
            legend { (t::DETAILS) }
            Combobox(
                state=fields.institution_typed,
                chosen=fields.institution,
                label=t::INSTITUTION,
                search=reference::search(),
                optional=true,
                frame="field span-all",
            )
            TextField(state=fields.reference, label=t::REFERENCE, autocomplete="off", optional=true, frame="field span-all")
            TextArea(state=fields.notes, label=t::NOTES, optional=true, frame="field span-all")
        }
    }
}

/// The panel for a new entry.
#[component(inline_props)]
pub fn CreatePanel(host: PanelHost) -> View {
    let app = use_app();
    let fields = Fields::new(None, untrack(|| (host.institution)()));
    let entries = fields.entries();
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let close = host.clone();
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let input = untrack(|| fields.creation());
        let (submission, entries, host, name) =
            (submission.clone(), entries.clone(), host.clone(), input.label.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateRevenueEntry>(create_revenue_entry::Variables { input }).await {
                Err(error) => status.fail(error),
                Ok(data) if data.create_revenue_entry.revenue_entry.is_some() => {
                    saved.set(true);
                    app.toasts.confirm(Message::new(move || t::added(&name)));
                    (host.changed)();
                    host.close();
                }
                Ok(data) => status.refuse(place(user_errors!(data.create_revenue_entry.user_errors), &entries)),
            }
        });
    };
    view! {
        FormPanel(
            title=t::NEW_TITLE,
            submit_label=t::CREATE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || close.close()) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields)
        }
    }
}

/// The panel that changes an entry.
#[component(inline_props)]
pub fn EditPanel(host: PanelHost, entry: Record) -> View {
    let app = use_app();
    let fields = Fields::new(Some(&entry), None);
    let editing = Editing::new(fields.entries(), Some(entry.version));
    let status = editing.status;
    let back = (host.address)(Panel::Shown(entry.id.clone()));
    let cancel = back.clone();
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::SAVED);
        (host.changed)();
        go(&back);
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let input = untrack(|| fields.update(&entry, editing.version.get()));
        let (id, editing, done) = (entry.id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateRevenueEntry>(update_revenue_entry::Variables { input }).await {
                Ok(data) => editing.finish(user_errors!(data.update_revenue_entry.user_errors), &done),
                Err(error) => {
                    trail::failed(&editing, error, &id, super::find(id.clone()), |found| {
                        found.map(|theirs| {
                            let values = untrack(|| snapshot(&Fields::new(Some(&theirs), None).entries()));
                            (values, theirs.version)
                        })
                    })
                    .await;
                }
            }
        });
    };
    view! {
        FormPanel(
            title=t::EDIT_TITLE,
            submit_label=common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || go(&cancel)) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_root(test: impl FnOnce()) {
        create_root(test).dispose();
    }

    fn filled(net: &str, tax: &str, paid: &str) -> Fields {
        let fields = Fields::new(None, None);
        fields.label.value.set("Subvention".into());
        for (state, text) in [(fields.net, net), (fields.tax, tax), (fields.paid, paid)] {
            state.value.set(text.into());
        }
        fields
    }

    #[test]
    fn what_is_typed_reaches_the_server_to_the_cent() {
        in_root(|| {
            let fields = filled("-1 000,50", "−200,10", "");
            assert!([fields.net, fields.tax, fields.paid, fields.date].into_iter().all(FieldState::verify));
            let input = fields.creation();
            assert_eq!((input.net_amount.as_str(), input.tax_amount.as_deref()), ("-1000.50", Some("-200.10")));
            assert_eq!((input.paid_amount, input.kind), (None, Some(RevenueEntryKind::Other)));
        });
    }

    #[test]
    fn amounts_fit_together_before_they_are_sent() {
        in_root(|| {
            let fields = filled("0", "-5", "1");
            assert!(!fields.net.verify() && fields.paid.verify());
            fields.net.value.set("100".into());
            assert!(fields.net.verify() && !fields.tax.verify());
            fields.tax.value.set("20".into());
            assert!(fields.tax.verify());
            for (paid, right) in [("120", true), ("120,01", false), ("-1", false), ("", true)] {
                fields.paid.value.set(paid.into());
                assert_eq!(fields.paid.verify(), right, "{paid}");
            }
            fields.paid_date.value.set("01/02/2026".into());
            assert!(!fields.paid_date.verify());
            fields.paid.value.set("1".into());
            assert!(fields.paid_date.verify());
        });
    }

    #[test]
    fn a_day_is_needed() {
        in_root(|| {
            let fields = filled("1", "", "");
            fields.date.value.set(String::new());
            assert!(!fields.date.verify());
        });
    }
}
