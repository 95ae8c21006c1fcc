//! What came in: payments with their status, and what can be done with those that wait.

use std::rc::Rc;

use domain::billing::PaymentStatus;
use futures_util::FutureExt;
use sycamore::prelude::*;

use super::dialogs::Dialog;
use super::{Detail, Sheet};
use crate::api::documents::{
    CancelPayment, ConfirmPayment, FailPayment, cancel_payment, confirm_payment, fail_payment, invoice as api,
};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::format;
use crate::i18n::text::{documents, invoices as t};
use crate::pages::documents::reason::Act;
use crate::pages::invoices::is_credit;
use crate::pages::outcome::{Changed, Target, done, each, outcome};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::money::{self, euros};
use crate::ui::status::{Status, payment as look_of};
use crate::user_errors;

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
        items.push(MenuItem::action(Glyph::CIRCLE_CHECK, t::CONFIRM, move || {
            confirm(app, target(&confirmed), detail.changed());
        }));
    }
    if payment.can_be_cancelled {
        let (failed, cancelled) = (payment.id.clone(), payment.id.clone());
        items.push(MenuItem::action(Glyph::CIRCLE_X, t::FAIL_PAYMENT, move || {
            detail.dialog.set(Some(Dialog::FailPayment(failed.clone())));
        }));
        items.push(MenuItem::Rule);
        items.push(MenuItem::danger(Glyph::CIRCLE_SLASH, t::CANCEL_PAYMENT, move || {
            detail.dialog.set(Some(Dialog::CancelPayment(cancelled.clone())));
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

/// Notes that the money is there.
fn confirm(app: App, target: Target, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<ConfirmPayment>(confirm_payment::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.confirm_payment.user_errors)))
    };
    each(app, vec![target], one, move |confirmed| {
        for target in &confirmed {
            done(app, &target.name, t::confirmed, &changed);
        }
    });
}

/// It was recorded by mistake, for a reason.
#[must_use]
pub fn cancel(app: App, target: Target, changed: Changed) -> Act {
    Rc::new(move |reason| {
        let (Target { id, name, version }, changed) = (target.clone(), changed.clone());
        async move {
            let input = cancel_payment::CancelPaymentInput { id, expected_version: version, reason };
            let answer = send::<CancelPayment>(cancel_payment::Variables { input }).await;
            outcome(answer.map(|data| user_errors!(data.cancel_payment.user_errors)))?;
            done(app, &name, t::payment_cancelled, &changed);
            Ok(())
        }
        .boxed_local()
    })
}

/// The bank refused it, for a reason.
#[must_use]
pub fn fail(app: App, target: Target, changed: Changed) -> Act {
    Rc::new(move |reason| {
        let (Target { id, name, version }, changed) = (target.clone(), changed.clone());
        async move {
            let input = fail_payment::FailPaymentInput { id, expected_version: version, reason };
            let answer = send::<FailPayment>(fail_payment::Variables { input }).await;
            outcome(answer.map(|data| user_errors!(data.fail_payment.user_errors)))?;
            done(app, &name, t::payment_failed, &changed);
            Ok(())
        }
        .boxed_local()
    })
}
