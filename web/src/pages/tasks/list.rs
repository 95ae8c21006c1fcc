//! The list of tasks: a table with selection, and what can be done with the selected ones.

use std::rc::Rc;

use domain::{Permission, TaskStatus};
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::page::{Tasks as Page, address_of};
use super::rows::{COLUMNS, table_row};
use super::state::{ListState, SORT_KEYS};
use super::{Task, TaskRows, actions, may_edit};
use crate::api::operations::{TaskCount, Tasks, task_count};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::text::{common, list as words_of_lists, tasks as t};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::pages::institutions::people;
use crate::pages::panels::PanelHost;
use crate::router::Panel;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::empty::{Empty, EmptyPage, NoMatch};
use crate::ui::field::FieldState;
use crate::ui::filter_bar::{Filter, active_filters};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::table::{Columns, SortedBy, Table, TableState, keys};

/// What the parts of the list share.
#[derive(Clone, Copy)]
struct List {
    page: Page,
    rows: Remote<TaskRows>,
    total: Remote<u64>,
    table: TableState,
}

impl List {
    /// The selected tasks, which are selected no longer: a second click finds nothing to do.
    fn take(self) -> Vec<Task> {
        let chosen = untrack(|| self.chosen());
        self.table.selection.clear();
        chosen
    }

    /// The selected tasks; tracked.
    fn chosen(self) -> Vec<Task> {
        let all = self.rows.value.with(|page| page.as_ref().map(|page| page.nodes.clone()).unwrap_or_default());
        all.into_iter().filter(|task| self.table.selection.contains(&task.id)).collect()
    }
}

/// The list.
#[component(inline_props)]
pub fn TaskList(page: Page, host: PanelHost, filters: Vec<Filter>) -> View {
    let app = use_app();
    let state = page.state;
    let rows = fetch(
        move || {
            page.changes.track();
            state.with(|state| page.me.with(|me| state.variables(me)))
        },
        |variables| async move { Ok(send::<Tasks>(variables).await?.tasks) },
    );
    // Counting costs more than a page: it is asked apart, and only when the filter changes.
    let filter = create_selector(move || state.with(|state| page.me.with(|me| state.filter(me))));
    let total = fetch(
        move || {
            page.changes.track();
            filter.get_clone()
        },
        |filter| async move {
            let data = send::<TaskCount>(task_count::Variables { filter: Some(filter) }).await?;
            Ok(u64::try_from(data.tasks.total_count).unwrap_or_default())
        },
    );
    let drawn = create_signal(Vec::new());
    let list = List { page, rows, total, table: TableState::new(*drawn) };
    let row_host = host.clone();
    create_effect(move || {
        let row = |task: &Task| table_row(app, &row_host, task);
        drawn.set(rows.value.with(|page| page.iter().flat_map(|page| &page.nodes).map(row).collect()));
    });
    create_effect(move || {
        state.track();
        page.changes.track();
        list.table.selection.clear();
    });
    keys::listen(list.table, move |event| shortcuts::letter(app, event));
    let assigning = create_signal(false);
    view! {
        Loaded(
            remote=rows,
            what=Message::from(words_of_lists::LIST_FAILED),
            waiting=|| view! { SkeletonRows(rows=10) },
            show=move |rows| {
                let (filters, host) = (filters.clone(), host.clone());
                view! { Content(list=list, rows=rows, filters=filters, host=host) }
            },
        )
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list, assigning))
        (if assigning.get() { view! { AssignDialog(list=list, open=assigning) } } else { View::new() })
    }
}

fn bulk(app: App, list: List, assigning: Signal<bool>) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    let changed = move || Rc::new(move || list.page.reload()) as Rc<dyn Fn()>;
    Rc::new(move || {
        let chosen = list.chosen();
        let editable = chosen.iter().all(|task| may_edit(app.session, task));
        let deletes = editable && app.session.can(Permission::DeleteTasks);
        let targets = move || list.take().iter().map(actions::target).collect();
        let mut all = Vec::new();
        if list.page.state.with(|state| state.trash) {
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
fn AssignDialog(list: List, open: Signal<bool>) -> View {
    let app = use_app();
    let state = FieldState::free("");
    let chosen = create_signal(None::<Candidate>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match chosen.get_clone_untracked() {
            Some(person) => {
                let tasks = list.take();
                open.set(false);
                actions::assign(app, &tasks, person, Rc::new(move || list.page.reload()));
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

/// The table and its pager, or what to do when there is nothing.
#[component(inline_props)]
fn Content(list: List, rows: ReadSignal<TaskRows>, filters: Vec<Filter>, host: PanelHost) -> View {
    let session = use_app().session;
    let page = list.page;
    let is_empty = create_selector(move || rows.with(|rows| rows.nodes.is_empty()));
    let active = move || active_filters(page.state.with(|state| !state.search.is_empty()), &filters);
    view! {
        (if !is_empty.get() {
            view! { Rows(list=list, rows=rows) }
        } else if page.state.with(|state| state.position != Position::First) {
            view! { EmptyPage(on_first=move || page.change(|_| {})) }
        } else if page.state.with(ListState::is_filtered) {
            let active = active.clone();
            let clear = move || page.change(|state| *state = state.without_filters());
            view! { NoMatch(title=t::NO_MATCH, active=active, on_clear=clear) }
        } else if page.state.with(|state| state.trash) {
            view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} }
        } else if session.can(Permission::CreateTasks) {
            let href = (host.address)(Panel::New);
            view! {
                Empty(glyph=Glyph::LIST_CHECKS, title=t::NONE_YET, body=t::NONE_YET_BODY) {
                    a(class="button button-primary", href=href) {
                        Icon(glyph=Glyph::PLUS)
                        (t::NEW_TASK)
                    }
                }
            }
        } else {
            view! { Empty(glyph=Glyph::LIST_CHECKS, title=t::NONE_YET, body=t::NONE_VISIBLE_BODY) {} }
        })
    }
}

#[component(inline_props)]
fn Rows(list: List, rows: ReadSignal<TaskRows>) -> View {
    let session = use_app().session;
    let page = list.page;
    let columns = Columns::new(&COLUMNS, "tasks", &untrack(|| session.person_id()));
    let sorted = move |key: &'static str| page.state.with(|state| state.sort.of(&SORT_KEYS, key));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| page.sort_by(key));
    let position = create_selector(move || page.state.with(|state| state.position.clone()));
    let ends = create_memo(move || rows.with(|rows| page_ends!(rows)));
    let address = move |position: Position| address_of(&ListState { position, ..page.state.get_clone_untracked() });
    view! {
        Table(
            table=list.table,
            caption=t::TASKS,
            columns=columns,
            sorted=Rc::new(sorted) as SortedBy,
            on_sort=on_sort,
            busy=*list.rows.loading,
            selectable=untrack(|| session.can(Permission::CreateTasks)),
        )
        Pager(
            position=position,
            page=ends,
            total=*list.total.value,
            count=t::count,
            address=Rc::new(address) as Rc<dyn Fn(Position) -> String>,
        )
    }
}
