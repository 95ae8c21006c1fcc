//! Making an invoice of a quote: everything that is left, some lines or quantities, or a deposit.

use std::rc::Rc;

use rust_decimal::Decimal;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Sheet;
use crate::api::ApiError;
use crate::api::documents::{
    ConvertQuoteToInvoice, CreateDepositInvoice, convert_quote_to_invoice, create_deposit_invoice,
};
use crate::api::submission::Submission;
use crate::api::user_error::UserError;
use crate::app::use_app;
use crate::i18n::text::{invoices as invoice_words, quotes as t};
use crate::pages::documents::parts::{Part, inputs};
use crate::router::{Page, go};
use crate::ui::amount_field::{AmountField, Unit, amount_of, amount_state};
use crate::ui::choice::RadioGroup;
use crate::ui::date_field::{DateField, date_state, end_of};
use crate::ui::field::{FieldState, verify_all};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::ui::money;
use crate::user_errors;

const ALL: &str = "all";
const PARTS: &str = "parts";
const DEPOSIT: &str = "deposit";
const PERCENT: &str = "percent";
const AMOUNT: &str = "amount";

/// A line of the quote that is not on invoices altogether.
#[derive(Clone)]
struct Left {
    id: String,
    part: Part,
}

fn left(sheet: &Sheet) -> Vec<Left> {
    let of_line = |line: &crate::api::documents::quote::QuoteSheetLine| {
        let number = |text: &str| text.parse::<Decimal>().unwrap_or_default();
        let open = number(&line.quantity) - number(&line.invoiced_quantity);
        (open > Decimal::ZERO).then(|| {
            let (left, all) = (open.to_string(), line.quantity.clone());
            let note = {
                let left = left.clone();
                Message::new(move || t::quantity_left(&money::quantity(&left), &money::quantity(&all)))
            };
            Left { id: line.id.clone(), part: Part::new(line.description.clone(), &left, note, t::part_malformed) }
        })
    };
    sheet.lines.iter().filter_map(of_line).collect()
}

/// The fields of the panel.
#[derive(Clone)]
struct Choice {
    quote: String,
    version: i64,
    mode: Signal<&'static str>,
    lines: Vec<Left>,
    deposit_as: Signal<&'static str>,
    percent: FieldState,
    amount: FieldState,
    due: FieldState,
}

/// What came of it: the id of the invoice, or refusals.
type Made = Result<Result<String, Vec<UserError>>, ApiError>;

impl Choice {
    fn new(sheet: &Sheet) -> Self {
        Self {
            quote: sheet.id.clone(),
            version: sheet.version,
            mode: create_signal(ALL),
            lines: left(sheet),
            deposit_as: create_signal(PERCENT),
            percent: amount_state(Unit::Percent, Some("30.00")),
            amount: amount_state(Unit::Euro, None),
            due: date_state(None),
        }
    }

    /// Checks what is asked for; says what is missing beside the fields.
    fn check(&self) -> Result<(), Option<Message>> {
        let checked = |fields: &[FieldState]| if verify_all(fields) { Ok(()) } else { Err(None) };
        match self.mode.get_untracked() {
            PARTS => {
                let fields: Vec<FieldState> = self.lines.iter().map(|line| line.part.taken).collect();
                checked(&fields)?;
                checked(&[self.due])?;
                let any = self.lines.iter().any(|line| line.part.quantity().is_some());
                if any { Ok(()) } else { Err(Some(Message::from(t::PARTS_NEEDED))) }
            }
            DEPOSIT => {
                let (state, unit) = self.deposit();
                checked(&[state])?;
                let some = untrack(|| amount_of(unit, state)).is_some_and(|amount| money::cents(&amount) > 0);
                if some { Ok(()) } else { Err(Some(Message::from(t::DEPOSIT_NEEDED))) }
            }
            _ => checked(&[self.due]),
        }
    }

    fn deposit(&self) -> (FieldState, Unit) {
        match self.deposit_as.get_untracked() {
            PERCENT => (self.percent, Unit::Percent),
            _ => (self.amount, Unit::Euro),
        }
    }

    async fn send(self, submission: Rc<Submission>) -> Made {
        if self.mode.get_untracked() == DEPOSIT {
            let (state, unit) = self.deposit();
            let size = untrack(|| amount_of(unit, state));
            let (percentage, amount) = if unit == Unit::Percent { (size, None) } else { (None, size) };
            let input = create_deposit_invoice::CreateDepositInvoiceInput {
                quote_id: self.quote,
                expected_version: Some(self.version),
                percentage,
                amount,
            };
            let variables = create_deposit_invoice::Variables { input };
            let made = submission.send::<CreateDepositInvoice>(variables).await?.create_deposit_invoice;
            return Ok(made.invoice.map(|invoice| invoice.id).ok_or_else(|| user_errors!(made.user_errors)));
        }
        let parts = (self.mode.get_untracked() == PARTS).then(|| {
            let part = |line: &Left| {
                Some(convert_quote_to_invoice::QuoteLinePartInput {
                    quote_line_id: line.id.clone(),
                    quantity: line.part.quantity()?.to_string(),
                })
            };
            self.lines.iter().filter_map(part).collect()
        });
        let input = convert_quote_to_invoice::ConvertQuoteToInvoiceInput {
            id: self.quote,
            expected_version: Some(self.version),
            lines: parts,
            due_date: untrack(|| end_of(self.due)),
        };
        let variables = convert_quote_to_invoice::Variables { input };
        let made = submission.send::<ConvertQuoteToInvoice>(variables).await?.convert_quote_to_invoice;
        Ok(made.invoice.map(|invoice| invoice.id).ok_or_else(|| user_errors!(made.user_errors)))
    }
}

/// The panel; it ends on the page of the invoice.
#[component(inline_props)]
pub fn ConvertPanel(sheet: Sheet, close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let choice = Choice::new(&sheet);
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let title = sheet.title;
    let sent = choice.clone();
    let submit = move || {
        if let Err(why) = sent.check() {
            let told = why.map(|why| UserError { field: None, message: why.words(), code: String::new() });
            status.refusals.set(told.into_iter().collect());
            return;
        }
        if !status.begin() {
            return;
        }
        let (choice, submission, title) = (sent.clone(), submission.clone(), title.clone());
        spawn_local_scoped(async move {
            match choice.send(submission).await {
                Err(error) => status.fail(error),
                Ok(Err(refused)) => status.refuse(refused),
                Ok(Ok(id)) => {
                    app.toasts.confirm(Message::new(move || invoice_words::created(&title)));
                    go(&Page::invoice(&id).path());
                }
            }
        });
    };
    view! {
        FormPanel(
            title=t::CONVERT_TITLE,
            submit_label=t::CONVERT_SUBMIT,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=close,
        ) {
            Inputs(choice=choice)
        }
    }
}

#[component(inline_props)]
fn Inputs(choice: Choice) -> View {
    let Choice { mode, lines, deposit_as, percent, amount, due, .. } = choice;
    let parts: Vec<Part> = lines.iter().map(|line| line.part.clone()).collect();
    let modes = vec![(ALL, t::CONVERT_ALL), (PARTS, t::CONVERT_PARTS), (DEPOSIT, t::CONVERT_DEPOSIT)];
    view! {
        p(class="soft") { (t::CONVERT_BODY) }
        RadioGroup(label=t::CONVERT_MODE, choices=modes, value=mode)
        (match mode.get() {
            PARTS => inputs(&parts, t::part_of),
            DEPOSIT => view! {
                RadioGroup(
                    label=t::DEPOSIT_AS,
                    choices=vec![(PERCENT, t::DEPOSIT_PERCENT), (AMOUNT, t::DEPOSIT_AMOUNT)],
                    value=deposit_as,
                )
                (if deposit_as.get() == PERCENT {
                    view! { AmountField(state=percent, unit=Unit::Percent, label=t::DEPOSIT_PERCENT) }
                } else {
                    view! { AmountField(state=amount, unit=Unit::Euro, label=t::DEPOSIT_AMOUNT) }
                })
            },
            _ => View::new(),
        })
        (if mode.get() == DEPOSIT {
            View::new()
        } else {
            view! { DateField(state=due, label=t::DUE_DATE, optional=true, help=t::DUE_DATE_HELP) }
        })
    }
}
