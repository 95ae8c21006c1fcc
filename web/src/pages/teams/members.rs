//! The people of a team: who is in it, adding one, taking one out with a way back.

use std::rc::Rc;

use sycamore::futures::spawn_local;
use sycamore::prelude::*;

use super::panel::Opened;
use crate::api::operations::{AddTeamMember, RemoveTeamMember, add_team_member, remove_team_member, team as api};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::text::{people as t, words};
use crate::pages::institutions::people;
use crate::pages::outcome::outcome;
use crate::router::{Page, Panel};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::button::IconButton;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::field::FieldState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::user_errors;

type Member = api::TeamTeamMembersNodes;

/// A person and the team that they join or leave.
#[derive(Debug, Clone)]
struct Membership {
    team: String,
    user: String,
    name: String,
}

/// The section.
#[component(inline_props)]
pub fn Members(opened: Opened, manages: bool) -> View {
    let team = opened.team;
    let refetch = opened.refetch;
    let adding = refetch.clone();
    view! {
        section(class="form-section", "aria-labelledby"="members") {
            h3(id="members") { (t::MEMBERS) }
            ({
                let (id, members) = team.with(|team| (team.id.clone(), team.members.nodes.clone()));
                list(&id, members, manages, &refetch)
            })
            (if manages {
                let refetch = adding.clone();
                view! { AddMember(opened=Opened { team, refetch }) }
            } else {
                View::new()
            })
        }
    }
}

fn list(team: &str, members: Vec<Member>, manages: bool, refetch: &Rc<dyn Fn()>) -> View {
    if members.is_empty() {
        return view! { p(class="soft") { (t::NO_MEMBERS) } };
    }
    let lines: Vec<View> = members.into_iter().map(|member| line(team, member, manages, refetch.clone())).collect();
    view! { ul(class="items") { (lines) } }
}

fn line(team: &str, member: Member, manages: bool, refetch: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let (name, shown, role, active) =
        (member.full_name.clone(), member.full_name.clone(), member.role, member.is_active);
    let href = Page::Users(Panel::Shown(member.id.clone())).path();
    let about = move || match active {
        true => words::role(role).now().to_owned(),
        false => format!("{} · {}", words::role(role).now(), t::DEACTIVATED.now()),
    };
    let membership = Membership { team: team.to_owned(), user: member.id, name: member.full_name.clone() };
    let out = manages.then(|| {
        let name = membership.name.clone();
        let click = move || take_out(app, membership.clone(), refetch.clone());
        view! { IconButton(label=move || t::take_out(&name), glyph=Glyph::X, small=true, on_click=click) }
    });
    view! {
        li {
            Avatar(name=name, kind=AvatarKind::Large)
            div {
                p { a(class="cell-title", href=href) { (shown) } }
                p(class="small faint") { (about()) }
            }
            (out)
        }
    }
}

#[component(inline_props)]
fn AddMember(opened: Opened) -> View {
    let app = use_app();
    let state = FieldState::free("");
    let chosen = create_signal(None::<Candidate>);
    let team = opened.team;
    let add = move |_| match chosen.get_clone_untracked() {
        None => state.problem.set(Some(Message::from(t::CHOOSE_PERSON))),
        Some(person) => {
            let team = team.with_untracked(|team| team.id.clone());
            put_in(app, Membership { team, user: person.id, name: person.label }, opened.refetch.clone());
            state.problem.set(None);
            chosen.set(None);
        }
    };
    view! {
        div(class="add-row") {
            Combobox(state=state, chosen=chosen, label=t::ADD_MEMBER, search=people::search())
            button(class="button", r#type="button", on:click=add) {
                Icon(glyph=Glyph::USER_PLUS)
                (t::ADD)
            }
        }
    }
}

/// Puts a person into the team.
fn put_in(app: App, membership: Membership, changed: Rc<dyn Fn()>) {
    spawn_local(async move {
        let input = add_team_member::AddTeamMemberInput { team_id: membership.team, user_id: membership.user };
        let answer = send::<AddTeamMember>(add_team_member::Variables { input }).await;
        match outcome(answer.map(|data| user_errors!(data.add_team_member.user_errors))) {
            Err(why) => app.toasts.fail(why),
            Ok(()) => app.toasts.confirm(Message::new(move || t::member_added(&membership.name))),
        }
        changed();
    });
}

/// Takes a person out of the team; the message puts them back.
fn take_out(app: App, membership: Membership, changed: Rc<dyn Fn()>) {
    spawn_local(async move {
        let input = remove_team_member::RemoveTeamMemberInput {
            team_id: membership.team.clone(),
            user_id: membership.user.clone(),
        };
        let answer = send::<RemoveTeamMember>(remove_team_member::Variables { input }).await;
        match outcome(answer.map(|data| user_errors!(data.remove_team_member.user_errors))) {
            Err(why) => app.toasts.fail(why),
            Ok(()) => {
                let (name, again) = (membership.name.clone(), changed.clone());
                let words = Message::new(move || t::member_removed(&name));
                app.toasts.undoable(words, move || put_in(app, membership.clone(), again.clone()));
            }
        }
        changed();
    });
}
