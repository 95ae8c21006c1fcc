//! The token: typed once, never shown, replaced or removed.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Connection;
use crate::api::digiforma::{RemoveDigiformaToken, remove_digiforma_token};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::text::{common, digiforma as t};
use crate::pages::outcome::refusal;
use crate::platform::dom;
use crate::ui::dialog::Question;
use crate::ui::field::FieldState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::Remote;
use crate::ui::text_field::PasswordField;
use crate::user_errors;

/// The field, or that a token is kept. `version` is that of the connection.
#[component(inline_props)]
pub fn Token(
    field: FieldState,
    connection: ReadSignal<Connection>,
    version: Signal<Option<i64>>,
    remote: Remote<Connection>,
) -> View {
    let app = use_app();
    let (replacing, asking) = (create_signal(false), create_signal(false));
    let is_kept = create_selector(move || connection.with(|connection| connection.is_configured));
    // Once one is kept again, it is no longer typed.
    create_effect(move || {
        connection.track();
        replacing.set(false);
    });
    let replace = move |_| {
        replacing.set(true);
        dom::focus_id(&field.id());
    };
    let keep = move |_| {
        field.value.set(String::new());
        field.problem.set(None);
        replacing.set(false);
    };
    let remove = move || {
        asking.set(false);
        spawn_local_scoped(async move {
            let variables = remove_digiforma_token::Variables { version: version.get_untracked() };
            match send::<RemoveDigiformaToken>(variables).await {
                Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
                Ok(data) => match data.update_digiforma_settings.settings {
                    Some(settings) => {
                        version.set(Some(settings.version));
                        app.toasts.confirm(t::REMOVED);
                        remote.reload();
                    }
                    None => app.toasts.fail(refusal(user_errors!(data.update_digiforma_settings.user_errors))),
                },
            }
        });
    };
    view! {
        div(class="field span-all") {
            (if is_kept.get() && !replacing.get() {
                view! {
                    p(class="field-label", id="token-kept") { (t::TOKEN) }
                    p(class="cell-line") {
                        Icon(glyph=Glyph::KEY_ROUND)
                        span { (t::TOKEN_KEPT) }
                    }
                    div(class="panel-actions") {
                        button(class="button button-small", r#type="button", on:click=replace) { (t::REPLACE_TOKEN) }
                        button(
                            class="button button-small",
                            r#type="button",
                            on:click=move |_| asking.set(true),
                        ) { (t::REMOVE_TOKEN) }
                    }
                }
            } else {
                let help = if is_kept.get() { t::TOKEN_REPLACE } else { t::TOKEN_HELP };
                view! {
                    PasswordField(state=field, label=t::TOKEN, autocomplete="off", help=help)
                    (if is_kept.get() {
                        view! {
                            div {
                                button(class="button button-small", r#type="button", on:click=keep) { (t::KEEP_TOKEN) }
                            }
                        }
                    } else {
                        View::new()
                    })
                }
            })
        }
        (if asking.get() {
            view! {
                Question(
                    title=t::REMOVE_TITLE,
                    body=t::REMOVE_BODY,
                    yes=t::REMOVE_TOKEN,
                    no=common::CANCEL,
                    danger=true,
                    on_yes=remove,
                    on_no=move || asking.set(false),
                )
            }
        } else {
            View::new()
        })
    }
}
