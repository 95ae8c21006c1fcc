//! The access of a person: where the account stands, and what can be done about it.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::account::Opened;
use super::actions;
use super::state::AccountState;
use crate::api::operations::{ResetUserPassword, reset_user_password as api};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::format;
use crate::i18n::text::{common, people as t};
use crate::pages::outcome::Target;
use crate::router::{Page, ProfileTab};
use crate::ui::copy::CopyButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::status::Status;
use crate::user_errors;

/// What the section shows besides its buttons.
#[derive(Clone)]
enum Word {
    Nothing,
    /// Asks before a password is replaced.
    AskReset,
    /// The password to hand over.
    Password(String),
    /// Why something was not done.
    Refused(Message),
}

/// The section.
#[component(inline_props)]
pub fn Access(opened: Opened) -> View {
    let app = use_app();
    let account = opened.account;
    let state = create_selector(move || account.with(|a| AccountState::of(a.is_active, a.has_password)));
    let word = create_signal(Word::Nothing);
    let own = untrack(|| app.session.person_id()) == account.with_untracked(|account| account.id.clone());
    let refetch = opened.refetch;
    let target =
        move || account.with_untracked(|a| Target { id: a.id.clone(), name: a.full_name.clone(), version: None });
    let buttons = {
        let refetch = refetch.clone();
        move || {
            let deactivate = {
                let refetch = refetch.clone();
                let refused: actions::Refused = Rc::new(move |why| word.set(Word::Refused(why)));
                button(Glyph::CIRCLE_SLASH, t::DEACTIVATE, move || {
                    word.set(Word::Nothing);
                    actions::deactivate(app, target(), refetch.clone(), refused.clone());
                })
            };
            let refetch = refetch.clone();
            match state.get() {
                AccountState::Invited => {
                    let again = move || actions::invite_again(app, target());
                    vec![button(Glyph::MAIL, t::INVITE_AGAIN, again), deactivate]
                }
                AccountState::Active => {
                    let reset = move || word.set(Word::AskReset);
                    vec![button(Glyph::KEY_ROUND, t::RESET_PASSWORD, reset), deactivate]
                }
                AccountState::Deactivated => {
                    let activate = move || actions::activate(app, target(), refetch.clone());
                    vec![button(Glyph::UNDO_2, t::ACTIVATE, activate)]
                }
            }
        }
    };
    view! {
        section(class="form-section stack-tight", "aria-labelledby"="access") {
            h3(id="access") { (t::ACCESS) }
            p {
                ({
                    let look = state.get().look();
                    view! { Status(look=look) }
                })
                " "
                span(class="small soft") { (account.with(|account| last_seen(account.last_login_at.as_deref()))) }
            }
            (if own {
                let profile = Page::Profile(ProfileTab::Security).path();
                view! { p(class="small") { a(href=profile) { (t::OWN_ACCOUNT) } } }
            } else {
                let buttons = buttons();
                view! { div(class="page-actions") { (buttons) } }
            })
            (said(word, account, &refetch))
        }
    }
}

/// « Dernière connexion : il y a 2 h ».
fn last_seen(when: Option<&str>) -> String {
    when.map_or_else(|| t::NEVER_SEEN.now().to_owned(), |when| t::last_seen(&format::since(when)))
}

fn button(glyph: Glyph, label: Words, run: impl Fn() + 'static) -> View {
    view! {
        button(class="button button-small", r#type="button", on:click=move |_| run()) {
            Icon(glyph=glyph)
            (label)
        }
    }
}

fn said(word: Signal<Word>, account: ReadSignal<super::Account>, refetch: &Rc<dyn Fn()>) -> View {
    let refetch = refetch.clone();
    let toasts = use_app().toasts;
    view! {
        (match word.get_clone() {
            Word::Nothing => View::new(),
            Word::Refused(why) => view! { Notice(tone=Tone::Critical) { div { p { (why.words()) } } } },
            Word::AskReset => {
                let refetch = refetch.clone();
                view! {
                    Notice(tone=Tone::Warning) {
                        div {
                            p { (t::RESET_BODY) }
                            p(class="page-actions notice-actions") {
                                button(class="button button-small", r#type="button", on:click=move |_| word.set(Word::Nothing)) { (common::CANCEL) }
                                button(
                                    class="button button-small button-danger",
                                    r#type="button",
                                    on:click=move |_| reset(word, account, refetch.clone()),
                                ) { (t::RESET_PASSWORD) }
                            }
                        }
                    }
                }
            }
            Word::Password(password) => {
                let shown = password.clone();
                view! {
                    Notice(tone=Tone::Positive) {
                        div {
                            p { strong { (t::TEMPORARY_PASSWORD) } }
                            p { (t::TEMPORARY_PASSWORD_ONCE) }
                            p(class="token-value") {
                                span(class="code") { (shown) }
                                CopyButton(text=password, label=t::COPY_PASSWORD, toasts=toasts)
                            }
                        }
                    }
                }
            }
        })
    }
}

fn reset(word: Signal<Word>, account: ReadSignal<super::Account>, refetch: Rc<dyn Fn()>) {
    let input =
        api::ResetUserPasswordInput { id: account.with_untracked(|account| account.id.clone()), new_password: None };
    spawn_local_scoped(async move {
        let said = match send::<ResetUserPassword>(api::Variables { input }).await {
            Err(error) => Word::Refused(Message::new(move || error.sentence())),
            Ok(data) => {
                let payload = data.reset_user_password;
                let refused = user_errors!(payload.user_errors).into_iter().next();
                match (payload.temporary_password, refused) {
                    (Some(password), None) => Word::Password(password),
                    (_, Some(error)) => Word::Refused(Message::new(move || error.sentence())),
                    (None, None) => Word::Nothing,
                }
            }
        };
        word.set(said);
        refetch();
    });
}
