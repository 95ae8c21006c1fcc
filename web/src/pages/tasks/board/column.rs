//! A column of the board: its cards, and how many there are.

use domain::{Permission, TaskStatus};
use sycamore::prelude::*;
use web_sys::DragEvent;

use super::card::Card;
use super::keyboard::keep_focus;
use super::moves::Board;
use crate::api::operations::{ListOrder, Tasks, tasks};
use crate::api::send;
use crate::i18n::format;
use crate::i18n::text::tasks as t;
use crate::pages::panels::PanelHost;
use crate::pages::tasks::page::Tasks as Page;
use crate::pages::tasks::state::ListState;
use crate::pages::tasks::{Task, TaskRows};
use crate::router::Panel;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::task as look_of;

/// Cards of a column at first, and at most.
const SOME: i64 = 25;
const MOST: i64 = 100;

/// A column: its status and its cards.
#[derive(Clone, Copy)]
pub struct Column {
    /// The status of its tasks.
    pub status: TaskStatus,
    /// Its cards.
    pub cards: Remote<TaskRows>,
    limit: Signal<i64>,
    /// Cancelled tasks are folded away at first.
    open: Signal<bool>,
}

impl Column {
    /// The column of a status.
    pub fn new(page: Page, status: TaskStatus) -> Self {
        let limit = create_signal(SOME);
        let asked = page.state.with_untracked(|state| state.statuses.contains(&status));
        let open = create_signal(status != TaskStatus::Cancelled || asked);
        let cards = fetch(
            move || {
                page.changes.track();
                let filter = page.me.with(|me| page.state.with(|state| state.column_filter(me, status)));
                filter.filter(|_| open.get()).map(|filter| tasks::Variables {
                    order_by: Some(vec![order(status)]),
                    filter: Some(filter),
                    first: Some(limit.get()),
                    ..Default::default()
                })
            },
            |variables| async move {
                match variables {
                    Some(variables) => Ok(send::<Tasks>(variables).await?.tasks),
                    None => Ok(TaskRows { nodes: Vec::new(), page_info: no_pages() }),
                }
            },
        );
        Self { status, cards, limit, open }
    }
}

fn no_pages() -> tasks::TasksTasksPageInfo {
    tasks::TasksTasksPageInfo { has_next_page: false, has_previous_page: false, start_cursor: None, end_cursor: None }
}

/// What is due first stands on top; of what is over, what was changed last.
fn order(status: TaskStatus) -> ListOrder {
    if status.is_open() {
        ListOrder { field: "DUE_DATE", direction: "ASC" }
    } else {
        ListOrder { field: "UPDATED_AT", direction: "DESC" }
    }
}

/// The column, folded away or open.
#[component(inline_props)]
pub fn ShownColumn(board: Board, column: Column, count: ReadSignal<Option<u64>>, host: PanelHost) -> View {
    let look = look_of(column.status, false);
    let (tone, glyph, name) = (look.tone, look.glyph, look.word);
    let number = move || count.get().map(format::integer).unwrap_or_default();
    let unfold = move |_| column.open.set(true);
    view! {
        (if column.open.get() {
            let host = host.clone();
            view! { OpenColumn(board=board, column=column, count=count, host=host) }
        } else {
            view! {
                section(class="board-column board-folded", "aria-label"=name) {
                    button(
                        class="button button-quiet button-small",
                        r#type="button",
                        "aria-expanded"="false",
                        on:click=unfold,
                    ) {
                        span(class="toned", "data-tone"=tone) { Icon(glyph=glyph) }
                        span { (t::SHOW_CANCELLED) }
                        span(class="nav-count") { (number()) }
                    }
                }
            }
        })
    }
}

#[component(inline_props)]
fn OpenColumn(board: Board, column: Column, count: ReadSignal<Option<u64>>, host: PanelHost) -> View {
    let status = column.status;
    let look = look_of(status, false);
    let (tone, glyph, name) = (look.tone, look.glyph, look.word);
    let heading = format!("column-{}", status.name());
    let id = heading.clone();
    // A new task begins as to be done.
    let creates = status == TaskStatus::Todo && board.app.session.can(Permission::CreateTasks);
    let add = creates.then(|| {
        let href = (host.address)(Panel::New);
        view! {
            a(
                class="button button-quiet button-small button-icon push",
                href=href,
                "aria-label"=t::NEW_TASK,
                title=t::NEW_TASK,
            ) { Icon(glyph=Glyph::PLUS) }
        }
    });
    let drop = create_selector(move || {
        board.lifted.with(|lifted| {
            lifted.as_ref().and_then(|lifted| {
                (lifted.over == status && lifted.task.status != status)
                    .then(|| if lifted.task.status.can_become(status) { "yes" } else { "no" })
            })
        })
    });
    let over = move |event: DragEvent| {
        let allowed = board
            .lifted
            .with_untracked(|lifted| lifted.as_ref().is_some_and(|lifted| lifted.task.status.can_become(status)));
        board.hover(status);
        if allowed {
            // Else the browser refuses the drop, and its cursor says so.
            event.prevent_default();
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        board.drop_card();
    };
    let number = move || count.get().map(format::integer).unwrap_or_default();
    view! {
        section(
            class="board-column",
            "aria-labelledby"=heading,
            "data-column"=status.name(),
            "data-drop"=drop.get(),
            on:dragover=over,
            on:drop=dropped,
        ) {
            header(class="board-header", "data-tone"=tone) {
                span(class="toned") { Icon(glyph=glyph) }
                h2(class="small", id=id) { (name) }
                span(class="nav-count") { (number()) }
                (add)
            }
            Loaded(
                remote=column.cards,
                what=Message::from(t::COLUMN_FAILED),
                waiting=|| view! { SkeletonRows(rows=4) },
                show=move |cards| {
                    let host = host.clone();
                    view! { Cards(board=board, column=column, cards=cards, count=count, host=host) }
                },
            )
        }
    }
}

#[component(inline_props)]
fn Cards(
    board: Board,
    column: Column,
    cards: ReadSignal<TaskRows>,
    count: ReadSignal<Option<u64>>,
    host: PanelHost,
) -> View {
    let key_host = host.clone();
    let list = create_memo(move || cards.with(|page| page.nodes.clone()));
    create_effect(move || {
        list.track();
        keep_focus(board);
    });
    let empty = create_selector(move || list.with(Vec::is_empty));
    let hidden = move || {
        let shown = list.with(Vec::len) as u64;
        count.get().map_or(0, |all| all.saturating_sub(shown))
    };
    let more = move || match (hidden(), column.limit.get()) {
        (0, _) => View::new(),
        (hidden, SOME) => view! {
            button(class="button button-quiet button-small", r#type="button", on:click=move |_| column.limit.set(MOST)) {
                (t::more(hidden))
            }
        },
        _ => {
            let state = board.page.state.get_clone();
            let state = ListState { board: false, statuses: vec![column.status], ..state };
            let href = board.page.state.url(&state);
            view! { a(class="button button-quiet button-small", href=href) { (t::ALL_IN_LIST) } }
        }
    };
    view! {
        (if empty.get() { view! { p(class="board-empty small faint") { (t::COLUMN_EMPTY) } } } else { View::new() })
        ul(class="board-cards") {
            Keyed(
                list=list,
                key=move |task: &Task| (task.id.clone(), task.version, task.status, key_host.address_of(&task.id)),
                view=move |task: Task| {
                    let host = host.clone();
                    view! { Card(board=board, task=task, host=host) }
                },
            )
        }
        (more())
    }
}
