//! The list of tasks: a table with selection, and what can be done with the selected ones.

use std::rc::Rc;

use domain::{Permission, TaskStatus};
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::page::Tasks as Page;
use super::rows::{COLUMNS, table_row};
use super::state::ListState;
use super::{Task, TaskRows, actions, may_edit};
use crate::api::operations::{TaskCount, Tasks, task_count};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::text::{common, list as words_of_lists, tasks as t};
use crate::pages::institutions::people;
use crate::pages::listing::view::{ListRows, Look, none_yet};
use crate::pages::listing::{self, Shown};
use crate::pages::panels::PanelHost;
use crate::router::Panel;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::Empty;
use crate::ui::field::FieldState;
use crate::ui::filter_bar::Filter;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::table::selection::{BulkAction, BulkBar};

type List = listing::List<ListState, TaskRows>;

static LOOK: Look =
    Look { name: "tasks", caption: t::TASKS, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// The list.
#[component(inline_props)]
pub fn TaskList(page: Page, host: PanelHost, filters: Vec<Filter>) -> View {
    let app = use_app();
    let state = page.state;
    let list = List::new(
        state,
        move |state: &ListState| page.me.with(|me| state.variables(me)),
        |variables| async move { Ok(send::<Tasks>(variables).await?.tasks) },
    )
    .counted(
        move |state: &ListState| page.me.with(|me| state.filter(me)),
        |filter| async move {
            let variables = task_count::Variables { filter: Some(filter) };
            Ok(send::<TaskCount>(variables).await?.tasks.total_count)
        },
    );
    let mut seen = page.changes.get_untracked();
    create_effect(move || {
        let now = page.changes.get();
        if now != seen {
            seen = now;
            list.reload();
        }
    });
    let row_host = host.clone();
    list.draw(move |task: &Task| table_row(app, &row_host, task));
    let assigning = create_signal(false);
    let creates = untrack(|| app.session.can(Permission::CreateTasks));
    view! {
        ListRows(list=list, look=&LOOK, filters=filters, selectable=creates, empty=empty(state, host))
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, page, list, assigning))
        (if assigning.get() { view! { AssignDialog(page=page, list=list, open=assigning) } } else { View::new() })
    }
}

fn bulk(app: App, page: Page, list: List, assigning: Signal<bool>) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    let changed = move || Rc::new(move || page.reload()) as Rc<dyn Fn()>;
    Rc::new(move || {
        let chosen = list.chosen();
        let editable = chosen.iter().all(|task| may_edit(app.session, task));
        let deletes = editable && app.session.can(Permission::DeleteTasks);
        let targets = move || list.take().iter().map(actions::target).collect();
        let mut all = Vec::new();
        if list.state.with(|state| state.trash) {
            if deletes {
                all.push(BulkAction::new(Glyph::UNDO_2, common::RESTORE, move || {
                    actions::restore(app, targets(), changed());
                }));
            }
            return all;
        }
        if editable && chosen.iter().all(|task| task.status.can_become(TaskStatus::Completed)) {
            all.push(BulkAction::new(Glyph::CIRCLE_CHECK, t::COMPLETE, move || {
                actions::move_all(app, list.take(), TaskStatus::Completed, changed());
            }));
        }
        if editable && app.session.can(Permission::AssignTasks) {
            all.push(BulkAction::new(Glyph::USER_PLUS, t::ASSIGN, move || assigning.set(true)));
        }
        if deletes {
            all.push(BulkAction::new(Glyph::TRASH_2, common::DELETE, move || {
                actions::delete(app, targets(), changed());
            }));
        }
        all
    })
}

#[component(inline_props)]
fn AssignDialog(page: Page, list: List, open: Signal<bool>) -> View {
    let app = use_app();
    let state = FieldState::free("");
    let chosen = create_signal(None::<Candidate>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match chosen.get_clone_untracked() {
            Some(person) => {
                let tasks = list.take();
                open.set(false);
                actions::assign(app, &tasks, person, Rc::new(move || page.reload()));
            }
            None => state.problem.set(Some(Message::from(words_of_lists::CHOOSE_PERSON))),
        }
    };
    view! {
        Modal(kind=ModalKind::Dialog, title=t::ASSIGN_TITLE, on_close=move || open.set(false)) {
            form(class="panel-form", novalidate=true, on:submit=submit) {
                div(class="panel-body dialog-with-list") {
                    Combobox(state=state, chosen=chosen, label=t::ASSIGNEE, search=people::search())
                }
                div(class="panel-footer") {
                    button(class="button", r#type="button", on:click=move |_| open.set(false)) { (common::CANCEL) }
                    button(class="button button-primary", r#type="submit") { (t::ASSIGN) }
                }
            }
        }
    }
}

/// What to do when there is nothing.
fn empty(state: Shown<ListState>, host: PanelHost) -> Rc<dyn Fn() -> View> {
    let session = use_app().session;
    Rc::new(move || {
        if state.with(|state| state.trash) {
            return view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} };
        }
        let creates = session.can(Permission::CreateTasks);
        let new = creates.then(|| ((host.address)(Panel::New), t::NEW_TASK));
        let body = if creates { t::NONE_YET_BODY } else { t::NONE_VISIBLE_BODY };
        none_yet(Glyph::LIST_CHECKS, t::NONE_YET, body, new)
    })
}
