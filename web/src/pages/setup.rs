//! The first page of a new system: makes its first administrator.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::password_rules::{self, PasswordRules};
use super::sign_in::{Frame, check_email};
use crate::api::client::send_anonymous;
use crate::api::operations::{CreateFirstAdministrator, create_first_administrator as api};
use crate::api::user_error::UserError;
use crate::api::{ApiError, renewal};
use crate::app::{use_address, use_app};
use crate::i18n;
use crate::i18n::text::{institution_form, setup as t, sign_in};
use crate::pages::checks;
use crate::session::Session;
use crate::ui::button::SubmitButton;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, verify};
use crate::ui::heading::PageTitle;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::text_field::{PasswordField, TextField};
use crate::{person, user_errors};

/// The page; only while there is no account.
#[component]
pub fn Setup() -> View {
    let app = use_app();
    let code = use_address().with_untracked(|address| address.query.get("code").unwrap_or_default().to_owned());
    let code = FieldState::new(&code, checks::at_most(100));
    let first_name = FieldState::new("", checks::required(50));
    let last_name = FieldState::new("", checks::required(50));
    let email = FieldState::new("", check_email);
    let password = FieldState::new("", password_rules::check);
    let entries = [
        Entry::new("firstName", institution_form::FIRST_NAME, Control::Text(first_name)),
        Entry::new("lastName", institution_form::LAST_NAME, Control::Text(last_name)),
        Entry::new("email", sign_in::EMAIL, Control::Text(email)),
        Entry::new("password", sign_in::PASSWORD, Control::Text(password)),
        Entry::new("setupCode", t::CODE, Control::Text(code)),
    ];
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
        let input = api::CreateFirstAdministratorInput {
            email: email.text(),
            first_name: first_name.text(),
            last_name: last_name.text(),
            password: password.value.get_clone_untracked(),
            language: Some(untrack(i18n::language)),
            setup_code: code.optional(),
        };
        spawn_local_scoped(async move {
            let answer = send_anonymous::<CreateFirstAdministrator>(api::Variables { input }).await;
            busy.set(false);
            match answer {
                Err(error) => {
                    // Somebody else was quicker: the guard then leads to the sign-in page.
                    app.setup_required.set(Session::is_setup_required().await || error.may_pass());
                    failure.set(Some(error));
                }
                Ok(data) => match data.create_first_administrator.user {
                    Some(user) => {
                        renewal::mark_renewed();
                        batch(move || {
                            app.session.enter(person!(user));
                            app.setup_required.set(false);
                        });
                    }
                    None => {
                        refusals.set(place(user_errors!(data.create_first_administrator.user_errors), &entries));
                    }
                },
            }
        });
    };
    view! {
        Frame {
            form(novalidate=true, on:submit=submit) {
                div(class="page-heading") {
                    PageTitle(title=t::TITLE)
                    p(class="soft") { (t::BODY) }
                }
                (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
                (refusals
                    .get_clone()
                    .into_iter()
                    .map(|error| view! { Notice(tone=Tone::Critical) { div { p { (error.sentence()) } } } })
                    .collect::<Vec<_>>())
                div(class="form-pair") {
                    TextField(state=first_name, label=institution_form::FIRST_NAME, autocomplete="given-name")
                    TextField(state=last_name, label=institution_form::LAST_NAME, autocomplete="family-name")
                }
                TextField(
                    state=email,
                    label=sign_in::EMAIL,
                    r#type="email",
                    autocomplete="username",
                    inputmode="email",
                    "autocapitalize"="none",
                )
                div(class="field") {
                    PasswordField(state=password, label=sign_in::PASSWORD, autocomplete="new-password")
                    PasswordRules(state=password)
                }
                TextField(state=code, label=t::CODE, help=t::CODE_HELP, optional=true, autocomplete="off", "spellcheck"="false")
                SubmitButton(label=t::CREATE, busy_label=t::CREATING, busy=busy)
            }
        }
    }
}
