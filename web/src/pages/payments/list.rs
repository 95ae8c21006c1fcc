//! The list: totals, search, filters, order and page in the address; a panel over it shows one payment.

use std::rc::Rc;

use domain::Permission;
use domain::billing::PaymentStatus;
use sycamore::prelude::*;

use super::editors::filters;
use super::reason::{Ask, Asked, ReasonDialog};
use super::rows::{COLUMNS, table_row};
use super::state::{ListState, SORT_KEYS};
use super::totals::{self, Totals, TotalsAbove};
use super::{Payment, PaymentPage, actions, panel};
use crate::api::back_office::{PaymentCount, Payments, payment_count};
use crate::api::{live, send};
use crate::app::{App, use_address, use_app};
use crate::i18n::Words;
use crate::i18n::text::{list as words_of_lists, payments as t};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::pages::exports::ExportButton;
use crate::pages::institutions::reference;
use crate::pages::panels::PanelHost;
use crate::router::{Address, Page, Panel, go, replace};
use crate::ui::empty::{Empty, EmptyPage, NoMatch};
use crate::ui::filter_bar::{Filter, FilterBar, SearchBox, active_filters};
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::pager::{Pager, Position};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::SortMenu;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::table::{Columns, SortedBy, Table, TableState, keys};
use crate::ui::tabs::{Tab, Tabs};

/// What the parts of the list share.
#[derive(Clone, Copy)]
pub struct List {
    /// What is shown, from the address.
    pub state: ReadSignal<ListState>,
    page: Remote<PaymentPage>,
    total: Remote<u64>,
    totals: Remote<Totals>,
    table: TableState,
    /// Rises with each change that was made here.
    changes: Signal<u32>,
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

    /// Fetches again after something changed, here or elsewhere.
    fn reload(self) {
        if !self.changes.is_alive() {
            return;
        }
        self.table.selection.clear();
        self.changes.update(|count| *count = count.wrapping_add(1));
        self.page.reload();
        self.total.reload();
        self.totals.reload();
    }

    /// The selected rows, which are selected no longer: a second click finds nothing to do.
    fn take(self) -> Vec<Payment> {
        let chosen = untrack(|| self.chosen());
        self.table.selection.clear();
        chosen
    }

    /// The selected rows; tracked.
    fn chosen(self) -> Vec<Payment> {
        let all = self.page.value.with(|page| page.as_ref().map(|page| page.nodes.clone()).unwrap_or_default());
        all.into_iter().filter(|payment| self.table.selection.contains(&payment.id)).collect()
    }

    fn sort_by(self, key: &str) {
        self.change(|state| state.sort = state.sort.clicked(&SORT_KEYS, key));
    }
}

/// The address of the list in `state`.
#[must_use]
pub fn address_of(state: &ListState) -> String {
    Address { page: Page::Payments(Panel::Closed), query: state.query() }.url()
}

/// The page.
#[component]
pub fn PaymentsPage() -> View {
    let app = use_app();
    let address = use_address();
    // A panel over the list changes nothing of it.
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Payments(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let page = fetch(
        move || state.with(ListState::variables),
        |variables| async move { Ok(send::<Payments>(variables).await?.payments) },
    );
    // Counting costs more than a page: it is asked apart, and only when the filter changes.
    let filter = create_selector(move || state.with(ListState::filter));
    let total = fetch(
        move || filter.get_clone(),
        |filter| async move {
            let data = send::<PaymentCount>(payment_count::Variables { filter: Some(filter) }).await?;
            Ok(u64::try_from(data.payments.total_count).unwrap_or_default())
        },
    );
    let rows = create_signal(Vec::new());
    let totals = totals::follow(state);
    let asked = create_signal(None::<Asked>);
    let list = List { state, page, total, totals, table: TableState::new(*rows), changes: create_signal(0) };
    live::on_change(&["payment", "invoice"], move || {
        page.refresh();
        total.refresh();
        totals.refresh();
    });
    let institution = reference::follow(create_selector(move || state.with(|state| state.institution.clone())));
    let host = PanelHost {
        panel,
        address: Rc::new(move |panel| {
            Address { page: Page::Payments(panel), query: state.with(ListState::query) }.url()
        }),
        changed: Rc::new(move || list.reload()),
        institution: Rc::new(move || institution.get_clone_untracked()),
    };
    let ask: Ask = Rc::new(move |question| asked.set(Some(question)));
    let (row_host, row_ask) = (host.clone(), ask.clone());
    create_effect(move || {
        let row = |payment: &Payment| table_row(app, &row_host, &row_ask, payment);
        rows.set(page.value.with(|page| page.iter().flat_map(|page| &page.nodes).map(row).collect()));
    });
    create_effect(move || {
        state.track();
        list.table.selection.clear();
    });
    keys::listen(list.table, move |event| shortcuts::letter(app, event));

    let search = SearchBox {
        text: create_selector(move || state.with(|state| state.search.clone())),
        set: Rc::new(move |words| list.change_in_place(|state| state.search = words)),
        label: t::SEARCH,
        hint: t::SEARCH_HINT,
    };
    let filters = filters(list, institution);
    let shown_filters = filters.clone();
    let sort = create_selector(move || state.with(|state| state.sort));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    let changed = host.changed.clone();
    view! {
        Header(list=list)
        Views(list=list)
        TotalsAbove(list=list, totals=totals)
        FilterBar(label=t::FILTER_BAR, search=search, filters=shown_filters) {
            SortMenu(keys=&SORT_KEYS, sort=sort, on_sort=on_sort)
        }
        Loaded(
            remote=page,
            what=Message::from(words_of_lists::LIST_FAILED),
            waiting=|| view! { SkeletonRows(rows=10) },
            show=move |page| {
                let filters = filters.clone();
                view! { Content(list=list, page=page, filters=filters) }
            },
        )
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list))
        (panel::open(host.clone(), ask.clone(), *list.changes))
        ReasonDialog(asked=asked, changed=changed.clone())
    }
}

#[component(inline_props)]
fn Header(list: List) -> View {
    let session = use_app().session;
    let told = move || match list.totals.value.with(|totals| totals.as_ref().map(Totals::pending)) {
        None => String::new(),
        Some(0) => t::NOTHING_TO_CONFIRM.now().to_owned(),
        Some(count) => format!("{}.", t::to_confirm(count)),
    };
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::PAYMENTS)
                p(class="soft") { (told()) }
            }
            (if session.can(Permission::ExportData) {
                view! {
                    div(class="page-actions") {
                        ExportButton(file=move || Some(list.state.with(ListState::file)))
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

/// The ready-made views: all, those that wait, those that came, those that bounced.
#[component(inline_props)]
fn Views(list: List) -> View {
    use PaymentStatus::{Confirmed, Failed, Pending};
    let pending = move || list.totals.value.with(|totals| totals.as_ref().map(Totals::pending));
    let tabs = vec![
        view_tab(list, t::VIEW_ALL, Vec::new()),
        view_tab(list, t::VIEW_PENDING, vec![Pending]).counting(pending),
        view_tab(list, t::VIEW_RECEIVED, vec![Confirmed]),
        view_tab(list, t::VIEW_BOUNCED, vec![Failed]),
    ];
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

fn view_tab(list: List, name: Words, statuses: Vec<PaymentStatus>) -> Tab {
    let href = address_of(&ListState { statuses: statuses.clone(), ..ListState::default() });
    Tab::new(href, name, move || list.state.with(|state| state.statuses == statuses))
}

fn bulk(app: App, list: List) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    Rc::new(move || {
        if !list.chosen().iter().all(|payment| payment.can_be_confirmed) {
            return Vec::new();
        }
        let targets = move || list.take().iter().map(actions::target).collect();
        vec![BulkAction::new(Glyph::CIRCLE_CHECK, t::CONFIRM, move || {
            actions::confirm(app, targets(), Rc::new(move || list.reload()));
        })]
    })
}

/// The table and its pager, or what to do when there is nothing.
#[component(inline_props)]
fn Content(list: List, page: ReadSignal<PaymentPage>, filters: Vec<Filter>) -> View {
    let is_empty = create_selector(move || page.with(|page| page.nodes.is_empty()));
    let active = move || active_filters(list.state.with(|state| !state.search.is_empty()), &filters);
    view! {
        (if !is_empty.get() {
            view! { Rows(list=list, page=page) }
        } else if list.state.with(|state| state.position != Position::First) {
            view! { EmptyPage(on_first=move || list.change(|_| {})) }
        } else if list.state.with(ListState::is_filtered) {
            let active = active.clone();
            let clear = move || list.change(|state| *state = state.without_filters());
            view! { NoMatch(title=t::NO_MATCH, active=active, on_clear=clear) }
        } else {
            view! { Empty(glyph=Glyph::CIRCLE_CHECK, title=t::NONE_YET, body=t::NONE_YET_BODY) {} }
        })
    }
}

#[component(inline_props)]
fn Rows(list: List, page: ReadSignal<PaymentPage>) -> View {
    let session = use_app().session;
    let columns = Columns::new(&COLUMNS, "payments", &untrack(|| session.person_id()));
    let sorted = move |key: &'static str| list.state.with(|state| state.sort.of(&SORT_KEYS, key));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    let position = create_selector(move || list.state.with(|state| state.position.clone()));
    let ends = create_memo(move || page.with(|page| page_ends!(page)));
    let address = move |position: Position| address_of(&ListState { position, ..list.state.get_clone_untracked() });
    view! {
        Table(
            table=list.table,
            caption=t::PAYMENTS,
            columns=columns,
            sorted=Rc::new(sorted) as SortedBy,
            on_sort=on_sort,
            busy=*list.page.loading,
            selectable=untrack(|| session.can(Permission::RecordPayments)),
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
