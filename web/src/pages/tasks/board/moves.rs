//! Cards on the move: one in hand, put down in a column or back.

use std::rc::Rc;

use domain::TaskStatus;
use sycamore::futures::spawn_local;
use sycamore::prelude::*;

use super::column::Column;
use super::keyboard::focus_card;
use crate::app::App;
use crate::i18n::text::tasks as t;
use crate::pages::tasks::page::Tasks as Page;
use crate::pages::tasks::{Task, actions};
use crate::ui::status::task as look_of;

/// A card that is being moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Lifted {
    /// The task.
    pub task: Task,
    /// The column that it is over.
    pub over: TaskStatus,
}

/// What the columns and cards share: where each card lies, and which one is in hand.
#[derive(Clone, Copy)]
pub struct Board {
    /// The app.
    pub app: App,
    /// The page that the board stands on.
    pub page: Page,
    /// The columns, from left to right.
    pub columns: [Column; 4],
    /// The card that is being moved.
    pub lifted: Signal<Option<Lifted>>,
    /// What screen readers say next.
    pub said: Signal<String>,
    /// The card that has the keyboard, also after it was drawn anew.
    pub held: Signal<Option<String>>,
}

impl Board {
    /// The board with no card in hand.
    pub fn new(app: App, page: Page) -> Self {
        let statuses = [TaskStatus::Todo, TaskStatus::InProgress, TaskStatus::Completed, TaskStatus::Cancelled];
        Self {
            app,
            page,
            columns: statuses.map(|status| Column::new(page, status)),
            lifted: create_signal(None),
            said: create_signal(String::new()),
            held: create_signal(None),
        }
    }

    fn column(&self, status: TaskStatus) -> Option<&Column> {
        self.columns.iter().find(|column| column.status == status)
    }

    /// Takes a card in hand.
    pub fn lift(self, task: Task) {
        let column = look_of(task.status, false).word.now();
        self.said.set(t::lifted(&task.title, column));
        self.lifted.set(Some(Lifted { over: task.status, task }));
    }

    /// Moves the card in hand over a column.
    pub fn hover(self, over: TaskStatus) {
        let Some(lifted) = self.lifted.get_clone_untracked().filter(|lifted| lifted.over != over) else { return };
        let name = look_of(over, false).word.now();
        let allowed = lifted.task.status.can_become(over);
        self.said.set(if allowed { t::over(name) } else { t::over_forbidden(name) });
        self.lifted.set(Some(Lifted { over, ..lifted }));
    }

    /// Puts the card in hand back.
    pub fn put_back(self) {
        if let Some(Lifted { task, .. }) = self.lifted.take() {
            self.said.set(t::put_back(&task.title, look_of(task.status, false).word.now()));
        }
    }

    /// Puts the card in hand down where it is.
    pub fn drop_card(self) {
        let Some(Lifted { task, over }) = self.lifted.take() else { return };
        if task.status == over {
            self.said.set(t::put_back(&task.title, look_of(over, false).word.now()));
        } else if task.status.can_become(over) {
            self.shift(task, over);
        } else {
            self.said.set(t::put_back(&task.title, look_of(task.status, false).word.now()));
            self.app.toasts.fail(t::FORBIDDEN_MOVE);
        }
    }

    /// Moves a card at once, tells the server, and puts it back where that fails.
    pub fn shift(self, task: Task, to: TaskStatus) {
        let from = task.status;
        let target = actions::target(&task);
        self.said.set(t::dropped(&task.title, look_of(to, false).word.now()));
        self.held.set(Some(task.id.clone()));
        batch(move || {
            self.edit(from, |cards| cards.retain(|card| card.id != task.id));
            let moved = Task { status: to, is_overdue: task.is_overdue && to.is_open(), ..task.clone() };
            self.edit(to, |cards| cards.insert(0, moved));
        });
        focus_card(&target.id);
        let (app, page) = (self.app, self.page);
        spawn_local(async move {
            match actions::move_one(target.clone(), to).await {
                Ok(()) => actions::tell_moved(app, vec![(target, from)], to, Rc::new(move || page.reload())),
                Err(why) => app.toasts.fail(why),
            }
            page.reload();
        });
    }

    fn edit(&self, status: TaskStatus, change: impl FnOnce(&mut Vec<Task>)) {
        if let Some(column) = self.column(status) {
            column.cards.value.update(|page| {
                if let Some(page) = page {
                    change(&mut page.nodes);
                }
            });
        }
    }

    /// A card, by the id of its task.
    pub fn find(&self, id: &str) -> Option<Task> {
        self.columns.iter().find_map(|column| {
            column.cards.value.with_untracked(|page| page.as_ref()?.nodes.iter().find(|task| task.id == id).cloned())
        })
    }
}
