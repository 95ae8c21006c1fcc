//! What can be done with tasks without a form: move between statuses, give to somebody, delete, restore.

use std::rc::Rc;

use domain::TaskStatus;

use super::{Task, may_edit, moves};
use crate::api::operations::{
    AssignTask, DeleteTask, MoveTask, RestoreTask, assign_task, delete_task, move_task, restore_task,
};
use crate::api::send;
use crate::app::App;
use crate::i18n::Words;
use crate::i18n::text::{common, list as words_of_lists, tasks as t};
use crate::pages::outcome::{Changed, Target, counted, each, outcome};
use crate::ui::combobox::Candidate;
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::message::Message;
use crate::user_errors;
use domain::Permission;
use sycamore::prelude::*;

/// A task as the target of an action.
#[must_use]
pub fn target(task: &Task) -> Target {
    Target { id: task.id.clone(), name: task.title.clone(), version: Some(task.version) }
}

/// Moves one task to a status.
///
/// # Errors
/// The sentence for the person.
pub async fn move_one(target: Target, status: TaskStatus) -> Result<(), Message> {
    let Target { id, version, .. } = target;
    let answer = send::<MoveTask>(move_task::Variables { id, version, status }).await;
    outcome(answer.map(|data| user_errors!(data.update_task.user_errors)))
}

/// What is said of one task, by its title.
type Named = fn(&str) -> String;
/// What is said of several, by their number.
type Counted = fn(u64) -> String;

/// Says that `done` were moved to `status`, each from its own; the toast moves them back.
pub fn tell_moved(app: App, done: Vec<(Target, TaskStatus)>, status: TaskStatus, changed: Changed) {
    let (one, many): (Named, Counted) = match status {
        TaskStatus::Completed => (t::completed, t::completed_many),
        TaskStatus::InProgress => (t::started, t::moved_many),
        TaskStatus::Cancelled => (t::cancelled, t::moved_many),
        TaskStatus::Todo => (t::reopened, t::moved_many),
    };
    let targets: Vec<Target> = done.iter().map(|(target, _)| target.clone()).collect();
    app.toasts.undoable(counted(&targets, one, many), move || {
        for (target, before) in done.clone() {
            // Whatever its version by now.
            let target = Target { version: None, ..target };
            let changed = changed.clone();
            each(app, vec![target], move |target| move_one(target, before), move |_| changed());
        }
    });
}

/// Moves one or several tasks; one toast moves all of them back.
pub fn move_all(app: App, tasks: Vec<Task>, status: TaskStatus, changed: Changed) {
    let tasks: Vec<Task> = tasks.into_iter().filter(|task| task.status != status).collect();
    let targets = tasks.iter().map(target).collect();
    each(
        app,
        targets,
        move |target| move_one(target, status),
        move |done| {
            let before = |target: Target| {
                let before = tasks.iter().find(|task| task.id == target.id).map(|task| task.status);
                before.map(|before| (target, before))
            };
            let done = done.into_iter().filter_map(before).collect();
            changed();
            tell_moved(app, done, status, changed);
        },
    );
}

/// Gives one or several tasks to a person.
pub fn assign(app: App, tasks: &[Task], person: Candidate, changed: Changed) {
    let targets = tasks.iter().map(target).collect();
    let Candidate { id: assignee, label: name, .. } = person;
    let one = move |Target { id, version, .. }: Target| {
        let assignee = assignee.clone();
        async move {
            let answer = send::<AssignTask>(assign_task::Variables { id, version, assignee }).await;
            outcome(answer.map(|data| user_errors!(data.update_task.user_errors)))
        }
    };
    each(app, targets, one, move |done| {
        let count = done.len() as u64;
        app.toasts.confirm(Message::new(move || t::assigned(&t::count(count), &name)));
        changed();
    });
}

/// Deletes one or several; one toast undoes all of it.
pub fn delete(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<DeleteTask>(delete_task::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.delete_task.user_errors)))
    };
    each(app, targets, one, move |done| {
        let (undone, gone) = (changed.clone(), done.clone());
        app.toasts.undoable(counted(&done, t::deleted, t::deleted_many), move || {
            restore(app, gone.clone(), undone.clone());
        });
        changed();
    });
}

/// Brings one or several back.
pub fn restore(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, .. }: Target| async move {
        let answer = send::<RestoreTask>(restore_task::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.restore_task.user_errors)))
    };
    each(app, targets, one, move |done| {
        app.toasts.confirm(counted(&done, t::restored, t::restored_many));
        changed();
    });
}

/// Words and drawing of a move from one status to another.
#[must_use]
pub fn verb(from: TaskStatus, to: TaskStatus) -> (Words, Glyph) {
    match to {
        TaskStatus::Todo => (if from.is_open() { t::PUT_BACK } else { t::REOPEN }, Glyph::CIRCLE),
        TaskStatus::InProgress => (if from.is_open() { t::START } else { t::RESUME }, Glyph::CONTRAST),
        TaskStatus::Completed => (t::COMPLETE, Glyph::CIRCLE_CHECK),
        TaskStatus::Cancelled => (t::CANCEL_TASK, Glyph::CIRCLE_SLASH),
    }
}

/// The menu of a task, if there is anything for the person to do. `open` is the address of its panel; `shift` moves it.
#[must_use]
pub fn menu(
    app: App,
    task: &Task,
    open: String,
    changed: Changed,
    words_of_move: fn(TaskStatus, TaskStatus) -> crate::ui::button::Label,
    shift: Rc<dyn Fn(Task, TaskStatus)>,
) -> Option<Rc<dyn Fn() -> Vec<MenuItem>>> {
    let editable = untrack(|| may_edit(app.session, task));
    let deletable = editable && untrack(|| app.session.can(Permission::DeleteTasks));
    if !editable {
        return None;
    }
    let task = task.clone();
    let items = move || {
        let target = target(&task);
        let mut items = Vec::new();
        if task.deleted_at.is_some() {
            let changed = changed.clone();
            if deletable {
                items.push(MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                    restore(app, vec![target.clone()], changed.clone());
                }));
            }
            return items;
        }
        items.push(MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, open.clone()));
        for status in moves(task.status) {
            let (task, shift) = (task.clone(), shift.clone());
            items.push(MenuItem::action(verb(task.status, status).1, words_of_move(task.status, status), move || {
                shift(task.clone(), status);
            }));
        }
        if deletable {
            let changed = changed.clone();
            items.push(MenuItem::Rule);
            items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                delete(app, vec![target.clone()], changed.clone());
            }));
        }
        items
    };
    Some(Rc::new(items))
}
