//! The page: what is due, the ready-made views, the filters; below them the list or the board.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::board::TaskBoard;
use super::filters::filters;
use super::list::TaskList;
use super::state::{ListState, OPEN};
use crate::api::filters::{Between, TaskFilter, is, one_of};
use crate::api::operations::{TaskCounts, task_counts};
use crate::api::{live, send};
use crate::app::{use_address, use_app};
use crate::chunks;
use crate::i18n::format;
use crate::i18n::text::{list as words_of_lists, tasks as t};
use crate::pages::exports::ExportButton;
use crate::pages::institutions::reference;
use crate::pages::listing::filters::follow_assignee;
use crate::pages::listing::values::Assignee;
use crate::pages::listing::view::{NewButton, order};
use crate::pages::listing::{Listed, Shown};
use crate::pages::panels::PanelHost;
use crate::router::{Address, Page, Panel};
use crate::ui::filter_bar::FilterBar;
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::remote::{Remote, fetch};
use crate::ui::tabs::{Tab, Tabs};

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Tasks {
    /// What is shown, from the address.
    pub state: Shown<ListState>,
    /// Id of the person at the screen.
    pub me: ReadSignal<String>,
    /// Counts changes: everything on the page is fetched again when it rises.
    pub changes: Signal<u32>,
}

impl Tasks {
    /// Fetches again after something changed, here or elsewhere.
    pub fn reload(self) {
        if self.changes.is_alive() {
            self.changes.update(|count| *count = count.wrapping_add(1));
        }
    }
}

/// Tasks that are late, due today, due in the following seven days, and the person's own open ones.
type Due = [u64; 4];

/// The page.
#[component]
pub fn TaskPage() -> View {
    let app = use_app();
    let address = use_address();
    let state: Shown<ListState> = Shown::on(Page::Tasks(Panel::Closed));
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Tasks(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let page = Tasks { state, me: create_selector(move || app.session.person_id()), changes: create_signal(0) };
    live::on_change(&["task"], move || page.reload());
    let institution = reference::follow(create_selector(move || state.with(|state| state.institution.clone())));
    let person = follow_assignee(state, |state| &mut state.assignee);
    let host = PanelHost {
        panel,
        address: Rc::new(move |panel| Address { page: Page::Tasks(panel), query: state.with(Listed::query) }.url()),
        changed: Rc::new(move || page.reload()),
        institution: Rc::new(move || institution.get_clone_untracked()),
    };
    let search = state.search_box(t::SEARCH, t::SEARCH_HINT);
    let filters = filters(state, institution, person);
    let shown_filters = filters.clone();
    let board = create_selector(move || state.with(|state| state.board));
    let due = due_counts(page);
    let (panel_host, header_host) = (host.clone(), host.clone());
    view! {
        Header(page=page, due=due, host=header_host)
        Views(page=page, due=due)
        FilterBar(label=t::FILTER_BAR, search=search, filters=shown_filters) {
            (if board.get() { View::new() } else { order(state) })
        }
        (if board.get() {
            let host = host.clone();
            view! { TaskBoard(page=page, host=host) }
        } else {
            let (host, filters) = (host.clone(), filters.clone());
            view! { TaskList(page=page, host=host, filters=filters) }
        })
        (chunks::panels(&chunks::TASK_PANELS, panel_host.clone()))
    }
}

fn due_counts(page: Tasks) -> Remote<Due> {
    fetch(
        move || {
            page.changes.track();
            page.me.get_clone()
        },
        |me| async move {
            let today = format::today();
            let between = |from: chrono::NaiveDate, to: chrono::NaiveDate| TaskFilter {
                status: one_of(&OPEN),
                due_date: Some(Between {
                    gte: Some(format::instant(from, false)),
                    lte: Some(format::instant(to, true)),
                }),
                overdue: Some(false),
                ..TaskFilter::default()
            };
            let later = |days: u64| today.checked_add_days(chrono::Days::new(days)).unwrap_or(today);
            let variables = task_counts::Variables {
                a: Some(TaskFilter { overdue: Some(true), ..TaskFilter::default() }),
                b: Some(between(today, today)),
                c: Some(between(later(1), later(7))),
                d: Some(TaskFilter { assignee_id: is(Some(me)), status: one_of(&OPEN), ..TaskFilter::default() }),
            };
            let counts = send::<TaskCounts>(variables).await?;
            let counts = [counts.a.total_count, counts.b.total_count, counts.c.total_count, counts.d.total_count];
            Ok(counts.map(|count| u64::try_from(count).unwrap_or_default()))
        },
    )
}

/// « 2 en retard, 4 pour aujourd’hui, 3 dans les sept jours. »
fn summary([late, today, week, _]: Due) -> String {
    let part = |count: u64, words: fn(u64) -> String| (count > 0).then(|| words(count));
    let parts: Vec<String> =
        [part(late, t::overdue), part(today, t::today), part(week, t::this_week)].into_iter().flatten().collect();
    if parts.is_empty() { t::NOTHING_DUE.now().to_owned() } else { format!("{}.", parts.join(", ")) }
}

#[component(inline_props)]
fn Header(page: Tasks, due: Remote<Due>, host: PanelHost) -> View {
    let session = use_app().session;
    let told = move || due.value.get().map(summary).unwrap_or_default();
    let layout = move |board: bool, glyph: Glyph, name: crate::i18n::Words| {
        let current = create_selector(move || page.state.with(|state| state.board) == board);
        let state = page.state;
        let href = move || state.url(&ListState { board, trash: false, ..state.get_clone() }.first_page());
        view! {
            a(class="segment", href=href(), "aria-current"=if current.get() { "true" } else { "false" }) {
                Icon(glyph=glyph)
                (name)
            }
        }
    };
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::TASKS)
                p(class="soft") { (told()) }
            }
            div(class="page-actions") {
                nav(class="segmented", "aria-label"=t::LAYOUT) {
                    (layout(true, Glyph::KANBAN, t::LAYOUT_BOARD))
                    (layout(false, Glyph::LIST, t::LAYOUT_LIST))
                }
                ExportButton(file=move || page.state.with(|state| page.me.with(|me| state.file(me))))
                (if session.can(Permission::CreateTasks) {
                    let href = (host.address)(Panel::New);
                    view! { NewButton(href=href, name=t::NEW_TASK) }
                } else {
                    View::new()
                })
            }
        }
    }
}

/// The ready-made views: mine, all, late, deleted.
#[component(inline_props)]
fn Views(page: Tasks, due: Remote<Due>) -> View {
    let session = use_app().session;
    let count = move |at: usize| move || due.value.get().and_then(|due| due.get(at).copied());
    let mut tabs = Vec::new();
    if session.can(Permission::CreateTasks) {
        let mine = |board: bool| ListState {
            board,
            assignee: Some(Assignee::Me),
            statuses: if board { Vec::new() } else { OPEN.to_vec() },
            ..ListState::default()
        };
        tabs.push(view_tab(page, t::VIEW_MINE, mine).counting(count(3)));
    }
    tabs.push(view_tab(page, t::VIEW_ALL, |board| ListState { board, ..ListState::default() }));
    let late = |board: bool| ListState { board, overdue: true, ..ListState::default() };
    tabs.push(view_tab(page, t::VIEW_OVERDUE, late).counting(count(0)));
    if session.can(Permission::DeleteTasks) {
        tabs.push(view_tab(page, words_of_lists::VIEW_TRASH, |_| ListState { trash: true, ..ListState::default() }));
    }
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

/// A view in the present layout.
fn view_tab(page: Tasks, name: crate::i18n::Words, view: fn(bool) -> ListState) -> Tab {
    let kind = |state: &ListState| match (state.trash, state.overdue, &state.assignee) {
        (true, ..) => 3,
        (_, true, _) => 2,
        (_, _, Some(Assignee::Me)) => 1,
        _ => 0,
    };
    let this = kind(&view(false));
    let board = create_selector(move || page.state.with(|state| state.board));
    Tab::following(move || page.state.url(&view(board.get())), name, move || page.state.with(kind) == this)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_says_what_is_due_and_nothing_else() {
        assert_eq!(summary([2, 4, 0, 9]), "2 en retard, 4 pour aujourd’hui.");
        assert_eq!(summary([0, 0, 0, 3]), "Rien à traiter dans les sept jours.");
    }
}
