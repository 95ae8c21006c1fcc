//! One's own account: identity and preferences, password and sessions, tokens for programs.

mod identity;
mod password;
mod sessions;
mod tokens;

use domain::Permission;
use sycamore::prelude::*;

use self::identity::Identity;
use self::password::ChangePasswordForm;
use self::sessions::SessionList;
use self::tokens::ApiTokenList;
use super::not_found::Reserved;
use crate::app::{use_address, use_app};
use crate::i18n::Words;
use crate::i18n::text::{profile as t, shell, words};
use crate::router::{Page, ProfileTab};
use crate::ui::heading::PageTitle;
use crate::ui::tabs::{Tab, Tabs};

/// The page.
#[component]
pub fn Profile() -> View {
    let session = use_app().session;
    let address = use_address();
    let tab = create_selector(move || {
        address.with(|address| match address.page {
            Page::Profile(tab) => tab,
            _ => ProfileTab::Identity,
        })
    });
    let tokens_allowed = create_selector(move || session.can(Permission::CreateApiTokens));
    let link = move |target: ProfileTab, name: Words| {
        Tab::new(Page::Profile(target).path(), name, move || tab.get() == target)
    };
    let mut tabs = vec![link(ProfileTab::Identity, t::IDENTITY), link(ProfileTab::Security, t::SECURITY)];
    if tokens_allowed.get_untracked() {
        tabs.push(link(ProfileTab::ApiTokens, shell::API_TOKENS));
    }
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=shell::PROFILE)
                p(class="soft") {
                    (session.person.with(|person| {
                        person.as_ref().map(|p| format!("{} · {} · {}", p.full_name, words::role(p.role).now(), p.email)).unwrap_or_default()
                    }))
                }
            }
        }
        Tabs(label=shell::PROFILE, tabs=tabs)
        div(class="columns-under-tabs read-width") {
            (match tab.get() {
                ProfileTab::Identity => view! { Identity() },
                ProfileTab::Security => view! {
                    div(class="stack") {
                        ChangePasswordForm()
                        SessionList()
                    }
                },
                ProfileTab::ApiTokens if tokens_allowed.get() => view! { ApiTokenList() },
                ProfileTab::ApiTokens => view! { Reserved() },
            })
        }
    }
}
