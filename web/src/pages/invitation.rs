//! The link of an invitation: the choice of the first password.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::password_rules::{self, PasswordRules};
use super::sign_in::{Attempt, Frame, attempt};
use crate::api::ApiError;
use crate::api::client::send_anonymous;
use crate::api::operations::{ResetPassword, reset_password as api};
use crate::api::user_error::UserError;
use crate::app::{use_address, use_app};
use crate::i18n::text::{setup as t, sign_in};
use crate::router::query::Query;
use crate::router::{Address, Page, go};
use crate::ui::button::SubmitButton;
use crate::ui::field::{FieldState, verify_all};
use crate::ui::form::{Control, Entry, place};
use crate::ui::heading::PageTitle;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::text_field::PasswordField;
use crate::user_errors;

/// The page.
#[component]
pub fn Invitation() -> View {
    let address = use_address();
    let part = move |name: &str| address.with_untracked(|a| a.query.get(name).unwrap_or_default().trim().to_owned());
    let (email, code) = (part("email"), part("code"));
    // A link that was cut off is as good as an old one.
    let spent = create_signal(email.is_empty() || code.is_empty());
    view! {
        Frame {
            (if spent.get() {
                let email = email.clone();
                view! { Spent(email=email) }
            } else {
                let (email, code) = (email.clone(), code.clone());
                view! { Choice(email=email, code=code, spent=spent) }
            })
        }
    }
}

/// Another public page that knows the address already.
fn with_email(page: Page, email: &str) -> String {
    let mut query = Query::default();
    query.push("email", email);
    Address { page, query }.url()
}

/// In place of the form, when the link serves no more: what can be done.
#[component(inline_props)]
fn Spent(email: String) -> View {
    let (forgotten, sign_in_page) = (with_email(Page::ForgottenPassword, &email), with_email(Page::SignIn, &email));
    view! {
        div(class="sign-in-message") {
            div(class="page-heading") {
                PageTitle(title=t::SPENT_TITLE)
                p(class="soft") { (t::SPENT_BODY) }
            }
            a(class="button button-primary", href=forgotten) { (t::SPENT_CODE) }
            a(class="button", href=sign_in_page) { (sign_in::SIGN_IN) }
            p(class="small soft") { (t::SPENT_ASK) }
        }
    }
}

#[component(inline_props)]
fn Choice(email: String, code: String, spent: Signal<bool>) -> View {
    let app = use_app();
    let password = FieldState::new("", password_rules::check);
    let busy = create_signal(false);
    let failure = create_signal(None::<ApiError>);
    let refusals = create_signal(Vec::<UserError>::new());
    let (shown, account) = (email.clone(), email.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || !verify_all(&[password]) {
            return;
        }
        busy.set(true);
        failure.set(None);
        refusals.set(Vec::new());
        let email = email.clone();
        let new_password = password.value.get_clone_untracked();
        let input =
            api::ResetPasswordInput { email: email.clone(), code: code.clone(), new_password: new_password.clone() };
        spawn_local_scoped(async move {
            let answer = send_anonymous::<ResetPassword>(api::Variables { input }).await;
            match answer {
                Err(error) => failure.set(Some(error)),
                Ok(data) if data.reset_password.success => match attempt(&email, &new_password, false).await {
                    Attempt::Entered(person) => {
                        app.session.enter(*person);
                        return go(&Page::Dashboard.path());
                    }
                    Attempt::Refused(_) => {
                        app.toasts.confirm(sign_in::PASSWORD_SET);
                        return go(&with_email(Page::SignIn, &email));
                    }
                },
                Ok(data) => {
                    let errors = user_errors!(data.reset_password.user_errors);
                    if errors.iter().any(|error| error.field.as_deref() == Some("code")) {
                        return spent.set(true);
                    }
                    let entries = [Entry::new("newPassword", sign_in::PASSWORD, Control::Text(password))];
                    refusals.set(place(errors, &entries));
                }
            }
            busy.set(false);
        });
    };
    view! {
        form(novalidate=true, on:submit=submit) {
            div(class="page-heading") {
                PageTitle(title=t::WELCOME)
                p(class="soft") { (t::welcome_body(&shown)) }
            }
            (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
            (refusals
                .get_clone()
                .into_iter()
                .map(|error| view! { Notice(tone=Tone::Critical) { div { p { (error.sentence()) } } } })
                .collect::<Vec<_>>())
            // Password managers file the password under this name.
            input(r#type="text", class="visually-hidden", autocomplete="username", readonly=true, "tabindex"="-1", "aria-hidden"="true", value=account)
            div(class="field") {
                PasswordField(state=password, label=sign_in::PASSWORD, autocomplete="new-password")
                PasswordRules(state=password)
            }
            SubmitButton(label=t::ENTER, busy_label=sign_in::SIGNING_IN, busy=busy)
        }
    }
}
