//! Changing one's password.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::ApiError;
use crate::api::operations::{ChangePassword, change_password};
use crate::api::send;
use crate::api::user_error::UserError;
use crate::app::use_app;
use crate::i18n::text::{common, profile as t, sign_in};
use crate::pages::password_rules::{self, PasswordRules};
use crate::ui::button::SubmitButton;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, verify};
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::text_field::PasswordField;
use crate::user_errors;

/// The form.
#[component]
pub fn ChangePasswordForm() -> View {
    let app = use_app();
    let current = FieldState::new("", |text| text.is_empty().then(|| Message::from(sign_in::PASSWORD_NEEDED)));
    let new = FieldState::new("", password_rules::check);
    let entries = [
        Entry::new("currentPassword", sign_in::CURRENT_PASSWORD, Control::Text(current)),
        Entry::new("newPassword", sign_in::NEW_PASSWORD, Control::Text(new)),
    ];
    let email = app.session.person.with_untracked(|p| p.as_ref().map(|p| p.email.clone()).unwrap_or_default());
    let busy = create_signal(false);
    let failure = create_signal(None::<ApiError>);
    let refusals = create_signal(Vec::<UserError>::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !verify(&entries) || busy.replace(true) {
            return;
        }
        failure.set(None);
        refusals.set(Vec::new());
        let input = change_password::ChangePasswordInput {
            current_password: current.value.get_clone_untracked(),
            new_password: new.value.get_clone_untracked(),
        };
        spawn_local_scoped(async move {
            let answer = send::<ChangePassword>(change_password::Variables { input }).await;
            busy.set(false);
            match answer {
                Err(error) => failure.set(Some(error)),
                Ok(data) => {
                    let errors = user_errors!(data.change_password.user_errors);
                    if errors.is_empty() {
                        current.value.set(String::new());
                        new.value.set(String::new());
                        app.toasts.confirm(t::PASSWORD_CHANGED);
                    } else {
                        refusals.set(place(errors, &entries));
                    }
                }
            }
        });
    };
    view! {
        section("aria-labelledby"="password") {
            div(class="section-header") { h2(id="password") { (sign_in::PASSWORD) } }
            form(class="stack-tight narrow", novalidate=true, on:submit=submit) {
                (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
                (refusals
                    .get_clone()
                    .into_iter()
                    .map(|error| view! { Notice(tone=Tone::Critical) { div { p { (error.sentence()) } } } })
                    .collect::<Vec<_>>())
                // Password managers file the password under this name.
                input(r#type="text", class="visually-hidden", autocomplete="username", readonly=true, "tabindex"="-1", "aria-hidden"="true", value=email)
                PasswordField(state=current, label=sign_in::CURRENT_PASSWORD, autocomplete="current-password")
                div(class="field") {
                    PasswordField(state=new, label=sign_in::NEW_PASSWORD, autocomplete="new-password")
                    PasswordRules(state=new)
                }
                p(class="small soft") { (t::PASSWORD_ENDS_SESSIONS) }
                div { SubmitButton(label=sign_in::SET_PASSWORD, busy_label=common::SAVING, busy=busy) }
            }
        }
    }
}
