//! A payment in a side panel: what is known of it, and what can be done.

use std::rc::Rc;

use sycamore::prelude::*;

use super::edit::{EditPayment, Pending};
use super::reason::{Ask, Asked};
use super::rows::{invoice, moves};
use super::{Payment, actions, amount, client, is_refund, look, may_edit};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{common, documents, institution_detail, payments as t};
use crate::pages::panels::PanelHost;
use crate::router::{Page, Panel};
use crate::ui::button::Label;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::Status;
use crate::ui::unknown::Unknown;

/// The panel that the address names; `ask` opens the question before a payment is ended, `changes` rises with each change.
#[must_use]
pub fn open(host: PanelHost, ask: Ask, changes: ReadSignal<u32>) -> View {
    let panel = host.panel;
    view! {
        (match panel.get_clone() {
            Panel::Shown(id) => {
                let (host, ask) = (host.clone(), ask.clone());
                view! { One(host=host, id=id, ask=ask, changes=changes, editing=false) }
            }
            Panel::Edited(id) => {
                let (host, ask) = (host.clone(), ask.clone());
                view! { One(host=host, id=id, ask=ask, changes=changes, editing=true) }
            }
            _ => View::new(),
        })
    }
}

/// One payment. What is no longer waiting is read, also where it was to be changed.
#[component(inline_props)]
fn One(host: PanelHost, id: String, ask: Ask, changes: ReadSignal<u32>, editing: bool) -> View {
    let payment = fetch(
        move || {
            changes.track();
            id.clone()
        },
        super::find,
    );
    // An open form keeps what is typed, whatever comes meanwhile.
    let opened = create_signal(None::<Pending>);
    create_effect(move || {
        let found = payment.value.get_clone().flatten().filter(|found| editing && may_edit(found));
        if let Some(found) = found.filter(|_| opened.with_untracked(Option::is_none)) {
            opened.set(Some(Pending::from(&found)));
        }
    });
    view! {
        (match opened.get_clone() {
            Some(found) => {
                let (changed, over) = (host.changed.clone(), host.clone());
                let close: Rc<dyn Fn()> = Rc::new(move || over.close());
                view! { EditPayment(payment=found, changed=changed, close=close) }
            }
            None => {
                let (host, ask) = (host.clone(), ask.clone());
                view! { Read(host=host, payment=payment, ask=ask) }
            }
        })
    }
}

#[component(inline_props)]
fn Read(host: PanelHost, payment: Remote<Option<Payment>>, ask: Ask) -> View {
    let title = move || {
        let name = payment.value.with(|found| found.iter().flatten().next().map(client));
        name.unwrap_or_else(|| t::PAYMENT.now().to_owned())
    };
    let (close, below) = (host.clone(), host);
    view! {
        Modal(kind=ModalKind::SidePanel, title=title, on_close=move || close.close()) {
            div(class="panel-body") {
                Loaded(
                    remote=payment,
                    what=Message::from(t::FAILED),
                    waiting=|| view! { SkeletonRows(rows=5) },
                    show=move |found| view! {
                        (match found.get_clone() {
                            Some(found) => read(&found),
                            None => view! { Empty(glyph=Glyph::SEARCH, title=t::GONE, body="") {} },
                        })
                    },
                )
            }
            (footer(&below, payment, &ask))
        }
    }
}

fn read(payment: &Payment) -> View {
    let look = look(payment.status);
    let kind = if is_refund(payment) { t::REFUND } else { t::AMOUNT };
    let money = {
        let payment = payment.clone();
        view! { strong(class="money") { (amount(&payment)) } }
    };
    let day = payment.payment_date.clone();
    let method = documents::payment_method(payment.payment_method);
    let institution = payment.invoice.as_ref().and_then(|invoice| invoice.institution.as_ref()).map(|institution| {
        let (href, name) = (Page::institution(&institution.id).path(), institution.name.clone());
        view! { a(href=href) { (name) } }
    });
    let notes = payment.notes.clone().map(|words| view! { span(class="prose") { (words) } });
    let recorded = payment.recorded_by.as_ref().map(|person| {
        let (name, day) = (person.full_name.clone(), payment.created_at.clone());
        view! { span { (t::recorded(&name, &format::day(&day))) } }
    });
    let facts: Vec<View> = vec![
        fact(t::STATUS, Some(view! { Status(look=look, plain=true) })),
        fact(kind, Some(money)),
        fact(t::DATE, Some(view! { span { (format::day(&day)) } })),
        fact(t::METHOD, Some(view! { (method) })),
        fact(t::INVOICE, Some(invoice(payment))),
        fact(t::INSTITUTION, institution),
        fact(t::REFERENCE, payment.reference.clone().map(View::from)),
        fact(t::NOTES, notes),
        fact(t::RECORDED_BY, recorded),
    ];
    view! { dl(class="facts") { (facts) } }
}

fn fact(name: impl Into<Label>, value: Option<View>) -> View {
    let name = name.into();
    let value = value.unwrap_or_else(|| view! { Unknown() });
    view! {
        dt { (name.get_clone()) }
        dd { (value) }
    }
}

/// The frequent act as a button, the others in a menu; nothing for who may do nothing.
fn footer(host: &PanelHost, remote: Remote<Option<Payment>>, ask: &Ask) -> View {
    let app = use_app();
    let changed: Rc<dyn Fn()> = {
        let host = host.clone();
        Rc::new(move || (host.changed)())
    };
    // Never a dialogue over a panel: the panel gives way.
    let (close, ask, host) = (host.clone(), ask.clone(), host.clone());
    let asked: Ask = Rc::new(move |question: Asked| {
        close.close();
        ask(question);
    });
    view! {
        (match remote.value.get_clone().flatten() {
            Some(payment) if payment.can_be_confirmed || payment.can_be_cancelled => {
                let (target, confirmed) = (actions::target(&payment), changed.clone());
                let confirm = payment.can_be_confirmed.then(|| view! {
                    button(
                        class="button button-primary",
                        r#type="button",
                        on:click=move |_| actions::confirm(app, vec![target.clone()], confirmed.clone()),
                    ) {
                        Icon(glyph=Glyph::CIRCLE_CHECK)
                        (t::CONFIRM_LONG)
                    }
                });
                let edit = may_edit(&payment).then(|| {
                    let href = (host.address)(Panel::Edited(payment.id.clone()));
                    view! {
                        a(class="button", href=href) {
                            Icon(glyph=Glyph::PENCIL)
                            (common::EDIT)
                        }
                    }
                });
                let rest = Payment { can_be_confirmed: false, ..payment };
                let items = {
                    let (changed, asked) = (changed.clone(), asked.clone());
                    move || {
                        let all = moves(app, &rest, &asked, changed.clone());
                        all.into_iter().filter(|item| !matches!(item, MenuItem::Rule)).collect()
                    }
                };
                view! {
                    div(class="panel-footer") {
                        Menu(label=institution_detail::MORE_ACTIONS, items=items) { Icon(glyph=Glyph::ELLIPSIS) }
                        (edit)
                        (confirm)
                    }
                }
            }
            _ => View::new(),
        })
    }
}
