//! The panel of an account: who it is, its access, what the person is in charge of.

use std::rc::Rc;

use domain::Permission;
use domain::identifiers::phone;
use sycamore::prelude::*;

use super::Account;
use super::access::Access;
use super::edit::EditPanel;
use super::state::AccountState;
use crate::api::operations::{User, user as api};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{institution_form as form, people as t, sign_in, words};
use crate::router::Page;
use crate::router::query::encode;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::message::Message;
use crate::ui::notice::ErrorNotice;
use crate::ui::remote::{Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::Status;
use crate::ui::unknown::Unknown;

/// What the parts of the panel share.
#[derive(Clone)]
pub struct Opened {
    /// The account.
    pub account: ReadSignal<Account>,
    /// Fetches it and the list again.
    pub refetch: Rc<dyn Fn()>,
}

/// The panel; `on_changed` tells the list.
#[component(inline_props)]
pub fn AccountPanel(id: String, on_changed: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let session = use_app().session;
    let remote = fetch(move || id.clone(), |id| async move { Ok(send::<User>(api::Variables { id }).await?.user) });
    let manages = untrack(|| session.can(Permission::ManageUsers));
    let there = create_selector(move || remote.value.with(Option::is_some));
    view! {
        (match (there.get(), untrack(|| remote.value.get_clone())) {
            (true, Some(first)) => {
                let opened = opened(remote, first, on_changed.clone());
                let close = on_close.clone();
                if manages {
                    view! { EditPanel(opened=opened, on_close=close) }
                } else {
                    view! { ReadPanel(opened=opened, on_close=close) }
                }
            }
            _ => {
                let close = on_close.clone();
                view! { Awaited(remote=remote, on_close=close) }
            }
        })
    }
}

fn opened(remote: Remote<Account>, first: Account, on_changed: Rc<dyn Fn()>) -> Opened {
    let account = create_signal(first);
    create_effect(move || {
        if let Some(newer) = remote.value.get_clone() {
            account.set(newer);
        }
    });
    let refetch = move || {
        remote.reload();
        on_changed();
    };
    Opened { account: *account, refetch: Rc::new(refetch) }
}

/// The panel until the account is there, or in its place.
#[component(inline_props)]
fn Awaited(remote: Remote<Account>, on_close: Rc<dyn Fn()>) -> View {
    view! {
        Modal(kind=ModalKind::SidePanel, title=t::ACCOUNT, on_close=move || on_close()) {
            div(class="panel-body") {
                (match remote.error.get_clone() {
                    None => view! { SkeletonRows(rows=6) },
                    Some(error) => {
                        let what = Message::from(t::ACCOUNT_FAILED);
                        view! { ErrorNotice(error=error, what=what, retry=Box::new(move || remote.reload())) }
                    }
                })
            }
        }
    }
}

/// For those who may look but not change.
#[component(inline_props)]
fn ReadPanel(opened: Opened, on_close: Rc<dyn Fn()>) -> View {
    let account = opened.account;
    let name = create_selector(move || account.with(|account| account.full_name.clone()));
    view! {
        Modal(kind=ModalKind::SidePanel, title=name, on_close=move || on_close()) {
            div(class="panel-body") {
                dl(class="facts") { (facts(&account.get_clone())) }
                InCharge(account=account)
            }
        }
    }
}

fn facts(account: &Account) -> Vec<View> {
    let look = AccountState::of(account.is_active, account.has_password).look();
    let text = |text: Option<String>| text.map_or_else(|| view! { Unknown() }, View::from);
    let (role, seen) = (words::role(account.role), account.last_login_at.as_deref().map(format::since));
    vec![
        fact(t::STATE.into(), view! { Status(look=look, plain=true) }),
        fact(t::ROLE.into(), role.into()),
        fact(t::TEAM.into(), text(account.team.as_ref().map(|team| team.name.clone()))),
        fact(sign_in::EMAIL.into(), account.email.clone().into()),
        fact(form::MAIN_PHONE.into(), text(account.phone.as_deref().map(phone::display))),
        fact(t::LAST_SEEN.into(), text(seen)),
    ]
}

fn fact(name: View, value: View) -> View {
    view! {
        dt { (name) }
        dd { (value) }
    }
}

/// The institutions that the person is in charge of.
#[component(inline_props)]
pub fn InCharge(account: ReadSignal<Account>) -> View {
    view! {
        section(class="form-section", "aria-labelledby"="in-charge") {
            h3(id="in-charge") { (t::IN_CHARGE) }
            ({
                let (id, institutions) = account.with(|account| (account.id.clone(), account.institutions.clone()));
                institution_list(&id, institutions)
            })
        }
    }
}

fn institution_list(id: &str, institutions: api::UserUserInstitutions) -> View {
    if institutions.nodes.is_empty() {
        return view! { p(class="soft") { (t::IN_CHARGE_OF_NONE) } };
    }
    let total = u64::try_from(institutions.total_count).unwrap_or_default();
    let all = format!("/institutions?assignee={}", encode(id));
    let lines: Vec<View> = institutions
        .nodes
        .into_iter()
        .map(|institution| {
            let (href, name) = (Page::institution(&institution.id).path(), institution.name);
            view! { li { a(href=href) { (name) } } }
        })
        .collect();
    view! {
        ul(class="link-list") { (lines) }
        p(class="small") { a(href=all) { (t::all_in_charge(total)) } }
    }
}

/// Access is part of the form of those who manage accounts.
#[component(inline_props)]
pub fn AccessAndCharge(opened: Opened) -> View {
    let account = opened.account;
    view! {
        Access(opened=opened)
        InCharge(account=account)
    }
}
