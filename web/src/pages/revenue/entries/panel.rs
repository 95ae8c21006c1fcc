//! An entry in a side panel: read, changed, or new.

use std::rc::Rc;

use sycamore::prelude::*;

use super::form::{CreatePanel, EditPanel};
use super::rows::institution;
use super::{Entry, actions, may_edit};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{common, institution_detail, revenue as t};
use crate::pages::panels::PanelHost;
use crate::router::Panel;
use crate::ui::button::Label;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;
use crate::ui::money::euros;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::unknown::Unknown;

/// The panel that the address names.
#[must_use]
pub fn open(host: PanelHost) -> View {
    let session = use_app().session;
    let panel = host.panel;
    view! {
        (match panel.get_clone() {
            Panel::New if untrack(|| may_edit(session)) => {
                let host = host.clone();
                view! { CreatePanel(host=host) }
            }
            Panel::Shown(id) => {
                let host = host.clone();
                view! { One(host=host, id=id, editing=false) }
            }
            Panel::Edited(id) => {
                let host = host.clone();
                view! { One(host=host, id=id, editing=true) }
            }
            _ => View::new(),
        })
    }
}

/// One entry; while it comes, and where it is not, the panel is there too.
#[component(inline_props)]
fn One(host: PanelHost, id: String, editing: bool) -> View {
    let entry = fetch(move || id.clone(), super::find);
    // An open form keeps what is typed, whatever comes meanwhile.
    let form = create_selector(move || {
        editing && entry.value.with(|found| found.iter().flatten().next().is_some_and(|found| found.can_edit))
    });
    view! {
        (if form.get() {
            let found = untrack(|| entry.value.get_clone()).flatten();
            let host = host.clone();
            match found {
                Some(found) => view! { EditPanel(host=host, entry=found) },
                None => View::new(),
            }
        } else {
            let host = host.clone();
            view! { ReadPanel(host=host, entry=entry) }
        })
    }
}

#[component(inline_props)]
fn ReadPanel(host: PanelHost, entry: Remote<Option<Entry>>) -> View {
    let name = move || {
        let name = entry.value.with(|found| found.iter().flatten().next().map(|found| found.label.clone()));
        name.unwrap_or_else(|| t::ENTRY.now().to_owned())
    };
    let close = host.clone();
    let show_host = host.clone();
    view! {
        Modal(kind=ModalKind::SidePanel, title=name, on_close=move || close.close()) {
            div(class="panel-body") {
                Loaded(
                    remote=entry,
                    what=Message::from(t::ENTRY_FAILED),
                    waiting=|| view! { SkeletonRows(rows=5) },
                    show=move |found| {
                        let host = show_host.clone();
                        view! { (match found.get_clone() {
                            Some(found) => read(&host, entry, &found),
                            None => view! { Empty(glyph=Glyph::SEARCH, title=t::GONE, body="") {} },
                        }) }
                    },
                )
            }
            (match entry.value.get_clone().flatten() {
                Some(found) if found.can_edit => footer(&host, &found),
                _ => View::new(),
            })
        }
    }
}

fn read(host: &PanelHost, remote: Remote<Option<Entry>>, entry: &Entry) -> View {
    let deleted = entry.deleted_at.is_some().then(|| deleted_notice(host, remote, entry));
    let money = |amount: &str| {
        let amount = amount.to_owned();
        Some(view! { span(class="money") { (euros(&amount)) } })
    };
    let day = |day: &Option<String>| day.clone().map(|day| view! { span { (format::calendar_day(&day)) } });
    let kind = t::kind(entry.kind);
    let notes = entry.notes.clone().map(|words| view! { span(class="prose") { (words) } });
    let created = entry.created_by.as_ref().map(|person| {
        let (name, day) = (person.full_name.clone(), entry.created_at.clone());
        view! { span { (t::created(&name, &format::day(&day))) } }
    });
    let facts: Vec<View> = vec![
        fact(t::KIND, Some(view! { (kind) })),
        fact(t::DATE, day(&Some(entry.entry_date.clone()))),
        fact(t::NET_AMOUNT, money(&entry.net_amount)),
        fact(t::TAX_AMOUNT, money(&entry.tax_amount)),
        fact(t::TOTAL_AMOUNT, money(&entry.total_amount)),
        fact(t::PAID_AMOUNT, money(&entry.paid_amount)),
        fact(t::PAID_DATE, day(&entry.paid_date)),
        fact(t::REMAINING, money(&entry.remaining_amount)),
        fact(t::INSTITUTION, entry.institution.is_some().then(|| institution(entry))),
        fact(t::REFERENCE, entry.reference.clone().map(View::from)),
        fact(t::NOTES, notes),
        fact(t::CREATED_BY, created),
    ];
    view! {
        (deleted)
        dl(class="facts") { (facts) }
    }
}

fn fact(name: impl Into<Label>, value: Option<View>) -> View {
    let name = name.into();
    let value = value.unwrap_or_else(|| view! { Unknown() });
    view! {
        dt { (name.get_clone()) }
        dd { (value) }
    }
}

fn deleted_notice(host: &PanelHost, remote: Remote<Option<Entry>>, entry: &Entry) -> View {
    let app = use_app();
    let (target, changed) = (actions::target(entry), host.changed.clone());
    let changed: Rc<dyn Fn()> = Rc::new(move || {
        changed();
        remote.reload();
    });
    let button = untrack(|| may_edit(app.session)).then(|| {
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

fn footer(host: &PanelHost, entry: &Entry) -> View {
    let app = use_app();
    let href = (host.address)(Panel::Edited(entry.id.clone()));
    let (host, target) = (host.clone(), actions::target(entry));
    let items = move || {
        let (target, host) = (target.clone(), host.clone());
        vec![MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
            host.close();
            actions::delete(app, vec![target.clone()], host.changed.clone());
        })]
    };
    view! {
        div(class="panel-footer") {
            Menu(label=institution_detail::MORE_ACTIONS, items=items) { Icon(glyph=Glyph::ELLIPSIS) }
            a(class="button", href=href) {
                Icon(glyph=Glyph::PENCIL)
                (common::EDIT)
            }
        }
    }
}
