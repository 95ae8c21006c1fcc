//! The list: totals, search, filters, order and page in the address; a panel over it shows one payment.

use std::rc::Rc;

use domain::Permission;
use domain::billing::PaymentStatus;
use sycamore::prelude::*;

use super::filters::filters;
use super::reason::{Ask, Asked, ReasonDialog};
use super::rows::{COLUMNS, table_row};
use super::state::ListState;
use super::totals::{self, Totals, TotalsAbove};
use super::{Payment, PaymentPage, actions, panel};
use crate::api::back_office::{PaymentCount, Payments, payment_count};
use crate::api::{live, send};
use crate::app::{App, use_address, use_app};
use crate::i18n::text::{list as words_of_lists, payments as t};
use crate::pages::exports::ExportButton;
use crate::pages::institutions::reference;
use crate::pages::listing::view::{Filters, ListRows, Look, none_yet};
use crate::pages::listing::{self, Listed, Shown};
use crate::pages::panels::PanelHost;
use crate::router::{Address, Page, Panel};
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::remote::Remote;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::tabs::Tabs;

/// The list of payments.
pub type List = listing::List<ListState, PaymentPage>;

static LOOK: Look =
    Look { name: "payments", caption: t::PAYMENTS, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// The page.
#[component]
pub fn PaymentsPage() -> View {
    let app = use_app();
    let address = use_address();
    let state: Shown<ListState> = Shown::on(Page::Payments(Panel::Closed));
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Payments(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let list =
        List::new(
            state,
            ListState::variables,
            |variables| async move { Ok(send::<Payments>(variables).await?.payments) },
        )
        .counted(ListState::filter, |filter| async move {
            let variables = payment_count::Variables { filter: Some(filter) };
            Ok(send::<PaymentCount>(variables).await?.payments.total_count)
        });
    let totals = totals::follow(list);
    let asked = create_signal(None::<Asked>);
    live::on_change(&["payment", "invoice"], move || {
        list.refresh();
        totals.refresh();
    });
    let institution = reference::follow(create_selector(move || state.with(|state| state.institution.clone())));
    let host = PanelHost {
        panel,
        address: Rc::new(move |panel| Address { page: Page::Payments(panel), query: state.with(Listed::query) }.url()),
        changed: Rc::new(move || list.reload()),
        institution: Rc::new(move || institution.get_clone_untracked()),
    };
    let ask: Ask = Rc::new(move |question| asked.set(Some(question)));
    let (row_host, row_ask) = (host.clone(), ask.clone());
    list.draw(move |payment: &Payment| table_row(app, &row_host, &row_ask, payment));
    let search = state.search_box(t::SEARCH, t::SEARCH_HINT);
    let filters = filters(state, institution);
    let shown_filters = filters.clone();
    let changed = host.changed.clone();
    let records = untrack(|| app.session.can(Permission::RecordPayments));
    view! {
        Header(state=state, totals=totals)
        Views(state=state, totals=totals)
        TotalsAbove(state=state, totals=totals)
        Filters(state=state, label=t::FILTER_BAR, search=search, filters=shown_filters)
        ListRows(list=list, look=&LOOK, filters=filters, selectable=records, empty=empty())
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list))
        (panel::open(host.clone(), ask.clone(), list.changes))
        ReasonDialog(asked=asked, changed=changed.clone())
    }
}

#[component(inline_props)]
fn Header(state: Shown<ListState>, totals: Remote<Totals>) -> View {
    let session = use_app().session;
    let told = move || match totals.value.with(|totals| totals.as_ref().map(Totals::pending)) {
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
                        ExportButton(file=move || Some(state.with(ListState::file)))
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
fn Views(state: Shown<ListState>, totals: Remote<Totals>) -> View {
    use PaymentStatus::{Confirmed, Failed, Pending};
    let pending = move || totals.value.with(|totals| totals.as_ref().map(Totals::pending));
    let view = |name, statuses: Vec<PaymentStatus>| {
        let view = ListState { statuses, ..ListState::default() };
        state.tab(name, &view, |state| state.statuses.clone())
    };
    let tabs = vec![
        view(t::VIEW_ALL, Vec::new()),
        view(t::VIEW_PENDING, vec![Pending]).counting(pending),
        view(t::VIEW_RECEIVED, vec![Confirmed]),
        view(t::VIEW_BOUNCED, vec![Failed]),
    ];
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
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

/// What stands there when there is nothing.
fn empty() -> Rc<dyn Fn() -> View> {
    Rc::new(|| none_yet(Glyph::CIRCLE_CHECK, t::NONE_YET, t::NONE_YET_BODY, None))
}
