//! What is asked before something is done with an invoice.

use std::rc::Rc;

use sycamore::prelude::*;

use super::Detail;
use super::payments::{self, Paid};
use crate::app::use_app;
use crate::i18n::text::{documents, invoices as t, payments as words};
use crate::pages::documents::mail::{self, MailDialog};
use crate::pages::documents::reason::{Asked, TextDialog};
use crate::pages::invoices::actions;
use crate::pages::invoices::credit::CreditPanel;
use crate::pages::invoices::issue::IssueDialog;
use crate::pages::invoices::payment::PaymentPanel;
use crate::pages::payments::actions::Ending;
use crate::pages::payments::edit::EditPayment;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// Whether it is issued, for good.
    Issue,
    /// To whom it is mailed.
    Send,
    /// Who is reminded.
    Remind,
    /// What of it is taken back.
    Credit,
    /// Why it is cancelled.
    Cancel,
    /// What came in.
    Record,
    /// What a payment, by its id, is instead.
    EditPayment(String),
    /// Why a payment, by its id, will not come.
    EndPayment(Ending, String),
}

const SEND: mail::Asked = mail::Asked {
    title: t::SEND_TITLE,
    body: None,
    submit: documents::SEND,
    ways: None,
    without: documents::SEND,
    billing: true,
    subject_help: documents::SUBJECT_HELP_INVOICE,
    penalty_help: None,
};

const REMIND: mail::Asked = mail::Asked {
    title: t::REMIND_TITLE,
    body: Some(t::REMIND_BODY),
    submit: documents::SEND,
    ways: None,
    without: documents::SEND,
    billing: true,
    subject_help: documents::SUBJECT_HELP_REMINDER,
    penalty_help: Some(documents::PENALTY_HELP),
};

const CANCEL: Asked = Asked {
    title: t::CANCEL_TITLE,
    body: t::CANCEL_BODY,
    label: documents::REASON,
    help: Some(t::REASON_HELP),
    submit: t::CANCEL,
    dismiss: t::CANCEL_NO,
    short: false,
    longest: 10_000,
};

const CANCEL_PAYMENT: Asked =
    Asked { title: words::CANCEL_TITLE, body: words::CANCEL_BODY, submit: words::CANCEL, ..FAIL_PAYMENT };

const FAIL_PAYMENT: Asked = Asked {
    title: words::FAIL_TITLE,
    body: words::FAIL_BODY,
    label: words::REASON,
    help: Some(words::REASON_HELP),
    submit: words::FAIL,
    dismiss: words::KEEP,
    short: false,
    longest: 1_000,
};

/// The dialogue that is open.
#[component(inline_props)]
pub fn Dialogs(detail: Detail) -> View {
    view! { (detail.dialog.get_clone().map(|dialog| untrack(|| open(detail, dialog)))) }
}

/// The payment of the sheet with this id.
fn payment(detail: Detail, id: &str) -> Option<Paid> {
    detail.sheet.with_untracked(|sheet| sheet.payments.iter().find(|payment| payment.id == id).cloned())
}

fn open(detail: Detail, dialog: Dialog) -> View {
    let app = use_app();
    let close: Rc<dyn Fn()> = Rc::new(move || detail.dialog.set(None));
    let (target, changed) = (detail.target(), detail.changed());
    let sheet = detail.sheet.get_clone_untracked();
    let institution = sheet.institution_id.clone();
    match dialog {
        Dialog::Issue => view! { IssueDialog(sheet=sheet, changed=changed, close=close) },
        Dialog::Send => {
            let act = actions::send_out(app, target, changed);
            view! { MailDialog(asked=SEND, institution=institution, act=act, close=close) }
        }
        Dialog::Remind => {
            let act = actions::remind(app, target, changed);
            view! { MailDialog(asked=REMIND, institution=institution, act=act, close=close) }
        }
        Dialog::Credit => view! { CreditPanel(sheet=sheet, close=close) },
        Dialog::Cancel => {
            let act = actions::cancel(app, target, changed);
            view! { TextDialog(asked=CANCEL, act=act, close=close) }
        }
        Dialog::Record => view! { PaymentPanel(sheet=sheet, changed=changed, close=close) },
        Dialog::EditPayment(id) => match payment(detail, &id) {
            Some(found) => view! { EditPayment(payment=payments::pending(found), changed=changed, close=close) },
            None => View::new(),
        },
        Dialog::EndPayment(ending, id) => match payment(detail, &id) {
            Some(found) => {
                let asked = match ending {
                    Ending::Failed => FAIL_PAYMENT,
                    Ending::Cancelled => CANCEL_PAYMENT,
                };
                let act = payments::ending(app, ending, payments::target(&found), changed);
                view! { TextDialog(asked=asked, act=act, close=close) }
            }
            None => View::new(),
        },
    }
}
