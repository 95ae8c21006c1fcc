//! A segment in a side panel: read, changed, or new.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::form::{CreatePanel, EditPanel};
use super::members::Members;
use super::rows::{duplicate, seen_by};
use super::{Segment, actions, may_make, may_restore, member_count, question};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{common, institution_detail, segments as t};
use crate::pages::documents::facts::{fact, fact_if, text};
use crate::pages::panels::PanelHost;
use crate::router::Panel;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;

/// The panel that the address names; `asked` takes a segment whose members are to get tasks.
#[must_use]
pub fn open(host: PanelHost, asked: Signal<Option<Segment>>) -> View {
    let session = use_app().session;
    let panel = host.panel;
    view! {
        (match panel.get_clone() {
            Panel::New if untrack(|| may_make(session)) => {
                let host = host.clone();
                view! { CreatePanel(host=host) }
            }
            Panel::Shown(id) => {
                let host = host.clone();
                view! { One(host=host, asked=asked, id=id, editing=false) }
            }
            Panel::Edited(id) => {
                let host = host.clone();
                view! { One(host=host, asked=asked, id=id, editing=true) }
            }
            _ => View::new(),
        })
    }
}

/// One segment; while it comes, and where it is not, the panel is there too.
#[component(inline_props)]
fn One(host: PanelHost, asked: Signal<Option<Segment>>, id: String, editing: bool) -> View {
    let segment = fetch(move || id.clone(), super::find);
    // An open form keeps what is typed, whatever comes meanwhile.
    let form = create_selector(move || {
        let editable = |found: &Option<Option<Segment>>| found.iter().flatten().any(|found| found.can_edit);
        editing && segment.value.with(editable)
    });
    view! {
        (if form.get() {
            let found = untrack(|| segment.value.get_clone()).flatten();
            let host = host.clone();
            match found {
                Some(found) => view! { EditPanel(host=host, segment=found) },
                None => View::new(),
            }
        } else {
            let host = host.clone();
            view! { ReadPanel(host=host, asked=asked, segment=segment) }
        })
    }
}

#[component(inline_props)]
fn ReadPanel(host: PanelHost, asked: Signal<Option<Segment>>, segment: Remote<Option<Segment>>) -> View {
    let name = move || {
        let name = segment.value.with(|found| found.iter().flatten().next().map(|found| found.name.clone()));
        name.unwrap_or_else(|| t::SEGMENT.now().to_owned())
    };
    let close = host.clone();
    let show_host = host.clone();
    view! {
        Modal(kind=ModalKind::SidePanel, title=name, on_close=move || close.close()) {
            div(class="panel-body") {
                Loaded(
                    remote=segment,
                    what=Message::from(t::FAILED),
                    waiting=|| view! { SkeletonRows(rows=5) },
                    show=move |found| {
                        let host = show_host.clone();
                        view! { (match found.get_clone() {
                            Some(found) => read(&host, segment, &found),
                            None => view! { Empty(glyph=Glyph::SEARCH, title=t::GONE, body="") {} },
                        }) }
                    },
                )
            }
            (match segment.value.get_clone().flatten() {
                Some(found) => footer(&host, asked, &found),
                None => View::new(),
            })
        }
    }
}

fn read(host: &PanelHost, remote: Remote<Option<Segment>>, segment: &Segment) -> View {
    let deleted = segment.deleted_at.is_some().then(|| deleted_notice(host, remote, segment));
    let kind = t::kind(segment.type_);
    let count = member_count(segment);
    let seen = segment.clone();
    let owner = segment.owner.as_ref().map(|owner| View::from(owner.full_name.clone()));
    let (updated, exact) = (segment.updated_at.clone(), segment.updated_at.clone());
    let facts: Vec<View> = [
        Some(fact(t::MEMBERS, Some(view! { strong(class="number") { (format::integer(count)) } }))),
        fact_if(t::DESCRIPTION, text(&segment.description)),
        Some(fact(t::TYPE, Some(view! { (kind) }))),
        Some(fact(t::VISIBILITY, Some(view! { span { (seen_by(&seen)) } }))),
        Some(fact(t::OWNER, owner)),
        Some(fact(t::UPDATED, Some(view! { span(title=format::day_and_time(&exact)) { (format::since(&updated)) } }))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let question = question::section(segment);
    // The members of a deleted segment cannot be asked for.
    let members = segment.deleted_at.is_none().then(|| {
        let id = segment.id.clone();
        view! { Members(id=id) }
    });
    view! {
        (deleted)
        dl(class="facts") { (facts) }
        (question)
        (members)
    }
}

fn deleted_notice(host: &PanelHost, remote: Remote<Option<Segment>>, segment: &Segment) -> View {
    let app = use_app();
    let (target, page) = (actions::target(segment), host.changed.clone());
    let changed: Rc<dyn Fn()> = Rc::new(move || {
        page();
        remote.reload();
    });
    let button = untrack(|| may_restore(app.session, segment)).then(|| {
        let restore = move |_| actions::restore(app, vec![target.clone()], changed.clone());
        view! {
            button(class="button button-small", r#type="button", on:click=restore) {
                Icon(glyph=Glyph::UNDO_2)
                (common::RESTORE)
            }
        }
    });
    view! {
        Notice(tone=Tone::Warning) {
            div { p { (t::IN_TRASH) } }
            (button)
        }
    }
}

fn footer(host: &PanelHost, asked: Signal<Option<Segment>>, segment: &Segment) -> View {
    let app = use_app();
    if segment.deleted_at.is_some() || !may_make(app.session) {
        return View::new();
    }
    let edit = segment.can_edit.then(|| {
        let href = (host.address)(Panel::Edited(segment.id.clone()));
        view! {
            a(class="button", href=href) {
                Icon(glyph=Glyph::PENCIL)
                (common::EDIT)
            }
        }
    });
    let tasks = app.session.can(Permission::CreateTasks).then(|| {
        let (host, segment) = (host.clone(), segment.clone());
        // Never a dialogue over a panel: the panel gives way.
        let ask = move |_| {
            host.close();
            asked.set(Some(segment.clone()));
        };
        view! {
            button(class="button", r#type="button", on:click=ask) {
                Icon(glyph=Glyph::LIST_CHECKS)
                (t::CREATE_TASKS)
            }
        }
    });
    let (host, segment) = (host.clone(), segment.clone());
    let items = move || {
        let mut items = vec![duplicate(app, &host, &segment)];
        if segment.can_edit {
            let (target, host) = (actions::target(&segment), host.clone());
            items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                host.close();
                actions::delete(app, vec![target.clone()], host.changed.clone());
            }));
        }
        items
    };
    view! {
        div(class="panel-footer") {
            Menu(label=institution_detail::MORE_ACTIONS, items=items) { Icon(glyph=Glyph::ELLIPSIS) }
            (tasks)
            (edit)
        }
    }
}
