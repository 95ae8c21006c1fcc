//! A webhook in a side panel: read, changed, or new.

use std::rc::Rc;

use domain::WebhookStatus;
use sycamore::prelude::*;

use super::deliveries::{Deliveries, latest};
use super::form::{CreatePanel, EditPanel};
use super::rows::{look, rate, switch};
use super::secret::Fresh;
use super::{Hook, actions};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{common, institution_detail, webhooks as t};
use crate::pages::outcome::Changed;
use crate::pages::panels::PanelHost;
use crate::router::Panel;
use crate::ui::dialog::{Modal, ModalKind, Question};
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
pub fn open(host: PanelHost, fresh: Fresh) -> View {
    let panel = host.panel;
    view! {
        (match panel.get_clone() {
            Panel::Closed => View::new(),
            Panel::New => {
                let host = host.clone();
                view! { CreatePanel(host=host, fresh=fresh) }
            }
            Panel::Shown(id) => {
                let host = host.clone();
                view! { One(host=host, fresh=fresh, id=id, editing=false) }
            }
            Panel::Edited(id) => {
                let host = host.clone();
                view! { One(host=host, fresh=fresh, id=id, editing=true) }
            }
        })
    }
}

/// One webhook; while it comes, and where it is not, the panel is there too.
#[component(inline_props)]
fn One(host: PanelHost, fresh: Fresh, id: String, editing: bool) -> View {
    let hook = fetch(move || id.clone(), super::find);
    // An open form keeps what is typed, whatever comes meanwhile.
    let form = create_selector(move || {
        let present = |found: &Option<Option<Hook>>| found.iter().flatten().any(|found| found.deleted_at.is_none());
        editing && hook.value.with(present)
    });
    view! {
        (if form.get() {
            let found = untrack(|| hook.value.get_clone()).flatten();
            let host = host.clone();
            match found {
                Some(found) => view! { EditPanel(host=host, hook=found) },
                None => View::new(),
            }
        } else {
            let host = host.clone();
            view! { ReadPanel(host=host, fresh=fresh, hook=hook) }
        })
    }
}

#[component(inline_props)]
fn ReadPanel(host: PanelHost, fresh: Fresh, hook: Remote<Option<Hook>>) -> View {
    let name = move || {
        let name = hook.value.with(|found| found.iter().flatten().next().map(|found| found.name.clone()));
        name.unwrap_or_else(|| t::WEBHOOK.now().to_owned())
    };
    let close = host.clone();
    let show_host = host.clone();
    let rotating = create_signal(false);
    let rotate_host = host.clone();
    view! {
        Modal(kind=ModalKind::SidePanel, title=name, on_close=move || close.close()) {
            div(class="panel-body") {
                Loaded(
                    remote=hook,
                    what=Message::from(t::FAILED),
                    waiting=|| view! { SkeletonRows(rows=5) },
                    show=move |found| {
                        let host = show_host.clone();
                        view! { (match found.get_clone() {
                            Some(found) => read(&host, hook, &found),
                            None => view! { Empty(glyph=Glyph::SEARCH, title=t::GONE, body="") {} },
                        }) }
                    },
                )
            }
            (match hook.value.get_clone().flatten() {
                Some(found) if found.deleted_at.is_none() => footer(&host, hook, &found, rotating),
                _ => View::new(),
            })
        }
        (match (rotating.get(), untrack(|| hook.value.get_clone()).flatten()) {
            (true, Some(found)) => rotation(&rotate_host, fresh, &found, rotating),
            _ => View::new(),
        })
    }
}

fn read(host: &PanelHost, remote: Remote<Option<Hook>>, hook: &Hook) -> View {
    let id = hook.id.clone();
    let deliveries = fetch(move || id.clone(), latest);
    let (reload, told) = (changed(host, remote), deliveries);
    let again: Changed = Rc::new(move || {
        reload();
        told.reload();
    });
    let notice = notice(host, remote, hook);
    let url = hook.url.clone();
    let events = hook.events.clone();
    let events = move || events.iter().map(|event| t::event(*event).now()).collect::<Vec<_>>().join(", ");
    let rate = match rate(hook) {
        Some(rate) => view! { span(class="number") { (rate) } },
        None => view! { Unknown() },
    };
    let headers: Vec<String> = hook.headers.iter().map(|header| header.name.clone()).collect();
    let headers = match headers.join(", ") {
        none if none.is_empty() => view! { Unknown() },
        names => view! { span(class="code") { (names) } },
    };
    let active = hook.status == WebhookStatus::Active;
    let look = look(hook.status);
    let (updated, exact) = (hook.updated_at.clone(), hook.updated_at.clone());
    // A deleted webhook has no deliveries that could be asked for.
    let deliveries =
        hook.deleted_at.is_none().then(|| view! { Deliveries(remote=deliveries, changed=again, active=active) });
    view! {
        (notice)
        dl(class="facts") {
            dt { (t::STATE) }
            dd { Status(look=look, plain=true) }
            dt { (t::ADDRESS) }
            dd { span(class="code") { (url) } }
            dt { (t::EVENTS) }
            dd { (events()) }
            dt { (t::RATE) }
            dd { (rate) }
            dt { (t::HEADERS) }
            dd { (headers) }
            dt { (t::UPDATED) }
            dd { span(title=format::day_and_time(&exact)) { (format::since(&updated)) } }
        }
        (deliveries)
    }
}

/// What the page and the panel do after a change.
fn changed(host: &PanelHost, remote: Remote<Option<Hook>>) -> Changed {
    let changed = host.changed.clone();
    Rc::new(move || {
        changed();
        remote.reload();
    })
}

/// Why nothing is delivered, and the way back.
fn notice(host: &PanelHost, remote: Remote<Option<Hook>>, hook: &Hook) -> View {
    let app = use_app();
    let (target, changed) = (actions::target(hook), changed(host, remote));
    if hook.deleted_at.is_some() {
        let restore = move |_| actions::restore(app, vec![target.clone()], changed.clone());
        return view! {
            Notice(tone=Tone::Warning) {
                div { p { (t::IN_TRASH) } }
                button(class="button button-small", r#type="button", on:click=restore) {
                    Icon(glyph=Glyph::UNDO_2)
                    (common::RESTORE)
                }
            }
        };
    }
    if hook.status != WebhookStatus::Disabled {
        return View::new();
    }
    let is_gone = hook.disabled_reason.as_deref().is_some_and(|reason| reason.contains("410"));
    let reset = move |_| actions::reset(app, target.clone(), changed.clone());
    view! {
        Notice(tone=Tone::Critical) {
            div { p { (if is_gone { t::DISABLED_GONE.now() } else { t::DISABLED.now() }) } }
            button(class="button button-small", r#type="button", on:click=reset) { (t::RESET) }
        }
    }
}

fn footer(host: &PanelHost, remote: Remote<Option<Hook>>, hook: &Hook, rotating: Signal<bool>) -> View {
    let app = use_app();
    let edit = (host.address)(Panel::Edited(hook.id.clone()));
    let busy = create_signal(false);
    let (id, tested) = (hook.id.clone(), changed(host, remote));
    let (host, hook) = (host.clone(), hook.clone());
    let items = move || {
        let (target, host, id) = (actions::target(&hook), host.clone(), hook.id.clone());
        let reload = changed(&host, remote);
        vec![
            switch(app, &hook, reload.clone()),
            MenuItem::action(Glyph::KEY_ROUND, t::ROTATE, move || rotating.set(true)),
            MenuItem::action(Glyph::REFRESH_CW, t::RETRY_FAILED, move || {
                actions::retry_failed(app, id.clone(), reload.clone());
            }),
            MenuItem::Rule,
            MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                host.close();
                actions::delete(app, vec![target.clone()], host.changed.clone());
            }),
        ]
    };
    let test = move |_| actions::test(app, id.clone(), busy, tested.clone());
    view! {
        div(class="panel-footer") {
            Menu(label=institution_detail::MORE_ACTIONS, items=items) { Icon(glyph=Glyph::ELLIPSIS) }
            button(class="button", r#type="button", "aria-busy"=busy.get().then_some("true"), on:click=test) {
                (if busy.get() { t::TESTING.now() } else { t::TEST.now() })
            }
            a(class="button", href=edit) {
                Icon(glyph=Glyph::PENCIL)
                (common::EDIT)
            }
        }
    }
}

fn rotation(host: &PanelHost, fresh: Fresh, hook: &Hook, rotating: Signal<bool>) -> View {
    let app = use_app();
    let (host, target) = (host.clone(), actions::target(hook));
    let rotate = move || {
        rotating.set(false);
        // The secret is shown above the list.
        host.close();
        actions::rotate(app, target.clone(), fresh.shower(), host.changed.clone());
    };
    view! {
        Question(
            title=t::ROTATE_TITLE,
            body=t::ROTATE_BODY,
            yes=t::ROTATE,
            no=common::CANCEL,
            danger=true,
            on_yes=rotate,
            on_no=move || rotating.set(false),
        )
    }
}
