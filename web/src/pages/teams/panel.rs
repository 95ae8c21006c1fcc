//! The panel of a team: its name, its people, deleting it.

use std::rc::Rc;

use domain::Permission;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Team;
use super::actions;
use super::fields::{TeamFields, TeamInputs};
use super::members::Members;
use crate::api::operations::{Team as Operation, UpdateTeam, team as api, update_team};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::text::{common, people as t};
use crate::pages::audit::trail;
use crate::pages::outcome::Target;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::editing::Editing;
use crate::ui::form::snapshot;
use crate::ui::form_panel::FormPanel;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::remote::{Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::user_errors;

/// What the parts of the panel share.
#[derive(Clone)]
pub struct Opened {
    /// The team.
    pub team: ReadSignal<Team>,
    /// Fetches it and the list again.
    pub refetch: Rc<dyn Fn()>,
}

/// The panel; `on_changed` tells the list.
#[component(inline_props)]
pub fn TeamPanel(id: String, on_changed: Rc<dyn Fn()>, on_close: Rc<dyn Fn()>) -> View {
    let session = use_app().session;
    let remote =
        fetch(move || id.clone(), |id| async move { Ok(send::<Operation>(api::Variables { id }).await?.team) });
    let manages = untrack(|| session.can(Permission::ManageTeams));
    let there = create_selector(move || remote.value.with(Option::is_some));
    view! {
        (match (there.get(), untrack(|| remote.value.get_clone())) {
            (true, Some(first)) => {
                let opened = opened(remote, first, on_changed.clone());
                let close = on_close.clone();
                if manages {
                    view! { EditPanel(opened=opened, on_close=close) }
                } else {
                    view! { ReadPanel(opened=opened, on_close=close) }
                }
            }
            _ => {
                let close = on_close.clone();
                view! { Awaited(remote=remote, on_close=close) }
            }
        })
    }
}

fn opened(remote: Remote<Team>, first: Team, on_changed: Rc<dyn Fn()>) -> Opened {
    let team = create_signal(first);
    create_effect(move || {
        if let Some(newer) = remote.value.get_clone() {
            team.set(newer);
        }
    });
    let refetch = move || {
        remote.reload();
        on_changed();
    };
    Opened { team: *team, refetch: Rc::new(refetch) }
}

/// The panel until the team is there, or in its place.
#[component(inline_props)]
fn Awaited(remote: Remote<Team>, on_close: Rc<dyn Fn()>) -> View {
    view! {
        Modal(kind=ModalKind::SidePanel, title=t::TEAM, on_close=move || on_close()) {
            div(class="panel-body") {
                (match remote.error.get_clone() {
                    None => view! { SkeletonRows(rows=6) },
                    Some(error) => {
                        let what = Message::from(t::TEAM_FAILED);
                        view! { ErrorNotice(error=error, what=what, retry=Box::new(move || remote.reload())) }
                    }
                })
            }
        }
    }
}

/// For those who may look but not change.
#[component(inline_props)]
fn ReadPanel(opened: Opened, on_close: Rc<dyn Fn()>) -> View {
    let team = opened.team;
    let name = create_selector(move || team.with(|team| team.name.clone()));
    view! {
        Modal(kind=ModalKind::SidePanel, title=name, on_close=move || on_close()) {
            div(class="panel-body") {
                p(class="prose") { (team.with(|team| team.description.clone().unwrap_or_default())) }
                Members(opened=opened, manages=false)
            }
        }
    }
}

#[component(inline_props)]
fn EditPanel(opened: Opened, on_close: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let team = opened.team;
    // Nothing may be built while a signal is read.
    let fields = TeamFields::new(Some(&team.get_clone_untracked()));
    let (id, version) = team.with_untracked(|team| (team.id.clone(), team.version));
    let editing = Editing::new(fields.entries().to_vec(), Some(version));
    let (status, saved) = (editing.status, editing.saved);
    let (refetch, close) = (opened.refetch.clone(), on_close.clone());
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::TEAM_SAVED);
        refetch();
        close();
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let input = update_team::UpdateTeamInput {
            id: id.clone(),
            expected_version: editing.version.get_untracked(),
            name: Some(fields.name.text()),
            description: fields.description.optional(),
            is_active: None,
        };
        let (editing, done, id) = (editing.clone(), done.clone(), id.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateTeam>(update_team::Variables { input }).await {
                Ok(data) => editing.finish(user_errors!(data.update_team.user_errors), &done),
                Err(error) => {
                    trail::failed(
                        &editing,
                        error,
                        &id,
                        send::<Operation>(api::Variables { id: id.clone() }),
                        |found| {
                            let values = untrack(|| snapshot(&TeamFields::new(Some(&found.team)).entries()));
                            Some((values, found.team.version))
                        },
                    )
                    .await;
                }
            }
        });
    };
    let name = create_selector(move || team.with(|team| team.name.clone()));
    let (done, of_members) = (on_close.clone(), opened.clone());
    view! {
        FormPanel(
            title=name,
            submit_label=common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=on_close,
        ) {
            TeamInputs(fields=fields)
            Members(opened=of_members, manages=true)
            Deletion(opened=opened, saved=saved, on_done=done)
        }
    }
}

/// The button that deletes the team; why it was refused is said beside it.
#[component(inline_props)]
fn Deletion(opened: Opened, saved: Signal<bool>, on_done: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let team = opened.team;
    let refusal = create_signal(None::<Message>);
    let delete = move |_| {
        refusal.set(None);
        let target = team.with_untracked(|team| Target {
            id: team.id.clone(),
            name: team.name.clone(),
            version: Some(team.version),
        });
        let (refetch, done) = (opened.refetch.clone(), on_done.clone());
        let changed = move || {
            refetch();
            if saved.is_alive() {
                // What was typed about a team that is gone is not missed.
                saved.set(true);
                done();
            }
        };
        let refused = move |why| {
            if refusal.is_alive() {
                refusal.set(Some(why));
            }
        };
        actions::delete(app, target, Rc::new(changed), Rc::new(refused));
    };
    view! {
        section(class="form-section stack-tight") {
            (refusal.get_clone().map(|why| {
                view! { Notice(tone=Tone::Critical) { div { p { (why.words()) } } } }
            }))
            div {
                button(class="button button-small", r#type="button", on:click=delete) {
                    Icon(glyph=Glyph::TRASH_2)
                    (t::DELETE_TEAM)
                }
            }
        }
    }
}
