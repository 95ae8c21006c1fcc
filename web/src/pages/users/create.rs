//! The panel that invites a person.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::fields::{AccountFields, AccountInputs};
use crate::api::operations::{CreateUser, create_user};
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::text::people as t;
use crate::ui::editing::guard;
use crate::ui::form::{place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::user_errors;

/// The panel; `on_created` comes before `on_close`.
#[component(inline_props)]
pub fn InvitePanel(on_created: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let fields = AccountFields::new(None);
    let entries = fields.entries();
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);

    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let close = on_close.clone();
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let variables = create_user::Variables { input: fields.creation() };
        let (submission, entries, created, close) =
            (submission.clone(), entries.clone(), on_created.clone(), close.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateUser>(variables).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_user.user {
                    Some(user) => {
                        saved.set(true);
                        app.toasts.confirm(Message::new(move || t::invited(&user.full_name)));
                        created();
                        close();
                    }
                    None => status.refuse(place(user_errors!(data.create_user.user_errors), &entries)),
                },
            }
        });
    };
    view! {
        FormPanel(
            title=t::INVITE,
            submit_label=t::SEND_INVITATION,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=on_close,
        ) {
            p(class="soft") { (t::INVITE_BODY) }
            AccountInputs(fields=fields)
        }
    }
}
