//! An item in a side panel: read, changed, or new.

use std::rc::Rc;

use sycamore::prelude::*;

use super::form::{CreatePanel, EditPanel};
use super::rows::{look, price, switch};
use super::{Item, actions, may_edit, vat};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{catalog as t, common, institution_detail};
use crate::pages::panels::PanelHost;
use crate::router::Panel;
use crate::ui::button::Label;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::Status;
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

/// One item; while it comes, and where it is not, the panel is there too.
#[component(inline_props)]
fn One(host: PanelHost, id: String, editing: bool) -> View {
    let session = use_app().session;
    let item = fetch(move || id.clone(), super::find);
    // An open form keeps what is typed, whatever comes meanwhile.
    let form = create_selector(move || {
        let present = item.value.with(|found| {
            let found = found.iter().flatten().next();
            found.is_some_and(|found| found.deleted_at.is_none())
        });
        editing && present && may_edit(session)
    });
    view! {
        (if form.get() {
            let found = untrack(|| item.value.get_clone()).flatten();
            let host = host.clone();
            match found {
                Some(found) => view! { EditPanel(host=host, item=found) },
                None => View::new(),
            }
        } else {
            let host = host.clone();
            view! { ReadPanel(host=host, item=item) }
        })
    }
}

#[component(inline_props)]
fn ReadPanel(host: PanelHost, item: Remote<Option<Item>>) -> View {
    let name = move || {
        let name = item.value.with(|found| found.iter().flatten().next().map(|found| found.name.clone()));
        name.unwrap_or_else(|| t::ITEM.now().to_owned())
    };
    let close = host.clone();
    let show_host = host.clone();
    view! {
        Modal(kind=ModalKind::SidePanel, title=name, on_close=move || close.close()) {
            div(class="panel-body") {
                Loaded(
                    remote=item,
                    what=Message::from(t::FAILED),
                    waiting=|| view! { SkeletonRows(rows=5) },
                    show=move |found| {
                        let host = show_host.clone();
                        view! { (match found.get_clone() {
                            Some(found) => read(&host, item, &found),
                            None => view! { Empty(glyph=Glyph::SEARCH, title=t::GONE, body="") {} },
                        }) }
                    },
                )
            }
            (match item.value.get_clone().flatten() {
                Some(found) => footer(&host, item, &found),
                None => View::new(),
            })
        }
    }
}

fn read(host: &PanelHost, remote: Remote<Option<Item>>, item: &Item) -> View {
    let deleted = item.deleted_at.is_some().then(|| deleted_notice(host, remote, item));
    let text = |text: &Option<String>| text.clone().map(View::from);
    let description = item.description.clone().map(|words| view! { span(class="prose") { (words) } });
    let price = {
        let item = item.clone();
        view! { span(class="money") { (price(&item)) } }
    };
    let tax = {
        let choice = vat::choice(&item.tax_rate, item.vat_category, item.vat_exemption_code.as_deref());
        view! { span { (vat::words(&choice)) } }
    };
    let look = look(item.is_active);
    let updated = item.updated_at.clone();
    let exact = updated.clone();
    let facts: Vec<View> = vec![
        fact(t::STATE, Some(view! { Status(look=look, plain=true) })),
        fact(t::UNIT_PRICE, Some(price)),
        fact(t::VAT, Some(tax)),
        fact(t::DESCRIPTION, description),
        fact(t::CATEGORY, text(&item.category)),
        fact(t::SKU, text(&item.sku)),
        fact(t::UPDATED, Some(view! { span(title=format::day_and_time(&exact)) { (format::since(&updated)) } })),
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

/// What the page and the panel do after a change.
fn changed(host: &PanelHost, remote: Remote<Option<Item>>) -> Rc<dyn Fn()> {
    let changed = host.changed.clone();
    Rc::new(move || {
        changed();
        remote.reload();
    })
}

fn deleted_notice(host: &PanelHost, remote: Remote<Option<Item>>, item: &Item) -> View {
    let app = use_app();
    let (target, changed) = (actions::target(item), changed(host, remote));
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

fn footer(host: &PanelHost, remote: Remote<Option<Item>>, item: &Item) -> View {
    let app = use_app();
    if item.deleted_at.is_some() || !may_edit(app.session) {
        return View::new();
    }
    let href = (host.address)(Panel::Edited(item.id.clone()));
    let (host, item) = (host.clone(), item.clone());
    let items = move || {
        let (target, host) = (actions::target(&item), host.clone());
        vec![
            switch(app, &item, changed(&host, remote)),
            MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                host.close();
                actions::delete(app, vec![target.clone()], host.changed.clone());
            }),
        ]
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
