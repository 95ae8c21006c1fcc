//! The board: a column for each status. Cards are moved with the pointer, with the keyboard, or from their menu.

use std::rc::Rc;

use domain::{Permission, TaskStatus};
use sycamore::futures::spawn_local;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, HtmlElement, KeyboardEvent};

use super::card::Card;
use super::page::Tasks as Page;
use super::state::ListState;
use super::{Task, TaskRows, actions, may_edit};
use crate::api::operations::{ListOrder, TaskCounts, Tasks, task_counts, tasks};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::format;
use crate::i18n::text::tasks as t;
use crate::layout::shortcuts;
use crate::pages::panels::PanelHost;
use crate::platform::{dom, timer};
use crate::router::{Address, Page as Place, Panel};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::task as look_of;

/// Cards of a column at first, and at most.
const SOME: i64 = 25;
const MOST: i64 = 100;

/// A card that is being moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Lifted {
    /// The task.
    pub task: Task,
    /// The column that it is over.
    pub over: TaskStatus,
}

/// What the columns and cards share.
#[derive(Clone, Copy)]
pub struct Board {
    app: App,
    page: Page,
    columns: [Column; 4],
    /// The card that is being moved.
    pub lifted: Signal<Option<Lifted>>,
    /// What screen readers say next.
    said: Signal<String>,
    /// The card that has the keyboard, also after it was drawn anew.
    held: Signal<Option<String>>,
}

/// A column: its status and its cards.
#[derive(Clone, Copy)]
struct Column {
    status: TaskStatus,
    cards: Remote<TaskRows>,
    limit: Signal<i64>,
    /// Cancelled tasks are folded away at first.
    open: Signal<bool>,
}

impl Column {
    fn new(page: Page, status: TaskStatus) -> Self {
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

impl Board {
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
    fn hover(self, over: TaskStatus) {
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

    fn drop_card(self) {
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

    fn find(&self, id: &str) -> Option<Task> {
        self.columns.iter().find_map(|column| {
            column.cards.value.with_untracked(|page| page.as_ref()?.nodes.iter().find(|task| task.id == id).cloned())
        })
    }
}

/// The board.
#[component(inline_props)]
pub fn TaskBoard(page: Page, host: PanelHost) -> View {
    let app = use_app();
    let columns = [TaskStatus::Todo, TaskStatus::InProgress, TaskStatus::Completed, TaskStatus::Cancelled];
    let columns = columns.map(|status| Column::new(page, status));
    let board = Board {
        app,
        page,
        columns,
        lifted: create_signal(None),
        said: create_signal(String::new()),
        held: create_signal(None),
    };
    let counts = fetch(
        move || {
            page.changes.track();
            let [a, b, c, d] = columns
                .map(|column| page.me.with(|me| page.state.with(|state| state.column_filter(me, column.status))));
            task_counts::Variables { a, b, c, d }
        },
        |variables| async move {
            let counts = send::<TaskCounts>(variables).await?;
            let counts = [counts.a.total_count, counts.b.total_count, counts.c.total_count, counts.d.total_count];
            Ok(counts.map(|count| u64::try_from(count).unwrap_or_default()))
        },
    );
    listen(app, board);
    let shown: Vec<View> = columns
        .into_iter()
        .enumerate()
        .map(|(at, column)| {
            let count = create_memo(move || counts.value.get().and_then(|counts| counts.get(at).copied()));
            let wanted = create_selector(move || {
                page.state.with(|state| state.statuses.is_empty() || state.statuses.contains(&column.status))
            });
            let host = host.clone();
            view! {
                (if wanted.get() {
                    let host = host.clone();
                    view! { ShownColumn(board=board, column=column, count=count, host=host) }
                } else {
                    View::new()
                })
            }
        })
        .collect();
    view! {
        p(id="board-help", class="visually-hidden") { (t::BOARD_HELP) }
        div(class="visually-hidden", role="status", "aria-live"="assertive") { (board.said.get_clone()) }
        div(
            class="board",
            role="group",
            "aria-label"=t::BOARD,
            on:keydown=move |event: KeyboardEvent| key(board, &event),
            on:dragend=move |_| board.put_back(),
            on:pointerdown=move |_| board.held.set(None),
        ) { (shown) }
    }
}

#[component(inline_props)]
fn ShownColumn(board: Board, column: Column, count: ReadSignal<Option<u64>>, host: PanelHost) -> View {
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
            let href = Address { page: Place::Tasks(Panel::Closed), query: state.query() }.url();
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

/// Gives the keyboard back to a card that was drawn anew.
fn keep_focus(board: Board) {
    if is_ssr!() || board.held.with_untracked(Option::is_none) {
        return;
    }
    spawn_local(async move {
        timer::sleep(0).await;
        if board.held.is_alive() && dom::nothing_has_focus() {
            board.held.with_untracked(|id| id.iter().for_each(|id| focus_card(id)));
        }
    });
}

fn cards_in(scope: &str) -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(&format!("{scope} [data-card] [data-row-link]")) else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

fn card_of(element: &Element) -> Option<String> {
    element.closest("[data-card]").ok().flatten()?.get_attribute("data-card")
}

fn focus_card(id: &str) {
    let link = cards_in(".board").into_iter().find(|link| card_of(link).as_deref() == Some(id));
    if let Some(link) = link {
        // A link in the page can be focused.
        let _ = link.focus();
    }
}

/// J and K move from card to card, wherever the keyboard is.
fn listen(app: App, board: Board) {
    if is_ssr!() {
        return;
    }
    dom::on_window("keydown", move |event: KeyboardEvent| {
        if board.lifted.with_untracked(Option::is_some) {
            return;
        }
        let by = match shortcuts::letter(app, &event).as_deref() {
            Some("j") => 1,
            Some("k") => -1,
            _ => return,
        };
        if step(&cards_in(".board"), by) {
            event.prevent_default();
        }
    });
}

fn step(links: &[HtmlElement], by: isize) -> bool {
    let active = document().active_element();
    let here = links.iter().position(|link| active.as_ref() == Some(AsRef::<Element>::as_ref(link)));
    let next = here.map_or(0, |at| at.saturating_add_signed(by).min(links.len().saturating_sub(1)));
    links.get(next).is_some_and(|link| link.focus().is_ok())
}

/// The keyboard on a card.
fn key(board: Board, event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on_link = target.filter(|element| element.has_attribute("data-row-link"));
    let Some(link) = on_link else { return };
    let lifted = board.lifted.get_clone_untracked();
    let handled = match (event.key().as_str(), lifted) {
        (" " | "Enter", Some(_)) => {
            board.drop_card();
            true
        }
        ("Escape" | "Tab", Some(_)) => {
            board.put_back();
            event.key() == "Escape"
        }
        ("ArrowLeft", Some(lifted)) => sideways(board, lifted.over, -1),
        ("ArrowRight", Some(lifted)) => sideways(board, lifted.over, 1),
        // The order of a column follows the due dates.
        ("ArrowUp" | "ArrowDown", Some(_)) => true,
        (" ", None) => {
            let task = card_of(&link).and_then(|id| board.find(&id));
            if let Some(task) = task.filter(|task| untrack(|| may_edit(board.app.session, task))) {
                board.lift(task);
            }
            true
        }
        ("ArrowDown", None) => in_column(&link, 1),
        ("ArrowUp", None) => in_column(&link, -1),
        ("ArrowRight", None) => to_column(&link, 1),
        ("ArrowLeft", None) => to_column(&link, -1),
        _ => false,
    };
    if handled {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Columns on the screen, from left to right.
fn columns() -> Vec<String> {
    let Ok(found) = document().query_selector_all("[data-column]") else { return Vec::new() };
    let name = |index| found.get(index)?.dyn_into::<Element>().ok()?.get_attribute("data-column");
    (0..found.length()).filter_map(name).collect()
}

fn sideways(board: Board, over: TaskStatus, by: isize) -> bool {
    let columns = columns();
    let at = columns.iter().position(|name| name == over.name());
    let next = at.and_then(|at| columns.get(at.checked_add_signed(by)?)).and_then(|name| name.parse().ok());
    if let Some(next) = next {
        board.hover(next);
    }
    true
}

fn column_of(link: &Element) -> Option<String> {
    link.closest("[data-column]").ok().flatten()?.get_attribute("data-column")
}

fn in_column(link: &Element, by: isize) -> bool {
    column_of(link).is_some_and(|name| step(&cards_in(&format!("[data-column={name}]")), by))
}

/// The card at the same height of the next column that has cards.
fn to_column(link: &Element, by: isize) -> bool {
    let Some(here) = column_of(link) else { return false };
    let own = cards_in(&format!("[data-column={here}]"));
    let height = own.iter().position(|card| AsRef::<Element>::as_ref(card) == link).unwrap_or_default();
    let columns = columns();
    let mut at = columns.iter().position(|name| *name == here);
    loop {
        at = at.and_then(|at| at.checked_add_signed(by)).filter(|at| *at < columns.len());
        let Some(name) = at.and_then(|at| columns.get(at)) else { return true };
        let cards = cards_in(&format!("[data-column={name}]"));
        if let Some(card) = cards.get(height.min(cards.len().saturating_sub(1))) {
            // A link in the page can be focused.
            let _ = card.focus();
            return true;
        }
    }
}
