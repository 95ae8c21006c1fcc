//! The list, by type, the default of each type marked.

use std::rc::Rc;

use domain::billing::TemplateType;
use sycamore::prelude::*;

use super::create::CreatePanel;
use super::{Line, actions, path_of};
use crate::api::back_office::{TemplateFilter, Templates, templates as api};
use crate::api::send;
use crate::app::{App, use_address, use_app};
use crate::i18n::format;
use crate::i18n::text::{common, list as words_of_lists, templates as t};
use crate::pages::outcome::{Changed, Target};
use crate::router::query::Query;
use crate::router::{Address, Page, Panel, go};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::tabs::{Tab, Tabs};

/// The list.
#[component]
pub fn TemplateList() -> View {
    let app = use_app();
    let address = use_address();
    let trash = create_selector(move || address.with(|address| address.query.get("view") == Some("trash")));
    let creating = create_selector(move || address.with(|address| address.page == Page::Templates(Panel::New)));
    let all = fetch(
        move || trash.get(),
        |trash| async move {
            let filter = TemplateFilter { deleted: trash.then_some(true) };
            Ok(send::<Templates>(api::Variables { filter: Some(filter) }).await?.invoice_templates.nodes)
        },
    );
    let changed: Changed = Rc::new(move || all.reload());
    let tabs = vec![
        Tab::new(address_of(false), t::VIEW_ALL, move || !trash.get()),
        Tab::new(address_of(true), words_of_lists::VIEW_TRASH, move || trash.get()),
    ];
    let new = Page::Templates(Panel::New).path();
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::TEMPLATES)
                p(class="soft read-width") { (t::INTRO) }
            }
            div(class="page-actions") {
                a(class="button button-primary", href=new) {
                    Icon(glyph=Glyph::PLUS)
                    (t::NEW_TEMPLATE)
                }
            }
        }
        Tabs(label=words_of_lists::VIEWS, tabs=tabs)
        div(class="columns-under-tabs") {
            Loaded(
                remote=all,
                what=Message::from(words_of_lists::LIST_FAILED),
                waiting=|| view! { SkeletonRows(rows=6) },
                show=move |all| {
                    let changed = changed.clone();
                    view! { (groups(app, &all.get_clone(), trash.get(), &changed)) }
                },
            )
        }
        (if creating.get() {
            view! { CreatePanel(close=Rc::new(move || go(&address_of(trash.get_untracked()))) as Rc<dyn Fn()>) }
        } else {
            View::new()
        })
    }
}

fn address_of(trash: bool) -> String {
    let mut query = Query::default();
    query.push("view", if trash { "trash" } else { "" });
    Address { page: Page::Templates(Panel::Closed), query }.url()
}

fn groups(app: App, all: &[Line], trash: bool, changed: &Changed) -> View {
    if all.is_empty() && trash {
        return view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} };
    }
    if all.is_empty() {
        let new = Page::Templates(Panel::New).path();
        return view! {
            Empty(glyph=Glyph::FILE_TEXT, title=t::NONE_YET, body=t::NONE_YET_BODY) {
                a(class="button button-primary", href=new) {
                    Icon(glyph=Glyph::PLUS)
                    (t::NEW_TEMPLATE)
                }
            }
        };
    }
    let sections: Vec<View> = TemplateType::ALL
        .iter()
        .map(|kind| {
            let name = t::kind(*kind);
            let mut of_kind: Vec<Line> = all.iter().filter(|line| line.type_ == *kind).cloned().collect();
            of_kind.sort_by_key(|line| !line.is_default);
            let lines: Vec<View> = of_kind.into_iter().map(|found| line(app, found, changed)).collect();
            let content = match (lines.is_empty(), trash) {
                (true, true) => return View::new(),
                (true, false) => view! { p(class="soft small") { (t::BUILT_IN) } },
                (false, _) => view! { ul(class="items") { (lines) } },
            };
            view! {
                section(class="section") {
                    div(class="section-header") { h2 { (name) } }
                    (content)
                }
            }
        })
        .collect();
    view! { div(class="stack read-width") { (sections) } }
}

fn line(app: App, line: Line, changed: &Changed) -> View {
    let (href, name) = (path_of(&line.id), line.name.clone());
    let (active, updated) = (line.is_active, line.updated_at.clone());
    let facts = move || {
        let changed = t::changed(&format::since(&updated));
        if active { changed } else { format!("{} · {changed}", t::INACTIVE.now()) }
    };
    let default = line.is_default.then(|| view! { " " span(class="tag") { (t::DEFAULT) } });
    let title = if line.deleted_at.is_some() {
        view! { span(class="cell-title inline") { (name) } }
    } else {
        view! { a(class="cell-title inline", href=href) { (name) } }
    };
    let label = line.name.clone();
    let items = items(app, line, changed.clone());
    view! {
        li {
            Icon(glyph=Glyph::FILE_TEXT)
            div {
                p {
                    (title)
                    (default)
                }
                p(class="small faint") { (facts()) }
            }
            span {
                Menu(
                    label=move || words_of_lists::actions_for(&label),
                    class="button button-quiet button-small button-icon",
                    items=items,
                ) { Icon(glyph=Glyph::ELLIPSIS) }
            }
        }
    }
}

fn items(app: App, line: Line, changed: Changed) -> impl Fn() -> Vec<MenuItem> {
    move || {
        let target = Target { id: line.id.clone(), name: line.name.clone(), version: Some(line.version) };
        if line.deleted_at.is_some() {
            let changed = changed.clone();
            return vec![MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, vec![target.clone()], changed.clone());
            })];
        }
        let mut items = vec![MenuItem::link(Glyph::PENCIL, common::EDIT, path_of(&line.id))];
        items.extend(shared(app, &target, line.is_default, line.is_active, &changed));
        items.push(MenuItem::Rule);
        let changed = changed.clone();
        items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
            actions::delete(app, target.clone(), changed.clone());
        }));
        items
    }
}

/// What the menus of the list and of the editor have in common: default, copy.
#[must_use]
pub fn shared(app: App, target: &Target, is_default: bool, is_active: bool, changed: &Changed) -> Vec<MenuItem> {
    let mut items = Vec::new();
    if !is_default && is_active {
        let (target, changed) = (target.clone(), changed.clone());
        items.push(MenuItem::action(Glyph::STAR, t::SET_DEFAULT, move || {
            actions::set_default(app, target.clone(), changed.clone());
        }));
    }
    let target = target.clone();
    items.push(MenuItem::action(Glyph::COPY, t::DUPLICATE, move || actions::duplicate(app, target.clone())));
    items
}
