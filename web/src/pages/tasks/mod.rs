//! Tasks: the list and the board, one of them in a side panel, and the forms that create and change them.

pub mod actions;
mod board;
mod due;
mod filters;
mod form;
pub mod institution_tab;
mod list;
mod page;
pub mod panel;
mod rows;
mod state;

use domain::{Permission, TaskStatus};

use crate::api::filters::{TaskFilter, is};
use crate::api::operations::{Tasks, tasks};
use crate::api::{ApiError, send};
use crate::pages::panels::is_id;
use crate::rows;
use crate::session::Session;

pub use page::TaskPage;

/// A task: as a row, as a card, and as a record.
pub type Task = tasks::TaskRow;
/// A page of tasks.
pub type TaskRows = tasks::TasksTasks;

rows!(TaskRows, Task);

/// One task, deleted or not; none where there is none for this person.
///
/// # Errors
/// As [`send`].
pub async fn find(id: String) -> Result<Option<Task>, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    for deleted in [None, Some(true)] {
        let filter = TaskFilter { id: is(Some(id.clone())), deleted, ..Default::default() };
        let variables = tasks::Variables { filter: Some(filter), first: Some(1), ..Default::default() };
        let found = send::<Tasks>(variables).await?.tasks.nodes.into_iter().next();
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether the person may change `task`: the right for all, or for their own and those of institutions that they may
/// change.
#[must_use]
pub fn may_edit(session: Session, task: &Task) -> bool {
    let me = session.person_id();
    let theirs = task.assignee_id == me
        || task.creator_id == me
        || task.institution.as_ref().is_some_and(|institution| institution.can_edit);
    session.can(Permission::EditAllTasks) || session.can(Permission::EditAssignedTasks) && theirs
}

/// The statuses that a task in `status` can be moved to.
pub fn moves(status: TaskStatus) -> impl Iterator<Item = TaskStatus> {
    TaskStatus::ALL.iter().copied().filter(move |next| *next != status && status.can_become(*next))
}
