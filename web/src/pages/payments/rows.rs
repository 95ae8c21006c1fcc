//! The rows of the list, and their columns.

use std::rc::Rc;

use domain::billing::PaymentStatus;
use sycamore::prelude::*;

use super::actions::{self, Ending};
use super::reason::{Ask, Asked};
use super::{Payment, amount, client, is_refund, look, may_edit};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::{common, documents, list as words_of_lists, payments as t};
use crate::pages::outcome::Changed;
use crate::pages::panels::PanelHost;
use crate::router::{Page, Panel, go};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::status::Status;
use crate::ui::table::{Column, TableRow};
use crate::ui::unknown::Unknown;

/// The columns.
pub static COLUMNS: [Column; 7] = [
    Column::new("client", t::INSTITUTION),
    Column::new("invoice", t::INVOICE),
    Column::new("date", t::DATE).sorts(),
    Column::new("amount", t::AMOUNT).sorts().class("cell-number"),
    Column::new("status", t::STATUS),
    Column::new("method", t::COLUMN_METHOD).short_for(t::METHOD).optional(),
    Column::new("recorded", t::RECORDED_BY).optional(),
];

/// A row; `ask` opens the question before a payment is ended.
#[must_use]
pub fn table_row(app: App, host: &PanelHost, ask: &Ask, payment: &Payment) -> TableRow {
    let href = (host.address)(Panel::Shown(payment.id.clone()));
    let cells = payment.clone();
    let (record, changed, open, ask) = (payment.clone(), host.changed.clone(), href.clone(), ask.clone());
    let edit = may_edit(payment).then(|| (host.address)(Panel::Edited(payment.id.clone())));
    let edit_link = edit.clone();
    let items = move || {
        let mut items = vec![MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, open.clone())];
        items.extend(edit_link.clone().map(|href| MenuItem::link(Glyph::PENCIL, common::EDIT, href)));
        items.extend(invoice_link(&record));
        items.extend(moves(app, &record, &ask, changed.clone()));
        items
    };
    TableRow {
        id: payment.id.clone(),
        version: payment.version,
        name: client(payment),
        href: Some(href),
        edit: edit.map(|href| Rc::new(move || go(&href)) as Rc<dyn Fn()>),
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: Some(Rc::new(items)),
    }
}

/// The way to the invoice.
#[must_use]
pub fn invoice_link(payment: &Payment) -> Option<MenuItem> {
    let words = if is_refund(payment) { t::OPEN_CREDIT_NOTE } else { t::OPEN_INVOICE };
    let invoice = payment.invoice.as_ref()?;
    Some(MenuItem::link(Glyph::FILE_TEXT, words, Page::invoice(&invoice.id).path()))
}

/// What the person can do with a payment.
#[must_use]
pub fn moves(app: App, payment: &Payment, ask: &Ask, changed: Changed) -> Vec<MenuItem> {
    let mut items = Vec::new();
    if payment.can_be_confirmed {
        let target = actions::target(payment);
        items.push(MenuItem::action(Glyph::CIRCLE_CHECK, t::CONFIRM_LONG, move || {
            actions::confirm(app, vec![target.clone()], changed.clone());
        }));
    }
    if payment.can_be_cancelled {
        let question = |ending: Ending, glyph: Glyph, words: crate::i18n::Words| {
            let (payment, ask) = (payment.clone(), ask.clone());
            MenuItem::danger(glyph, words, move || ask(Asked { ending, payment: payment.clone() }))
        };
        items.push(MenuItem::Rule);
        if payment.status.can_become(PaymentStatus::Failed) {
            items.push(question(Ending::Failed, Glyph::CIRCLE_X, t::FAIL));
        }
        items.push(question(Ending::Cancelled, Glyph::CIRCLE_SLASH, t::CANCEL));
    }
    items
}

fn cell(payment: &Payment, column: &'static str) -> View {
    match column {
        "client" => match payment.reference.clone() {
            Some(reference) => view! { span(class="cell-sub") { (t::reference(&reference)) } },
            None => View::new(),
        },
        "invoice" => invoice(payment),
        "date" => {
            let day = payment.payment_date.clone();
            view! { span(class="number") { (format::day(&day)) } }
        }
        "amount" => {
            let payment = payment.clone();
            view! { span(class="money") { (amount(&payment)) } }
        }
        "status" => {
            let look = look(payment.status);
            view! { Status(look=look, plain=true) }
        }
        "method" => {
            let word = documents::payment_method(payment.payment_method);
            view! { (word) }
        }
        "recorded" => match &payment.recorded_by {
            Some(person) => View::from(person.full_name.clone()),
            None => view! { Unknown() },
        },
        _ => View::new(),
    }
}

/// The number of the invoice, which leads there; a credit note says so.
#[must_use]
pub fn invoice(payment: &Payment) -> View {
    let Some(invoice) = &payment.invoice else { return view! { Unknown() } };
    let href = Page::invoice(&invoice.id).path();
    let number = invoice.invoice_number.clone().unwrap_or_default();
    let refund = is_refund(payment).then(|| view! { " " span(class="tag") { (t::CREDIT_NOTE) } });
    view! {
        a(class="cell-link code", href=href) { (number) }
        (refund)
    }
}
