//! What is asked before something is done with a quote.

use std::rc::Rc;

use sycamore::prelude::*;

use super::Detail;
use crate::app::use_app;
use crate::i18n::text::{common, documents, quotes as t};
use crate::pages::documents::mail::{self, MailDialog};
use crate::pages::documents::reason::{Asked, TextDialog};
use crate::pages::quotes::actions;
use crate::pages::quotes::convert::ConvertPanel;
use crate::ui::dialog::Question;

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// To whom it is sent.
    Send,
    /// What the client says who accepts.
    Accept,
    /// Why the client declines.
    Reject,
    /// The number of the order.
    Order,
    /// Whether it is withdrawn.
    Cancel,
    /// What of it is invoiced.
    Convert,
    /// Whether links that were given out end.
    Revoke,
}

const SEND: mail::Asked = mail::Asked {
    title: t::SEND_TITLE,
    body: None,
    submit: documents::SEND,
    ways: Some((t::BY_MAIL, t::WITHOUT_MAIL)),
    without: t::MARK_SENT,
    billing: false,
    subject_help: documents::SUBJECT_HELP_QUOTE,
    penalty_help: None,
};

const ACCEPT: Asked = Asked {
    title: t::ACCEPT_TITLE,
    body: t::ACCEPT_BODY,
    label: t::CLIENT_COMMENTS,
    help: None,
    submit: t::ACCEPT,
    dismiss: common::CANCEL,
    short: false,
    longest: 10_000,
};

const REJECT: Asked = Asked {
    title: t::REJECT_TITLE,
    body: t::REJECT_BODY,
    label: documents::REASON,
    help: None,
    submit: t::REJECT,
    dismiss: common::CANCEL,
    short: false,
    longest: 10_000,
};

const ORDER: Asked = Asked {
    title: t::ORDER_TITLE,
    body: t::ORDER_BODY,
    label: t::ORDER_NUMBER,
    help: Some(t::ORDER_NUMBER_HELP),
    submit: t::ORDER,
    dismiss: common::CANCEL,
    short: true,
    longest: 50,
};

/// The dialogue that is open.
#[component(inline_props)]
pub fn Dialogs(detail: Detail) -> View {
    view! { (detail.dialog.get().map(|dialog| untrack(|| open(detail, dialog)))) }
}

fn open(detail: Detail, dialog: Dialog) -> View {
    let app = use_app();
    let close: Rc<dyn Fn()> = Rc::new(move || detail.dialog.set(None));
    let (target, changed) = (detail.target(), detail.changed());
    let shut = move || detail.dialog.set(None);
    match dialog {
        Dialog::Send => {
            let institution = detail.sheet.with_untracked(|sheet| sheet.institution_id.clone());
            let act = actions::send_out(app, target, changed);
            view! { MailDialog(asked=SEND, institution=institution, act=act, close=close) }
        }
        Dialog::Accept => {
            let act = actions::accept(app, target, changed);
            view! { TextDialog(asked=ACCEPT, act=act, close=close) }
        }
        Dialog::Reject => {
            let act = actions::reject(app, target, changed);
            view! { TextDialog(asked=REJECT, act=act, close=close) }
        }
        Dialog::Order => {
            let act = actions::order(app, target, changed);
            view! { TextDialog(asked=ORDER, act=act, close=close) }
        }
        Dialog::Cancel => {
            let yes = move || {
                shut();
                actions::cancel(app, detail.target(), detail.changed());
            };
            view! {
                Question(
                    title=t::CANCEL_TITLE,
                    body=t::CANCEL_BODY,
                    yes=t::CANCEL,
                    no=t::CANCEL_NO,
                    danger=true,
                    on_yes=yes,
                    on_no=shut,
                )
            }
        }
        Dialog::Revoke => {
            let yes = move || {
                shut();
                actions::revoke_link(app, detail.target(), detail.changed());
            };
            view! {
                Question(
                    title=t::REVOKE_TITLE,
                    body=t::REVOKE_BODY,
                    yes=t::REVOKE_LINK,
                    no=common::CANCEL,
                    danger=true,
                    on_yes=yes,
                    on_no=shut,
                )
            }
        }
        Dialog::Convert => {
            let sheet = detail.sheet.get_clone_untracked();
            view! { ConvertPanel(sheet=sheet, close=close) }
        }
    }
}
