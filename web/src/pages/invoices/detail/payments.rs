//! What came in: payments with their status, and what can be done with those that wait.

use std::rc::Rc;

use domain::billing::PaymentStatus;
use futures_util::FutureExt;
use sycamore::prelude::*;

use super::dialogs::Dialog;
use super::{Detail, Sheet};
use crate::api::documents::invoice as api;
use crate::app::{App, use_app};
use crate::i18n::format;
use crate::i18n::text::{common, documents, invoices as t, payments as words};
use crate::pages::documents::reason::Act;
use crate::pages::invoices::is_credit;
use crate::pages::outcome::{Changed, Target, done, outcome};
use crate::pages::payments::actions::{self, Ending};
use crate::pages::payments::edit::Pending;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::money::{self, euros};
use crate::ui::status::{Status, payment as look_of};

/// A payment of the sheet.
pub type Paid = api::InvoiceSheetPayment;

/// The section; a draft has none.
#[component(inline_props)]
pub fn Payments(detail: Detail) -> View {
    let issued = create_selector(move || detail.sheet.with(|sheet| sheet.status.is_issued()));
    view! {
        (if issued.get() {
            section(detail, &detail.sheet.get_clone())
        } else {
            View::new()
        })
    }
}

fn section(detail: Detail, sheet: &Sheet) -> View {
    let app = use_app();
    let (title, none, record) = if is_credit(sheet.kind) {
        (t::REFUNDS, t::NO_REFUNDS, t::RECORD_REFUND)
    } else {
        (t::PAYMENTS, t::NO_PAYMENTS, t::RECORD)
    };
    let button = sheet.can_receive_payments.then(|| {
        view! {
            button(
                class="button button-small",
                r#type="button",
                "aria-haspopup"="dialog",
                on:click=move |_| detail.dialog.set(Some(Dialog::Record)),
            ) {
                Icon(glyph=Glyph::PLUS)
                (record)
            }
        }
    });
    let body = if sheet.payments.is_empty() {
        view! { p(class="soft") { (none) } }
    } else {
        let lines: Vec<View> = sheet.payments.iter().cloned().map(|payment| line(app, detail, payment)).collect();
        view! { ul(class="items") { (lines) } }
    };
    let pending = sheet.pending_amount.clone();
    let waiting = (money::cents(&pending) > 0).then(|| view! { p(class="soft") { (t::pending(&euros(&pending))) } });
    view! {
        section(class="section", "aria-labelledby"="payments") {
            div(class="section-header") {
                h2(id="payments") { (title) }
                (button)
            }
            (body)
            (waiting)
        }
    }
}

fn line(app: App, detail: Detail, payment: Paid) -> View {
    let look = look_of(payment.status);
    let glyph = if payment.status == PaymentStatus::Confirmed { Glyph::WALLET } else { Glyph::CLOCK };
    let amount = payment.amount.clone();
    let facts = {
        let payment = payment.clone();
        move || {
            let method = documents::payment_method(payment.payment_method).now().to_owned();
            let by = payment.recorded_by.as_ref().map(|person| t::by(&person.full_name));
            let parts = [Some(format::day(&payment.payment_date)), Some(method), payment.reference.clone(), by];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
    };
    let notes = payment.notes.clone().map(|notes| view! { p(class="small prose") { (notes) } });
    let menu = (payment.can_be_confirmed || payment.can_be_cancelled).then(|| {
        let named = payment.amount.clone();
        let label = move || t::payment_actions(&euros(&named));
        view! {
            Menu(label=label, items=move || items(app, detail, &payment)) { Icon(glyph=Glyph::ELLIPSIS) }
        }
    });
    view! {
        li {
            Icon(glyph=glyph)
            div {
                p(class="cell-title") { (euros(&amount)) }
                p(class="small faint") { (facts()) }
                (notes)
            }
            div(class="item-end") {
                Status(look=look, plain=true)
                (menu)
            }
        }
    }
}

fn items(app: App, detail: Detail, payment: &Paid) -> Vec<MenuItem> {
    let mut items = Vec::new();
    if payment.can_be_confirmed {
        let confirmed = payment.clone();
        items.push(MenuItem::action(Glyph::CIRCLE_CHECK, words::CONFIRM_LONG, move || {
            actions::confirm(app, vec![target(&confirmed)], detail.changed());
        }));
    }
    if payment.can_be_confirmed && payment.status.can_be_edited() {
        let edited = payment.id.clone();
        items.push(MenuItem::action(Glyph::PENCIL, common::EDIT, move || {
            detail.dialog.set(Some(Dialog::EditPayment(edited.clone())));
        }));
    }
    if payment.can_be_cancelled {
        let (failed, cancelled) = (payment.id.clone(), payment.id.clone());
        items.push(MenuItem::action(Glyph::CIRCLE_X, words::FAIL, move || {
            detail.dialog.set(Some(Dialog::EndPayment(Ending::Failed, failed.clone())));
        }));
        items.push(MenuItem::Rule);
        items.push(MenuItem::danger(Glyph::CIRCLE_SLASH, words::CANCEL, move || {
            detail.dialog.set(Some(Dialog::EndPayment(Ending::Cancelled, cancelled.clone())));
        }));
    }
    items
}

/// A payment as the target of an action: it goes by its amount.
#[must_use]
pub fn target(payment: &Paid) -> Target {
    let name = untrack(|| euros(&payment.amount));
    Target { id: payment.id.clone(), name, version: Some(payment.version) }
}

/// A payment as what is changed.
#[must_use]
pub fn pending(payment: Paid) -> Pending {
    Pending {
        id: payment.id,
        version: payment.version,
        amount: payment.amount,
        date: payment.payment_date,
        method: payment.payment_method,
        reference: payment.reference,
        notes: payment.notes,
    }
}

/// Ends a payment that will not come, for a reason.
#[must_use]
pub fn ending(app: App, ending: Ending, target: Target, changed: Changed) -> Act {
    Rc::new(move |reason| {
        let (target, changed) = (target.clone(), changed.clone());
        async move {
            let name = target.name.clone();
            outcome(actions::end(ending, target, reason).await)?;
            let told = match ending {
                Ending::Failed => words::failed,
                Ending::Cancelled => words::cancelled,
            };
            done(app, &name, told, &changed);
            Ok(())
        }
        .boxed_local()
    })
}
