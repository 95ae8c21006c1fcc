//! Trying the connection, as it is saved.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Connection;
use crate::api::digiforma::{TestDigiformaConnection, test_digiforma_connection as api};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::digiforma as t;
use crate::pages::outcome::refusal;
use crate::ui::button::BlockedButton;
use crate::ui::icon::{Glyph, Icon, Spinner};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::Remote;
use crate::user_errors;

/// The button, and what the last trial said. What is typed and not saved (`changed`) cannot be tried.
#[component(inline_props)]
pub fn ConnectionTest(
    connection: ReadSignal<Connection>,
    changed: ReadSignal<bool>,
    remote: Remote<Connection>,
) -> View {
    let app = use_app();
    let busy = create_signal(false);
    let has_token = create_selector(move || connection.with(|connection| connection.is_configured));
    let try_it = move |_| {
        if busy.replace(true) {
            return;
        }
        spawn_local_scoped(async move {
            let answer = send::<TestDigiformaConnection>(api::Variables).await;
            busy.set(false);
            match answer {
                Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
                Ok(data) => {
                    let errors = user_errors!(data.test_digiforma_connection.user_errors);
                    if !errors.is_empty() {
                        app.toasts.fail(refusal(errors));
                    }
                    remote.reload();
                }
            }
        });
    };
    view! {
        div(class="field span-all") {
            (if !has_token.get() {
                view! { BlockedButton(label=t::TEST, reason=t::TEST_NO_TOKEN) }
            } else if changed.get() {
                view! { BlockedButton(label=t::TEST, reason=t::TEST_FIRST_SAVE) }
            } else {
                view! {
                    button(
                        class="button",
                        r#type="button",
                        disabled=busy.get(),
                        "aria-busy"=busy.get().then_some("true"),
                        on:click=try_it,
                    ) {
                        (if busy.get() {
                            view! { Spinner() (t::TESTING) }
                        } else {
                            view! { Icon(glyph=Glyph::REFRESH_CW) (t::TEST) }
                        })
                    }
                }
            })
            (last(connection))
        }
    }
}

/// What the last trial found out, in the reader's language; what the server said is kept below, in English.
fn last(connection: ReadSignal<Connection>) -> View {
    let result = create_selector(move || {
        connection.with(|connection| {
            let when = connection.last_test_date.clone()?;
            let (outcome, message) = (connection.last_test_outcome, connection.last_test_message.clone());
            Some((connection.last_test_success == Some(true), when, outcome, message))
        })
    });
    View::from_dynamic(move || match result.get_clone() {
        None => View::new(),
        Some((worked, when, outcome, message)) => {
            let (tone, headline) =
                if worked { (Tone::Positive, t::TEST_WORKED) } else { (Tone::Critical, t::TEST_FAILED) };
            let found = outcome.and_then(t::test_outcome).map(|words| view! { p(class="small") { (words) } });
            let message = message.map(|message| {
                view! {
                    details(class="test-detail small") {
                        summary { (t::TEST_DETAIL) }
                        p(lang="en") { (message) }
                    }
                }
            });
            view! {
                Notice(tone=tone) {
                    div {
                        p { strong { (headline) } }
                        (found)
                        p(class="small soft") { (t::tested(&format::day_and_time(&when))) }
                        (message)
                    }
                }
            }
        }
    })
}
