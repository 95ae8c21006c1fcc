//! The panel for a new team.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::fields::{TeamFields, TeamInputs};
use crate::api::operations::{CreateTeam, create_team};
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::text::people as t;
use crate::router::{Page, Panel, go};
use crate::ui::editing::guard;
use crate::ui::form::{place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::user_errors;

/// The panel; it ends on the panel of the team, where people are put into it.
#[component(inline_props)]
pub fn CreatePanel(on_created: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let fields = TeamFields::new(None);
    let entries = fields.entries();
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);

    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let input =
            create_team::CreateTeamInput { name: fields.name.text(), description: fields.description.optional() };
        let (submission, created) = (submission.clone(), on_created.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateTeam>(create_team::Variables { input }).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_team.team {
                    Some(team) => {
                        saved.set(true);
                        app.toasts.confirm(Message::new(move || t::team_created(&team.name)));
                        created();
                        go(&Page::Teams(Panel::Shown(team.id)).path());
                    }
                    None => status.refuse(place(user_errors!(data.create_team.user_errors), &entries)),
                },
            }
        });
    };
    view! {
        FormPanel(
            title=t::NEW_TEAM,
            submit_label=t::CREATE_TEAM,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=on_close,
        ) {
            TeamInputs(fields=fields)
        }
    }
}
