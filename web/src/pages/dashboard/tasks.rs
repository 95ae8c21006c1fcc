//! The tasks of the person at the screen, the late ones first; a click completes one, and can be undone.

use chrono::Days;
use domain::{Permission, TaskStatus};
use sycamore::futures::spawn_local;
use sycamore::prelude::*;

use super::{Board, api};
use crate::app::{App, use_app};
use crate::i18n::format;
use crate::i18n::text::dashboard as t;
use crate::pages::outcome::{Changed, Target};
use crate::pages::tasks::actions::{move_one, tell_moved};
use crate::platform::dom;
use crate::router::query::Query;
use crate::router::{Page, Panel};
use crate::ui::button::IconButton;
use crate::ui::date_field::iso_text;
use crate::ui::icon::Icon;
use crate::ui::status::task as look_of;

/// Whose tasks a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskView {
    /// Of everybody.
    All,
    /// Of the person at the screen.
    Mine,
}

/// Which tasks a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Still to be done.
    Open,
    /// Late.
    Overdue,
    /// Due within three days.
    Soon,
    /// Done, the last first.
    Done,
}

/// Address of the list of tasks.
#[must_use]
pub fn tasks_path(whose: TaskView, which: Which) -> String {
    let mut query = Query::default();
    let open = |query: &mut Query| ["todo", "in_progress"].iter().for_each(|status| query.push("status", status));
    match which {
        Which::Open => open(&mut query),
        Which::Overdue => query.push("overdue", "yes"),
        Which::Soon => {
            let today = format::today();
            open(&mut query);
            query.push("due_from", &iso_text(today));
            query.push("due_to", &iso_text(today.checked_add_days(Days::new(3)).unwrap_or(today)));
        }
        Which::Done => {
            query.push("status", "completed");
            query.push("sort", "-updated");
        }
    }
    if whose == TaskView::Mine {
        query.push("assignee", "me");
    }
    format!("/tasks?{query}")
}

/// The section; nobody who has no tasks and makes none sees it.
#[component(inline_props)]
pub fn MyTasks(board: Board) -> View {
    let app = use_app();
    let data = board.data;
    let tasks = create_memo(move || data.with(|data| data.dashboard.my_tasks.clone()));
    let empty = create_selector(move || tasks.with(Vec::is_empty));
    let shown = create_selector(move || tasks.with(|t| !t.is_empty()) || app.session.can(Permission::CreateTasks));
    view! {
        (if shown.get() {
            let refetch = board.refetch.clone();
            view! {
                section(class="section", "aria-labelledby"="my-tasks") {
                    div(class="section-header") {
                        h2(id="my-tasks", tabindex="-1") { (t::MY_TASKS) }
                        a(class="small", href=tasks_path(TaskView::Mine, Which::Open)) { (t::ALL_MY_TASKS) }
                    }
                    (if empty.get() { no_tasks() } else { list(app, tasks, refetch.clone()) })
                }
            }
        } else {
            View::new()
        })
    }
}

fn no_tasks() -> View {
    view! {
        p { strong { (t::NO_TASKS) } }
        p(class="soft") { (t::NO_TASKS_BODY) }
    }
}

fn list(app: App, tasks: ReadSignal<Vec<api::MyTask>>, refetch: Changed) -> View {
    view! {
        ul(class="items") {
            Keyed(
                list=tasks,
                key=|task: &api::MyTask| (task.id.clone(), task.version, task.is_overdue),
                view=move |task: api::MyTask| line(app, task, refetch.clone()),
            )
        }
    }
}

fn line(app: App, task: api::MyTask, refetch: Changed) -> View {
    let look = look_of(task.status, task.is_overdue);
    let (title, late) = (task.title.clone(), task.is_overdue);
    let href = Page::Tasks(Panel::Shown(task.id.clone())).path();
    let place = task.institution.as_ref().map(|institution| {
        let (name, href) = (institution.name.clone(), Page::institution(&institution.id).path());
        view! { p(class="small faint") { a(class="plain", href=href) { (name) } } }
    });
    let due = task.due_date.clone().map(|day| {
        let class = if late { "small toned" } else { "small soft" };
        let exact = day.clone();
        view! {
            span(class=class, title=format::day(&exact)) {
                (if late { view! { span(class="visually-hidden") { (t::OVERDUE) " " } } } else { View::new() })
                (format::near_day(&day))
            }
        }
    });
    let may_complete = [Permission::EditAssignedTasks, Permission::EditAllTasks];
    let tick = if may_complete.into_iter().any(|right| untrack(|| app.session.can(right))) {
        let name = task.title.clone();
        let click = move || complete(app, task.clone(), refetch.clone());
        view! {
            IconButton(label=move || t::complete(&name), glyph=look.glyph, small=true, on_click=click)
        }
    } else {
        view! { Icon(glyph=look.glyph) }
    };
    view! {
        li(class="task-line", "data-tone"=look.tone) {
            (tick)
            div {
                p { a(class="cell-title", href=href) { (title) } }
                (place)
            }
            (due)
        }
    }
}

/// Completes a task; the message puts it back as it was.
fn complete(app: App, task: api::MyTask, refetch: Changed) {
    let target = Target { id: task.id, name: task.title, version: Some(task.version) };
    spawn_local(async move {
        match move_one(target.clone(), TaskStatus::Completed).await {
            Err(why) => app.toasts.fail(why),
            Ok(()) => {
                // The line goes away; the keyboard stays near.
                dom::focus_id("my-tasks");
                tell_moved(app, vec![(target, task.status)], TaskStatus::Completed, refetch.clone());
            }
        }
        refetch();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lead_to_their_lists() {
        assert_eq!(tasks_path(TaskView::All, Which::Open), "/tasks?status=todo&status=in_progress");
        assert_eq!(tasks_path(TaskView::Mine, Which::Overdue), "/tasks?overdue=yes&assignee=me");
        assert!(tasks_path(TaskView::All, Which::Soon).ends_with("due_from=1970-01-01&due_to=1970-01-04"));
    }
}
