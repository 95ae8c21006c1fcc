//! The list: totals by status, then search, filters, order and page, all in the address.

use std::rc::Rc;

use domain::Permission;
use domain::billing::InvoiceStatus;
use sycamore::prelude::*;

use super::editors::filters;
use super::rows::{COLUMNS, deletable, table_row, target, writable};
use super::state::{ListState, SORT_KEYS, Shelf};
use super::{Row, Rows, actions};
use crate::api::documents::{InvoiceCount, InvoiceTotals, Invoices, invoice_count, invoice_totals};
use crate::api::{live, send};
use crate::app::{App, use_address, use_app};
use crate::i18n::Words;
use crate::i18n::text::{common, invoices as t, list as words_of_lists};
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
use crate::ui::status::invoice_or_credit_note;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::table::{Columns, SortedBy, Table, TableState, keys};
use crate::ui::tabs::{Tab, Tabs};

/// Numbers of one status.
type Totals = Vec<invoice_totals::InvoiceTotalsInvoiceAggregate>;

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
        all.into_iter().filter(|invoice| self.table.selection.contains(&invoice.id)).collect()
    }

    fn sort_by(self, key: &str) {
        self.change(|state| state.sort = state.sort.clicked(&SORT_KEYS, key));
    }
}

/// The address of the list in `state`.
fn address_of(state: &ListState) -> String {
    Address { page: Page::Invoices(Panel::Closed), query: state.query() }.url()
}

/// The page.
#[component]
pub fn InvoiceList() -> View {
    let app = use_app();
    let address = use_address();
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let me = create_selector(move || app.session.person_id());
    let rows = fetch(
        move || state.with(|state| me.with(|me| state.variables(me))),
        |variables| async move { Ok(send::<Invoices>(variables).await?.invoices) },
    );
    // Counting costs more than a page: it is asked apart, and only when the filter changes.
    let filter = create_selector(move || state.with(|state| me.with(|me| state.filter(me))));
    let total = fetch(
        move || filter.get_clone(),
        |filter| async move {
            let data = send::<InvoiceCount>(invoice_count::Variables { filter: Some(filter) }).await?;
            Ok(u64::try_from(data.invoices.total_count).unwrap_or_default())
        },
    );
    let all_statuses = create_selector(move || state.with(|state| me.with(|me| state.totals_filter(me))));
    let totals = fetch(
        move || all_statuses.get_clone(),
        |filter| async move {
            Ok(send::<InvoiceTotals>(invoice_totals::Variables { filter: Some(filter) }).await?.invoice_aggregate)
        },
    );
    let drawn = create_signal(Vec::new());
    let list = List { state, rows, total, totals, table: TableState::new(*drawn) };
    live::on_change(&["invoice", "payment"], move || {
        rows.refresh();
        total.refresh();
        totals.refresh();
    });
    let changed: Changed = Rc::new(move || list.reload());
    create_effect(move || {
        let row = |invoice: &Row| table_row(app, invoice, &changed);
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

/// The statuses that occur, in the order in which an invoice passes through them.
fn figures(list: List) -> Rc<dyn Fn() -> Vec<Figure>> {
    Rc::new(move || {
        let state = list.state.get_clone();
        if state.shelf == Shelf::Trash {
            return Vec::new();
        }
        let totals = list.totals.value.get_clone().unwrap_or_default();
        InvoiceStatus::ALL.iter().filter_map(|status| figure(&state, &totals, *status)).collect()
    })
}

fn figure(state: &ListState, totals: &Totals, status: InvoiceStatus) -> Option<Figure> {
    let found = totals.iter().find(|group| group.key.status == Some(status))?;
    let count = u64::try_from(found.count).ok().filter(|count| *count > 0)?;
    let sum = |amount: &Option<String>| amount.as_deref().map(money::cents).unwrap_or_default();
    let (total, left) = (sum(&found.sum.total), sum(&found.sum.remaining_amount));
    let some_left = status.is_issued() && left > 0 && left != total;
    let kind = Some(state.counted_kind());
    let current = state.statuses == [status] && state.kind == kind;
    let (statuses, kind) = if current { (Vec::new(), None) } else { (vec![status], kind) };
    Some(Figure {
        look: invoice_or_credit_note(state.counted_kind(), status, false),
        total,
        count,
        note: some_left.then(|| Message::new(move || t::left_of(&money::euros_of(left)))),
        href: address_of(&ListState { statuses, kind, position: Position::First, ..state.clone() }),
        current,
    })
}

/// Where a new invoice is written, for the institution of the filter.
fn new_address(list: List) -> String {
    let mut query = crate::router::query::Query::default();
    list.state.with(|state| query.push("institution", state.institution.as_deref().unwrap_or_default()));
    Address { page: Page::Invoices(Panel::New), query }.url()
}

#[component(inline_props)]
fn Header(list: List) -> View {
    let session = use_app().session;
    view! {
        header(class="page-header") {
            div(class="page-heading") { PageTitle(title=t::INVOICES) }
            (if session.can(Permission::CreateInvoice) {
                let href = move || new_address(list);
                view! {
                    div(class="page-actions") {
                        ExportButton(file=move || list.state.with(|state| state.file(&session.person_id())))
                        a(class="button button-primary", href=href()) {
                            Icon(glyph=Glyph::PLUS)
                            (t::NEW_INVOICE)
                        }
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

/// The ready-made views: all, mine, drafts, those overdue, the archive, deleted.
#[component(inline_props)]
fn Views(list: List) -> View {
    let session = use_app().session;
    let mine = ListState { assignee: Some(Assignee::Me), ..ListState::default() };
    let drafts = ListState { statuses: vec![InvoiceStatus::Draft], ..ListState::default() };
    let overdue = ListState { overdue: true, ..ListState::default() };
    let shelf = |shelf: Shelf| ListState { shelf, ..ListState::default() };
    let mut tabs = vec![view_tab(list, t::VIEW_ALL, &ListState::default())];
    if session.can(Permission::CreateInvoice) {
        tabs.push(view_tab(list, t::VIEW_MINE, &mine));
    }
    tabs.push(view_tab(list, t::VIEW_DRAFTS, &drafts));
    tabs.push(view_tab(list, t::VIEW_OVERDUE, &overdue));
    tabs.push(view_tab(list, t::VIEW_ARCHIVE, &shelf(Shelf::Archive)));
    if session.can(Permission::DeleteInvoices) {
        tabs.push(view_tab(list, words_of_lists::VIEW_TRASH, &shelf(Shelf::Trash)));
    }
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

/// Which of the views a state belongs to.
fn kind(state: &ListState) -> u8 {
    match (state.shelf, state.overdue, state.statuses.as_slice(), &state.assignee) {
        (Shelf::Trash, ..) => 5,
        (Shelf::Archive, ..) => 4,
        (_, true, ..) => 3,
        (_, _, [InvoiceStatus::Draft], _) => 2,
        (_, _, _, Some(Assignee::Me)) => 1,
        _ => 0,
    }
}

fn view_tab(list: List, name: Words, view: &ListState) -> Tab {
    let this = kind(view);
    Tab::new(address_of(view), name, move || list.state.with(kind) == this)
}

/// What can be done with all of the selected ones.
fn bulk(app: App, list: List) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    Rc::new(move || {
        let changed = move || Rc::new(move || list.reload()) as Changed;
        let targets = move || list.take().iter().map(target).collect();
        let chosen = list.chosen();
        let all = |may: fn(App, &Row) -> bool| chosen.iter().all(|invoice| may(app, invoice));
        let (writes, deletes) = (all(writable), all(deletable));
        let restore = move || actions::restore(app, targets(), changed());
        let archive = move || actions::archive(app, targets(), changed());
        let unarchive = move || actions::unarchive(app, targets(), changed());
        let delete = move || actions::delete(app, targets(), changed());
        let offered = match list.state.with(|state| state.shelf) {
            Shelf::Trash => vec![deletes.then(|| BulkAction::new(Glyph::UNDO_2, common::RESTORE, restore))],
            Shelf::Archive => vec![writes.then(|| BulkAction::new(Glyph::ARCHIVE, t::UNARCHIVE, unarchive))],
            Shelf::Current => vec![
                writes.then(|| BulkAction::new(Glyph::ARCHIVE, t::ARCHIVE, archive)),
                deletes.then(|| BulkAction::new(Glyph::TRASH_2, common::DELETE, delete)),
            ],
        };
        offered.into_iter().flatten().collect()
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
        } else if list.state.with(|state| state.shelf == Shelf::Trash) {
            view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} }
        } else if list.state.with(|state| state.shelf == Shelf::Archive) {
            view! { Empty(glyph=Glyph::ARCHIVE, title=t::ARCHIVE_EMPTY, body=t::ARCHIVE_EMPTY_BODY) {} }
        } else if session.can(Permission::CreateInvoice) {
            view! {
                Empty(glyph=Glyph::RECEIPT_EURO, title=t::NONE_YET, body=t::NONE_YET_BODY) {
                    a(class="button button-primary", href=Page::Invoices(Panel::New).path()) {
                        Icon(glyph=Glyph::PLUS)
                        (t::NEW_INVOICE)
                    }
                }
            }
        } else {
            view! { Empty(glyph=Glyph::RECEIPT_EURO, title=t::NONE_YET, body=t::NONE_VISIBLE_BODY) {} }
        })
    }
}

#[component(inline_props)]
fn ShownRows(list: List, rows: ReadSignal<Rows>) -> View {
    let session = use_app().session;
    let columns = Columns::new(&COLUMNS, "invoices", &untrack(|| session.person_id()));
    let sorted = move |key: &'static str| list.state.with(|state| state.sort.of(&SORT_KEYS, key));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    let position = create_selector(move || list.state.with(|state| state.position.clone()));
    let ends = create_memo(move || rows.with(|rows| page_ends!(rows)));
    let address = move |position: Position| address_of(&ListState { position, ..list.state.get_clone_untracked() });
    view! {
        Table(
            table=list.table,
            caption=t::INVOICES,
            columns=columns,
            sorted=Rc::new(sorted) as SortedBy,
            on_sort=on_sort,
            busy=*list.rows.loading,
            selectable=untrack(|| session.can(Permission::EditOwnInvoices)),
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
