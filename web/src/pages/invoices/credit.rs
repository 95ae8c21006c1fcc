//! Taking back what an invoice asked for: all that is left of it, or some of its lines.

use std::rc::Rc;

use domain::Permission;
use domain::billing::part_of_line;
use rust_decimal::Decimal;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Sheet;
use crate::api::documents::{CreateCreditNote, create_credit_note};
use crate::api::submission::Submission;
use crate::api::user_error::UserError;
use crate::app::use_app;
use crate::i18n::text::{documents, invoices as t, quotes as quote_words};
use crate::pages::checks;
use crate::pages::documents::parts::{Part, inputs};
use crate::router::{Page, go};
use crate::ui::choice::{CheckBox, RadioGroup};
use crate::ui::field::{FieldState, verify_all};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::lines::LineData;
use crate::ui::message::Message;
use crate::ui::money;
use crate::ui::text_field::TextArea;
use crate::{line_data, line_inputs, user_errors};

const ALL: &str = "all";
const PARTS: &str = "parts";

/// The fields of the panel.
#[derive(Clone)]
struct Choice {
    mode: Signal<&'static str>,
    lines: Vec<(LineData, Part)>,
    reason: FieldState,
    issue: Signal<bool>,
}

/// A line of the invoice; nothing of it is taken back until somebody says so.
fn part(line: &LineData) -> Part {
    let quantity = line.quantity.clone();
    let note = Message::new(move || t::of_quantity(&money::quantity(&quantity)));
    let part = Part::new(line.description.clone(), &line.quantity, note, quote_words::part_malformed);
    part.taken.value.set(String::new());
    part
}

/// So much of a line. A discount in euros is taken back in proportion.
fn taken_back(line: &LineData, quantity: Decimal) -> LineData {
    let part = line.figures().and_then(|figures| part_of_line(&figures, Decimal::ZERO, Decimal::ZERO, quantity).ok());
    let (discount_type, discount) = match part {
        Some(part) => (part.discount.kind, part.discount.value.to_string()),
        None => (line.discount_type, line.discount.clone()),
    };
    // A line of its own, of another document.
    LineData { id: None, quantity: quantity.to_string(), discount_type, discount, ..line.clone() }
}

impl Choice {
    fn new(sheet: &Sheet) -> Self {
        let lines = sheet.lines.iter().map(|line| {
            let data = line_data!(line);
            let part = part(&data);
            (data, part)
        });
        Self {
            mode: create_signal(ALL),
            lines: lines.collect(),
            reason: FieldState::new("", checks::at_most(10_000)),
            issue: create_signal(false),
        }
    }

    /// The lines that are taken back; none: all that is left.
    fn lines(&self) -> Option<Vec<LineData>> {
        let some = |(line, part): &(LineData, Part)| part.quantity().map(|quantity| taken_back(line, quantity));
        (self.mode.get_untracked() == PARTS).then(|| self.lines.iter().filter_map(some).collect())
    }

    /// Checks the fields; says what is missing beside them.
    fn check(&self) -> Result<(), Option<Message>> {
        let mut fields = vec![self.reason];
        if self.mode.get_untracked() == PARTS {
            fields.extend(self.lines.iter().map(|(_, part)| part.taken));
        }
        if !verify_all(&fields) {
            return Err(None);
        }
        match self.lines() {
            Some(lines) if lines.is_empty() => Err(Some(Message::from(quote_words::PARTS_NEEDED))),
            _ => Ok(()),
        }
    }

    fn input(&self, invoice: String) -> create_credit_note::CreateCreditNoteInput {
        create_credit_note::CreateCreditNoteInput {
            invoice_id: invoice,
            title: None,
            description: untrack(|| self.reason.optional()),
            lines: self.lines().map(|lines| line_inputs!(create_credit_note, lines)),
            issue: self.issue.get_untracked(),
        }
    }
}

/// The panel; it ends on the page of the credit note.
#[component(inline_props)]
pub fn CreditPanel(sheet: Sheet, close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let choice = Choice::new(&sheet);
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
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
        let variables = create_credit_note::Variables { input: sent.input(sheet.id.clone()) };
        let submission = submission.clone();
        spawn_local_scoped(async move {
            match submission.send::<CreateCreditNote>(variables).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_credit_note.invoice {
                    Some(note) => {
                        app.toasts.confirm(t::CREDIT_CREATED);
                        go(&Page::invoice(&note.id).path());
                    }
                    None => status.refuse(user_errors!(data.create_credit_note.user_errors)),
                },
            }
        });
    };
    view! {
        FormPanel(
            title=t::CREDIT_TITLE,
            submit_label=t::CREDIT_SUBMIT,
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
    let Choice { mode, lines, reason, issue } = choice;
    let parts: Vec<Part> = lines.into_iter().map(|(_, part)| part).collect();
    let issues = untrack(|| use_app().session.can(Permission::IssueInvoices))
        .then(|| view! { CheckBox(checked=issue, label=t::CREDIT_ISSUE) });
    view! {
        p(class="soft") { (t::CREDIT_BODY) }
        RadioGroup(label=t::CREDIT_MODE, choices=vec![(ALL, t::CREDIT_ALL), (PARTS, t::CREDIT_PARTS)], value=mode)
        (if mode.get() == PARTS { inputs(&parts, t::part_of) } else { View::new() })
        TextArea(state=reason, label=documents::REASON, optional=true, help=t::REASON_HELP)
        (issues)
    }
}

#[cfg(test)]
mod tests {
    use domain::billing::DiscountType;

    use super::*;

    fn line() -> LineData {
        LineData {
            description: "Audit".into(),
            quantity: "4.000".into(),
            unit_price: "100.00".into(),
            discount_type: DiscountType::FixedAmount,
            discount: "40.00".into(),
            ..LineData::blank("S:20")
        }
    }

    #[test]
    fn a_discount_in_euros_is_taken_back_in_proportion() {
        let half = taken_back(&line(), Decimal::from(2));
        assert_eq!(half.figures().unwrap().amounts().unwrap().total_after_discount, Decimal::from(180));
    }

    #[test]
    fn a_discount_in_percent_stays() {
        let line = LineData { discount_type: DiscountType::Percentage, discount: "10.00".into(), ..line() };
        let half = taken_back(&line, Decimal::from(2));
        assert_eq!((half.discount_type, half.discount.as_str()), (DiscountType::Percentage, "10.00"));
        assert_eq!(half.quantity, "2");
    }
}
