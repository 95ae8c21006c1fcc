//! The list: totals by status, then search, filters, order and page, all in the address.

use std::rc::Rc;

use domain::Permission;
use domain::billing::QuoteStatus;
use sycamore::prelude::*;

use super::editors::filters;
use super::rows::{COLUMNS, deletable, table_row, target};
use super::state::{ListState, SORT_KEYS, TO_INVOICE};
use super::{Row, Rows, actions};
use crate::api::documents::{QuoteCount, QuoteTotals, Quotes, quote_count, quote_totals};
use crate::api::{live, send};
use crate::app::{App, use_address, use_app};
use crate::i18n::Words;
use crate::i18n::text::{common, list as words_of_lists, quotes as t};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::pages::documents::filters::Assignee;
use crate::pages::documents::totals::{Figure, StatusFigures};
use crate::pages::exports::ExportButton;
use crate::pages::institutions::{people, reference};
use crate::pages::outcome::Changed;
use crate::router::{Address, Page, Panel, go, replace};
use crate::ui::empty::{Empty, EmptyPage, NoMatch};
use crate::ui::filter_bar::{Filter, FilterBar, SearchBox, active_filters};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::money;
use crate::ui::pager::{Pager, Position};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::SortMenu;
use crate::ui::status::quote as look_of;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::table::{Columns, SortedBy, Table, TableState, keys};
use crate::ui::tabs::{Tab, Tabs};

/// Numbers of one status.
type Totals = Vec<quote_totals::QuoteTotalsQuoteAggregate>;

/// What the parts of the list share.
#[derive(Clone, Copy)]
pub struct List {
    /// What is shown, from the address.
    pub state: ReadSignal<ListState>,
    rows: Remote<Rows>,
    total: Remote<u64>,
    totals: Remote<Totals>,
    table: TableState,
}

impl List {
    /// Changes filters or order, as a new step of the history: back to the first page.
    pub fn change(self, change: impl FnOnce(&mut ListState)) {
        go(&address_of(&self.changed(change)));
    }

    /// As [`Self::change`], without a step of the history for every key.
    fn change_in_place(self, change: impl FnOnce(&mut ListState)) {
        replace(&address_of(&self.changed(change)));
    }

    fn changed(self, change: impl FnOnce(&mut ListState)) -> ListState {
        let mut state = self.state.get_clone_untracked();
        change(&mut state);
        state.position = Position::First;
        state
    }

    /// Fetches again after something changed here.
    fn reload(self) {
        self.table.selection.clear();
        self.rows.reload();
        self.total.reload();
        self.totals.reload();
    }

    /// The selected rows, which are selected no longer: a second click finds nothing to do.
    fn take(self) -> Vec<Row> {
        let chosen = untrack(|| self.chosen());
        self.table.selection.clear();
        chosen
    }

    /// The selected rows; tracked.
    fn chosen(self) -> Vec<Row> {
        let all = self.rows.value.with(|rows| rows.as_ref().map(|rows| rows.nodes.clone()).unwrap_or_default());
        all.into_iter().filter(|quote| self.table.selection.contains(&quote.id)).collect()
    }

    fn sort_by(self, key: &str) {
        self.change(|state| state.sort = state.sort.clicked(&SORT_KEYS, key));
    }
}

/// The address of the list in `state`.
fn address_of(state: &ListState) -> String {
    Address { page: Page::Quotes(Panel::Closed), query: state.query() }.url()
}

/// The page.
#[component]
pub fn QuoteList() -> View {
    let app = use_app();
    let address = use_address();
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let me = create_selector(move || app.session.person_id());
    let rows = fetch(
        move || state.with(|state| me.with(|me| state.variables(me))),
        |variables| async move { Ok(send::<Quotes>(variables).await?.quotes) },
    );
    // Counting costs more than a page: it is asked apart, and only when the filter changes.
    let filter = create_selector(move || state.with(|state| me.with(|me| state.filter(me))));
    let total = fetch(
        move || filter.get_clone(),
        |filter| async move {
            let data = send::<QuoteCount>(quote_count::Variables { filter: Some(filter) }).await?;
            Ok(u64::try_from(data.quotes.total_count).unwrap_or_default())
        },
    );
    let all_statuses = create_selector(move || state.with(|state| me.with(|me| state.totals_filter(me))));
    let totals = fetch(
        move || all_statuses.get_clone(),
        |filter| async move {
            Ok(send::<QuoteTotals>(quote_totals::Variables { filter: Some(filter) }).await?.quote_aggregate)
        },
    );
    let drawn = create_signal(Vec::new());
    let list = List { state, rows, total, totals, table: TableState::new(*drawn) };
    live::on_change(&["quote", "invoice"], move || {
        rows.refresh();
        total.refresh();
        totals.refresh();
    });
    let changed: Changed = Rc::new(move || list.reload());
    create_effect(move || {
        let row = |quote: &Row| table_row(app, quote, &changed);
        drawn.set(rows.value.with(|rows| rows.iter().flat_map(|rows| &rows.nodes).map(row).collect()));
    });
    create_effect(move || {
        state.track();
        list.table.selection.clear();
    });
    keys::listen(list.table, move |event| shortcuts::letter(app, event));
    let institution = reference::follow(create_selector(move || state.with(|state| state.institution.clone())));
    let person = people::follow_name(create_selector(move || {
        state.with(|state| match &state.assignee {
            Some(Assignee::User(id)) => Some(id.clone()),
            _ => None,
        })
    }));
    let search = SearchBox {
        text: create_selector(move || state.with(|state| state.search.clone())),
        set: Rc::new(move |words| list.change_in_place(|state| state.search = words)),
        label: t::SEARCH,
        hint: t::SEARCH_HINT,
    };
    let filters = filters(list, institution, person);
    let shown_filters = filters.clone();
    let sort = create_selector(move || state.with(|state| state.sort));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    view! {
        Header(list=list)
        Views(list=list)
        StatusFigures(label=t::TOTALS, remote=totals, failed=t::TOTALS_FAILED, figures=figures(list))
        FilterBar(label=t::FILTER_BAR, search=search, filters=shown_filters) {
            SortMenu(keys=&SORT_KEYS, sort=sort, on_sort=on_sort)
        }
        Loaded(
            remote=rows,
            what=Message::from(words_of_lists::LIST_FAILED),
            waiting=|| view! { SkeletonRows(rows=10) },
            show=move |rows| {
                let filters = filters.clone();
                view! { Content(list=list, rows=rows, filters=filters) }
            },
        )
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list))
    }
}

/// The statuses that occur, in the order in which a quote passes through them.
fn figures(list: List) -> Rc<dyn Fn() -> Vec<Figure>> {
    Rc::new(move || {
        let state = list.state.get_clone();
        if state.trash {
            return Vec::new();
        }
        let totals = list.totals.value.get_clone().unwrap_or_default();
        let figure = |status: &QuoteStatus| {
            let found = totals.iter().find(|group| group.key.status == Some(*status))?;
            let count = u64::try_from(found.count).unwrap_or_default();
            let current = state.statuses == [*status];
            let statuses = if current { Vec::new() } else { vec![*status] };
            let narrowed = ListState { statuses, position: Position::First, ..state.clone() };
            (count > 0).then(|| Figure {
                look: look_of(*status, false),
                total: found.sum.total.as_deref().map(money::cents).unwrap_or_default(),
                count,
                note: None,
                href: address_of(&narrowed),
                current,
            })
        };
        QuoteStatus::ALL.iter().filter_map(figure).collect()
    })
}

/// Where a new quote is written, for the institution of the filter.
fn new_address(list: List) -> String {
    let mut query = crate::router::query::Query::default();
    list.state.with(|state| query.push("institution", state.institution.as_deref().unwrap_or_default()));
    Address { page: Page::Quotes(Panel::New), query }.url()
}

#[component(inline_props)]
fn Header(list: List) -> View {
    let session = use_app().session;
    view! {
        header(class="page-header") {
            div(class="page-heading") { PageTitle(title=t::QUOTES) }
            (if session.can(Permission::CreateQuotes) {
                let href = move || new_address(list);
                view! {
                    div(class="page-actions") {
                        ExportButton(file=move || list.state.with(|state| state.file(&session.person_id())))
                        a(class="button button-primary", href=href()) {
                            Icon(glyph=Glyph::PLUS)
                            (t::NEW_QUOTE)
                        }
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

/// The ready-made views: all, mine, those without an answer, those to invoice, deleted.
#[component(inline_props)]
fn Views(list: List) -> View {
    let session = use_app().session;
    let mine = ListState { assignee: Some(Assignee::Me), ..ListState::default() };
    let waiting = ListState { statuses: vec![QuoteStatus::Sent], ..ListState::default() };
    let agreed = ListState { statuses: TO_INVOICE.to_vec(), ..ListState::default() };
    let trash = ListState { trash: true, ..ListState::default() };
    let mut tabs = vec![view_tab(list, t::VIEW_ALL, &ListState::default())];
    if session.can(Permission::CreateQuotes) {
        tabs.push(view_tab(list, t::VIEW_MINE, &mine));
    }
    tabs.push(view_tab(list, t::VIEW_WAITING, &waiting));
    tabs.push(view_tab(list, t::VIEW_TO_INVOICE, &agreed));
    if session.can(Permission::DeleteQuotes) {
        tabs.push(view_tab(list, words_of_lists::VIEW_TRASH, &trash));
    }
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

/// Which of the views a state belongs to.
fn kind(state: &ListState) -> u8 {
    match (state.trash, state.statuses.as_slice(), &state.assignee) {
        (true, ..) => 4,
        (_, [QuoteStatus::Sent], _) => 3,
        (_, statuses, _) if *statuses == TO_INVOICE => 2,
        (_, _, Some(Assignee::Me)) => 1,
        _ => 0,
    }
}

fn view_tab(list: List, name: Words, view: &ListState) -> Tab {
    let this = kind(view);
    Tab::new(address_of(view), name, move || list.state.with(kind) == this)
}

fn bulk(app: App, list: List) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    Rc::new(move || {
        let changed = move || Rc::new(move || list.reload()) as Changed;
        let targets = move || list.take().iter().map(target).collect();
        if !list.chosen().iter().all(|quote| deletable(app, quote)) {
            return Vec::new();
        }
        if list.state.with(|state| state.trash) {
            return vec![BulkAction::new(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, targets(), changed());
            })];
        }
        vec![BulkAction::new(Glyph::TRASH_2, common::DELETE, move || actions::delete(app, targets(), changed()))]
    })
}

/// The table and its pager, or what to do when there is nothing.
#[component(inline_props)]
fn Content(list: List, rows: ReadSignal<Rows>, filters: Vec<Filter>) -> View {
    let session = use_app().session;
    let is_empty = create_selector(move || rows.with(|rows| rows.nodes.is_empty()));
    let active = move || active_filters(list.state.with(|state| !state.search.is_empty()), &filters);
    view! {
        (if !is_empty.get() {
            view! { ShownRows(list=list, rows=rows) }
        } else if list.state.with(|state| state.position != Position::First) {
            view! { EmptyPage(on_first=move || list.change(|_| {})) }
        } else if list.state.with(ListState::is_filtered) {
            let active = active.clone();
            let clear = move || list.change(|state| *state = state.without_filters());
            view! { NoMatch(title=t::NO_MATCH, active=active, on_clear=clear) }
        } else if list.state.with(|state| state.trash) {
            view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} }
        } else if session.can(Permission::CreateQuotes) {
            view! {
                Empty(glyph=Glyph::FILE_TEXT, title=t::NONE_YET, body=t::NONE_YET_BODY) {
                    a(class="button button-primary", href=Page::Quotes(Panel::New).path()) {
                        Icon(glyph=Glyph::PLUS)
                        (t::NEW_QUOTE)
                    }
                }
            }
        } else {
            view! { Empty(glyph=Glyph::FILE_TEXT, title=t::NONE_YET, body=t::NONE_VISIBLE_BODY) {} }
        })
    }
}

#[component(inline_props)]
fn ShownRows(list: List, rows: ReadSignal<Rows>) -> View {
    let session = use_app().session;
    let columns = Columns::new(&COLUMNS, "quotes", &untrack(|| session.person_id()));
    let sorted = move |key: &'static str| list.state.with(|state| state.sort.of(&SORT_KEYS, key));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    let position = create_selector(move || list.state.with(|state| state.position.clone()));
    let ends = create_memo(move || rows.with(|rows| page_ends!(rows)));
    let address = move |position: Position| address_of(&ListState { position, ..list.state.get_clone_untracked() });
    view! {
        Table(
            table=list.table,
            caption=t::QUOTES,
            columns=columns,
            sorted=Rc::new(sorted) as SortedBy,
            on_sort=on_sort,
            busy=*list.rows.loading,
            selectable=untrack(|| session.can(Permission::DeleteQuotes)),
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
