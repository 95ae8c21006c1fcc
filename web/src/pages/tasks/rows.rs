//! The rows of a list of tasks, and their columns.

use std::rc::Rc;

use domain::TaskPriority;
use sycamore::prelude::*;

use super::due::due;
use super::{Task, actions, may_edit};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::tasks as t;
use crate::pages::panels::PanelHost;
use crate::router::{Panel, go};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::icon::Icon;
use crate::ui::status::{Status, priority, task as task_look};
use crate::ui::table::{Column, TableRow};
use crate::ui::unknown::Unknown;

/// The columns.
pub static COLUMNS: [Column; 6] = [
    Column::new("title", t::COLUMN_TASK).sorts(),
    Column::new("status", t::STATUS).sorts(),
    Column::new("due", t::DUE_DATE).sorts(),
    Column::new("priority", t::PRIORITY).sorts().optional(),
    Column::new("assignee", t::COLUMN_ASSIGNEE).short_for(t::ASSIGNEE).optional(),
    Column::new("updated", t::COLUMN_UPDATED).sorts().optional(),
];

/// A row.
#[must_use]
pub fn table_row(app: App, host: &PanelHost, task: &Task) -> TableRow {
    let href = (host.address)(Panel::Shown(task.id.clone()));
    let editable = untrack(|| may_edit(app.session, task)) && task.deleted_at.is_none();
    let edit = editable.then(|| {
        let href = href.clone();
        Rc::new(move || go(&href)) as Rc<dyn Fn()>
    });
    let changed = host.changed.clone();
    let shift = move |task: Task, status| actions::move_all(app, vec![task], status, changed.clone());
    let cells = task.clone();
    TableRow {
        id: task.id.clone(),
        version: task.version,
        name: task.title.clone(),
        href: Some(href.clone()),
        edit,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: actions::menu(
            app,
            task,
            href,
            host.changed.clone(),
            |from, to| actions::verb(from, to).0.into(),
            Rc::new(shift),
        ),
    }
}

fn cell(task: &Task, column: &'static str) -> View {
    match column {
        "title" => match &task.institution {
            Some(institution) => {
                let name = institution.name.clone();
                view! { span(class="cell-sub") { (name) } }
            }
            None => View::new(),
        },
        "status" => {
            // Lateness is said by the due date.
            let look = task_look(task.status, false);
            view! { Status(look=look, plain=true) }
        }
        "priority" => {
            let (bars, word) = (glyph(task.priority, false), priority(task.priority).word);
            view! {
                span(class="key-label") {
                    (bars)
                    span(class="soft") { (word) }
                }
            }
        }
        "due" => due(task).unwrap_or_else(|| view! { Unknown() }),
        "assignee" => match &task.assignee {
            Some(person) => {
                let name = person.full_name.clone();
                view! { Avatar(name=name, kind=AvatarKind::Alone) }
            }
            None => view! { Unknown() },
        },
        "updated" => {
            let when = task.deleted_at.clone().unwrap_or_else(|| task.updated_at.clone());
            let exact = when.clone();
            view! { span(class="soft number", title=format::day_and_time(&exact)) { (format::since(&when)) } }
        }
        _ => View::new(),
    }
}

/// The bars of a priority; `spoken` where no word stands beside them.
#[must_use]
pub fn glyph(of: TaskPriority, spoken: bool) -> View {
    let look = priority(of);
    let (tone, glyph, word) = (look.tone, look.glyph, look.word);
    let said = spoken.then(|| {
        let words = move || t::priority_is(word.now());
        view! { span(class="visually-hidden") { (words()) } }
    });
    view! {
        span(class="toned priority-glyph", "data-tone"=tone, title=word) {
            Icon(glyph=glyph)
            (said)
        }
    }
}
