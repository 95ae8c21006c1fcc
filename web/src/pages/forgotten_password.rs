//! Forgotten password: address, then the mailed code and a new password.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::password_rules::{self, PasswordRules};
use super::sign_in::{Frame, check_email};
use crate::api::ApiError;
use crate::api::client::send_anonymous;
use crate::api::operations::{RequestPasswordReset, ResetPassword, request_password_reset, reset_password};
use crate::api::user_error::UserError;
use crate::app::{use_address, use_app};
use crate::i18n::text::sign_in as t;
use crate::router::{Page, go};
use crate::ui::button::SubmitButton;
use crate::ui::field::{FieldState, verify_all};
use crate::ui::form::{Control, Entry, place};
use crate::ui::heading::PageTitle;
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::text_field::{PasswordField, TextField};
use crate::user_errors;

/// The page.
#[component]
pub fn ForgottenPassword() -> View {
    // The address once a code was asked for.
    let sent_to = create_signal(None::<String>);
    view! {
        Frame {
            (match sent_to.get_clone() {
                None => view! { AskForCode(sent_to=sent_to) },
                Some(email) => view! { SetPassword(email=email) },
            })
        }
    }
}

async fn request_code(email: String) -> Result<Vec<UserError>, ApiError> {
    let input = request_password_reset::RequestPasswordResetInput { email };
    let data = send_anonymous::<RequestPasswordReset>(request_password_reset::Variables { input }).await?;
    Ok(user_errors!(data.request_password_reset.user_errors))
}

#[component(inline_props)]
fn AskForCode(sent_to: Signal<Option<String>>) -> View {
    let known = use_address().with_untracked(|address| address.query.get("email").unwrap_or_default().to_owned());
    let email = FieldState::new(&known, check_email);
    let busy = create_signal(false);
    let failure = create_signal(None::<ApiError>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || !verify_all(&[email]) {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local_scoped(async move {
            let answer = request_code(email.text()).await;
            busy.set(false);
            match answer {
                Err(error) => failure.set(Some(error)),
                Ok(errors) if errors.is_empty() => sent_to.set(Some(email.text())),
                Ok(errors) => {
                    let _ = place(errors, &[Entry::new("email", t::EMAIL, Control::Text(email))]);
                }
            }
        });
    };
    view! {
        form(novalidate=true, on:submit=submit) {
            div(class="page-heading") {
                PageTitle(title=t::FORGOTTEN)
                p(class="soft") { (t::FORGOTTEN_BODY) }
            }
            (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
            TextField(
                state=email,
                label=t::EMAIL,
                r#type="email",
                autocomplete="username",
                inputmode="email",
                "autocapitalize"="none",
            )
            SubmitButton(label=t::SEND_CODE, busy_label=t::SENDING, busy=busy)
            a(href=Page::SignIn.path()) { (t::BACK) }
        }
    }
}

#[component(inline_props)]
fn SetPassword(email: String) -> View {
    let app = use_app();
    let code = FieldState::new("", |text| text.trim().is_empty().then(|| Message::from(t::CODE_NEEDED)));
    let password = FieldState::new("", password_rules::check);
    let busy = create_signal(false);
    let failure = create_signal(None::<ApiError>);
    let others = create_signal(Vec::<UserError>::new());

    let (shown, asked, address) = (email.clone(), email.clone(), email);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || !verify_all(&[code, password]) {
            return;
        }
        busy.set(true);
        failure.set(None);
        let input = reset_password::ResetPasswordInput {
            email: address.clone(),
            code: code.text(),
            new_password: password.value.get_clone_untracked(),
        };
        spawn_local_scoped(async move {
            let answer = send_anonymous::<ResetPassword>(reset_password::Variables { input }).await;
            busy.set(false);
            match answer {
                Err(error) => failure.set(Some(error)),
                Ok(data) if data.reset_password.success => {
                    app.toasts.confirm(t::PASSWORD_SET);
                    go(&Page::SignIn.path());
                }
                Ok(data) => {
                    let entries = [
                        Entry::new("code", t::CODE, Control::Text(code)),
                        Entry::new("newPassword", t::NEW_PASSWORD, Control::Text(password)),
                    ];
                    others.set(place(user_errors!(data.reset_password.user_errors), &entries));
                }
            }
        });
    };
    let send_again = move |_| {
        let email = asked.clone();
        spawn_local_scoped(async move {
            match request_code(email).await {
                Ok(_) => app.toasts.confirm(t::CODE_SENT_AGAIN),
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    view! {
        form(novalidate=true, on:submit=submit) {
            div(class="page-heading") {
                PageTitle(title=t::CODE_TITLE)
                p(class="soft") { (t::code_sent(&shown)) }
            }
            (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
            (others
                .get_clone()
                .into_iter()
                .map(|error| view! { Notice(tone=Tone::Critical) { div { p { (error.sentence()) } } } })
                .collect::<Vec<_>>())
            TextField(
                state=code,
                label=t::CODE,
                class="input code",
                autocomplete="one-time-code",
                inputmode="numeric",
            )
            div(class="field") {
                PasswordField(state=password, label=t::NEW_PASSWORD, autocomplete="new-password")
                PasswordRules(state=password)
            }
            SubmitButton(label=t::SET_PASSWORD, busy_label=t::SENDING, busy=busy)
            div(class="sign-in-row") {
                button(class="button button-quiet button-small", r#type="button", on:click=send_again) { (t::SEND_AGAIN) }
                a(href=Page::SignIn.path()) { (t::BACK) }
            }
        }
    }
}
