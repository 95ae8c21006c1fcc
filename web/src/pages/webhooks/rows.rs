//! The rows of the list, and their columns.

use std::rc::Rc;

use domain::WebhookStatus;
use sycamore::prelude::*;

use super::{Hook, actions};
use crate::app::App;
use crate::i18n::text::{common, list as words_of_lists, webhooks as t};
use crate::i18n::{format, language};
use crate::pages::panels::PanelHost;
use crate::router::{Panel, go};
use crate::ui::decimal;
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::status::{Status, StatusLook, looks};
use crate::ui::table::{Column, Items, TableRow};
use crate::ui::unknown::Unknown;

/// The columns.
pub static COLUMNS: [Column; 6] = [
    Column::new("name", t::NAME).sorts(),
    Column::new("state", t::STATE),
    Column::new("events", t::EVENTS),
    Column::new("rate", t::RATE).class("cell-number"),
    Column::new("last", t::LAST).sorts().optional(),
    Column::new("updated", t::COLUMN_UPDATED).sorts().optional(),
];

/// A row.
#[must_use]
pub fn table_row(app: App, host: &PanelHost, hook: &Hook) -> TableRow {
    let edit = hook.deleted_at.is_none().then(|| {
        let href = (host.address)(Panel::Edited(hook.id.clone()));
        Rc::new(move || go(&href)) as Rc<dyn Fn()>
    });
    let cells = hook.clone();
    TableRow {
        id: hook.id.clone(),
        // Deliveries come and go without a new version of the webhook.
        version: hook.version.wrapping_mul(1_000_003).wrapping_add(hook.statistics.as_ref().map_or(0, |of| of.total)),
        name: hook.name.clone(),
        href: Some((host.address)(Panel::Shown(hook.id.clone()))),
        edit,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: Some(menu(app, host, hook.clone())),
    }
}

/// Look of a webhook.
#[must_use]
pub fn look(status: WebhookStatus) -> StatusLook {
    match status {
        WebhookStatus::Active => looks::webhook::ACTIVE,
        WebhookStatus::Inactive => looks::webhook::PAUSED,
        WebhookStatus::Disabled => looks::webhook::DISABLED,
    }
}

/// « 98,50 % »; nothing before anything was delivered.
#[must_use]
pub fn rate(hook: &Hook) -> Option<String> {
    let rate = hook.statistics.as_ref()?.success_rate?;
    #[expect(clippy::cast_possible_truncation, reason = "a percentage has four digits")]
    let hundredths = (rate * 100.0).round() as i64;
    Some(t::percent(&decimal::written_short(hundredths, language())))
}

fn cell(hook: &Hook, column: &'static str) -> View {
    match column {
        "name" => {
            let url = hook.url.clone();
            view! { span(class="cell-sub web-address") { (url) } }
        }
        "state" => {
            let look = look(hook.status);
            view! { Status(look=look, plain=true) }
        }
        "events" => {
            let events = hook.events.clone();
            let words = move || match events.as_slice() {
                [only] => t::event(*only).now().to_owned(),
                several => t::events(several.len() as u64),
            };
            view! { (words()) }
        }
        "rate" => match rate(hook) {
            Some(rate) => view! { span(class="number") { (rate) } },
            None => view! { Unknown() },
        },
        "last" => match hook.last_triggered_at.clone() {
            Some(when) => since(when),
            None => view! { span(class="faint") { (t::NEVER) } },
        },
        "updated" => since(hook.deleted_at.clone().unwrap_or_else(|| hook.updated_at.clone())),
        _ => View::new(),
    }
}

fn since(when: String) -> View {
    let exact = when.clone();
    view! { span(class="soft number", title=format::day_and_time(&exact)) { (format::since(&when)) } }
}

fn menu(app: App, host: &PanelHost, hook: Hook) -> Items {
    let host = host.clone();
    Rc::new(move || {
        let target = actions::target(&hook);
        let changed = host.changed.clone();
        if hook.deleted_at.is_some() {
            return vec![MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, vec![target.clone()], changed.clone());
            })];
        }
        let at = |panel| (host.address)(panel);
        vec![
            MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, at(Panel::Shown(hook.id.clone()))),
            MenuItem::link(Glyph::PENCIL, common::EDIT, at(Panel::Edited(hook.id.clone()))),
            switch(app, &hook, changed.clone()),
            MenuItem::Rule,
            MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                actions::delete(app, vec![target.clone()], changed.clone());
            }),
        ]
    })
}

/// The line of a menu that stops a webhook, or switches it on again.
#[must_use]
pub fn switch(app: App, hook: &Hook, changed: Rc<dyn Fn()>) -> MenuItem {
    let target = actions::target(hook);
    if hook.status == WebhookStatus::Active {
        return MenuItem::action(Glyph::CIRCLE_MINUS, t::PAUSE, move || {
            actions::pause(app, target.clone(), changed.clone());
        });
    }
    MenuItem::action(Glyph::CIRCLE_CHECK, t::RESET, move || actions::reset(app, target.clone(), changed.clone()))
}
