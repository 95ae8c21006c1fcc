//! The session has ended while somebody works: they sign in again over the page, and nothing typed is lost.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::renewal;
use crate::app::use_app;
use crate::i18n::text::{shell as t, sign_in};
use crate::pages::sign_in::{Attempt, attempt};
use crate::ui::button::SubmitButton;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::field::FieldState;
use crate::ui::message::Message;
use crate::ui::text_field::PasswordField;

/// The dialogue; it goes away when the person has signed in, or gives up and changes the account.
#[component]
pub fn SignInAgain() -> View {
    let app = use_app();
    let email = app.session.person.with_untracked(|p| p.as_ref().map(|p| p.email.clone()).unwrap_or_default());
    let password = FieldState::free("");
    let busy = create_signal(false);

    let give_up = move || {
        renewal::settle(false);
        batch(move || {
            app.session.ended.set(false);
            app.session.person.set(None);
        });
    };
    let (shown, name) = (email.clone(), email.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.replace(true) {
            return;
        }
        let email = email.clone();
        spawn_local_scoped(async move {
            match attempt(&email, &password.value.get_clone_untracked(), false).await {
                Attempt::Entered(person) => {
                    app.session.enter(*person);
                    app.session.ended.set(false);
                    renewal::settle(true);
                }
                Attempt::Refused(why) => {
                    busy.set(false);
                    password.problem.set(Some(Message::new(move || why.words())));
                }
            }
        });
    };
    view! {
        Modal(kind=ModalKind::Dialog, title=t::SESSION_ENDED, on_close=give_up) {
            form(class="panel-form", novalidate=true, on:submit=submit) {
                div(class="panel-body") {
                    p { (t::session_ended_body(&shown)) }
                    // Password managers look for the name that belongs to the password.
                    input(r#type="text", class="visually-hidden", autocomplete="username", readonly=true, "tabindex"="-1", "aria-hidden"="true", value=name)
                    PasswordField(state=password, label=sign_in::PASSWORD, autocomplete="current-password")
                }
                div(class="panel-footer") {
                    button(class="button", r#type="button", on:click=move |_| give_up()) { (t::CHANGE_ACCOUNT) }
                    SubmitButton(label=sign_in::SIGN_IN, busy_label=sign_in::SIGNING_IN, busy=busy)
                }
            }
        }
    }
}
