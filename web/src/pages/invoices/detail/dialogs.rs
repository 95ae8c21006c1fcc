//! What is asked before something is done with an invoice.

use std::rc::Rc;

use sycamore::prelude::*;

use super::Detail;
use super::payments::{self, Paid};
use crate::app::use_app;
use crate::i18n::text::{common, documents, invoices as t};
use crate::pages::documents::mail::{self, MailDialog};
use crate::pages::documents::reason::{Asked, TextDialog};
use crate::pages::invoices::actions;
use crate::pages::invoices::credit::CreditPanel;
use crate::pages::invoices::issue::IssueDialog;
use crate::pages::invoices::payment::PaymentPanel;

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
    /// Why a payment, by its id, is taken back.
    CancelPayment(String),
    /// Why the bank refused a payment, by its id.
    FailPayment(String),
}

const SEND: mail::Asked =
    mail::Asked { title: t::SEND_TITLE, body: None, submit: documents::SEND, ways: None, without: documents::SEND };

const REMIND: mail::Asked = mail::Asked {
    title: t::REMIND_TITLE,
    body: Some(t::REMIND_BODY),
    submit: documents::SEND,
    ways: None,
    without: documents::SEND,
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

const CANCEL_PAYMENT: Asked = Asked {
    title: t::CANCEL_PAYMENT_TITLE,
    body: t::CANCEL_PAYMENT_BODY,
    label: documents::REASON,
    help: None,
    submit: t::CANCEL_PAYMENT,
    dismiss: t::KEEP_PAYMENT,
    short: false,
    longest: 1_000,
};

const FAIL_PAYMENT: Asked = Asked {
    title: t::FAIL_PAYMENT_TITLE,
    body: t::FAIL_PAYMENT_BODY,
    label: documents::REASON,
    help: None,
    submit: t::FAIL_PAYMENT_SUBMIT,
    dismiss: common::CANCEL,
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
        Dialog::CancelPayment(id) => match payment(detail, &id) {
            Some(found) => {
                let act = payments::cancel(app, payments::target(&found), changed);
                view! { TextDialog(asked=CANCEL_PAYMENT, act=act, close=close) }
            }
            None => View::new(),
        },
        Dialog::FailPayment(id) => match payment(detail, &id) {
            Some(found) => {
                let act = payments::fail(app, payments::target(&found), changed);
                view! { TextDialog(asked=FAIL_PAYMENT, act=act, close=close) }
            }
            None => View::new(),
        },
    }
}
