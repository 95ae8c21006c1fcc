//! The list: totals by status, then search, filters, order and page, all in the address.

use std::rc::Rc;

use domain::Permission;
use domain::billing::InvoiceStatus;
use sycamore::prelude::*;

use super::filters::filters;
use super::rows::{COLUMNS, deletable, table_row, target, writable};
use super::state::{ListState, Shelf};
use super::{Row, Rows, actions};
use crate::api::documents::{InvoiceCount, InvoiceTotals, Invoices, invoice_count, invoice_totals};
use crate::api::{live, send};
use crate::app::{App, use_app};
use crate::i18n::text::{common, invoices as t, list as words_of_lists};
use crate::pages::documents::totals::{Figure, StatusFigures};
use crate::pages::exports::ExportButton;
use crate::pages::institutions::reference;
use crate::pages::listing::filters::follow_assignee;
use crate::pages::listing::values::Assignee;
use crate::pages::listing::view::{Filters, ListRows, Look, NewButton, none_yet};
use crate::pages::listing::{self, Listed, Shown};
use crate::pages::outcome::Changed;
use crate::router::{Address, Page, Panel};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::money;
use crate::ui::remote::{Remote, fetch};
use crate::ui::status::invoice_or_credit_note;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::tabs::Tabs;

/// Numbers of one status.
type Totals = Vec<invoice_totals::InvoiceTotalsInvoiceAggregate>;

type List = listing::List<ListState, Rows>;

static LOOK: Look =
    Look { name: "invoices", caption: t::INVOICES, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// The page.
#[component]
pub fn InvoiceList() -> View {
    let app = use_app();
    let state: Shown<ListState> = Shown::on(Page::Invoices(Panel::Closed));
    let me = create_selector(move || app.session.person_id());
    let list = List::new(
        state,
        move |state: &ListState| me.with(|me| state.variables(me)),
        |variables| async move { Ok(send::<Invoices>(variables).await?.invoices) },
    )
    .counted(
        move |state: &ListState| me.with(|me| state.filter(me)),
        |filter| async move {
            let variables = invoice_count::Variables { filter: Some(filter) };
            Ok(send::<InvoiceCount>(variables).await?.invoices.total_count)
        },
    );
    let all_statuses = create_selector(move || state.with(|state| me.with(|me| state.totals_filter(me))));
    let totals = fetch(
        move || {
            list.changes.track();
            all_statuses.get_clone()
        },
        |filter| async move {
            Ok(send::<InvoiceTotals>(invoice_totals::Variables { filter: Some(filter) }).await?.invoice_aggregate)
        },
    );
    live::on_change(&["invoice", "payment"], move || {
        list.refresh();
        totals.refresh();
    });
    let changed: Changed = Rc::new(move || list.reload());
    list.draw(move |row: &Row| table_row(app, row, &changed));
    let institution = reference::follow(create_selector(move || state.with(|state| state.institution.clone())));
    let person = follow_assignee(state, |state| &mut state.assignee);
    let search = state.search_box(t::SEARCH, t::SEARCH_HINT);
    let filters = filters(state, institution, person);
    let shown_filters = filters.clone();
    let selectable = untrack(|| app.session.can(Permission::EditOwnInvoices));
    view! {
        Header(list=list)
        Views(state=state)
        StatusFigures(label=t::TOTALS, remote=totals, failed=t::TOTALS_FAILED, figures=figures(state, totals))
        Filters(state=state, label=t::FILTER_BAR, search=search, filters=shown_filters)
        ListRows(list=list, look=&LOOK, filters=filters, selectable=selectable, empty=empty(state))
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list))
    }
}

/// The statuses that occur, in the order in which an invoice passes through them.
fn figures(shown: Shown<ListState>, totals: Remote<Totals>) -> Rc<dyn Fn() -> Vec<Figure>> {
    Rc::new(move || {
        let state = shown.get_clone();
        if state.shelf == Shelf::Trash {
            return Vec::new();
        }
        let totals = totals.value.get_clone().unwrap_or_default();
        InvoiceStatus::ALL.iter().filter_map(|status| figure(shown, &state, &totals, *status)).collect()
    })
}

fn figure(shown: Shown<ListState>, state: &ListState, totals: &Totals, status: InvoiceStatus) -> Option<Figure> {
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
        href: shown.url(&ListState { statuses, kind, ..state.clone() }.first_page()),
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
                        NewButton(href=href(), name=t::NEW_INVOICE)
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
fn Views(state: Shown<ListState>) -> View {
    let session = use_app().session;
    let mine = ListState { assignee: Some(Assignee::Me), ..ListState::default() };
    let drafts = ListState { statuses: vec![InvoiceStatus::Draft], ..ListState::default() };
    let overdue = ListState { overdue: true, ..ListState::default() };
    let shelf = |shelf: Shelf| ListState { shelf, ..ListState::default() };
    let mut tabs = vec![state.tab(t::VIEW_ALL, &ListState::default(), kind)];
    if session.can(Permission::CreateInvoice) {
        tabs.push(state.tab(t::VIEW_MINE, &mine, kind));
    }
    tabs.push(state.tab(t::VIEW_DRAFTS, &drafts, kind));
    tabs.push(state.tab(t::VIEW_OVERDUE, &overdue, kind));
    tabs.push(state.tab(t::VIEW_ARCHIVE, &shelf(Shelf::Archive), kind));
    if session.can(Permission::DeleteInvoices) {
        tabs.push(state.tab(words_of_lists::VIEW_TRASH, &shelf(Shelf::Trash), kind));
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

/// What to do when there is nothing.
fn empty(state: Shown<ListState>) -> Rc<dyn Fn() -> View> {
    let session = use_app().session;
    Rc::new(move || {
        match state.with(|state| state.shelf) {
            Shelf::Trash => {
                return view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} };
            }
            Shelf::Archive => {
                return view! { Empty(glyph=Glyph::ARCHIVE, title=t::ARCHIVE_EMPTY, body=t::ARCHIVE_EMPTY_BODY) {} };
            }
            Shelf::Current => {}
        }
        let creates = session.can(Permission::CreateInvoice);
        let new = creates.then(|| (Page::Invoices(Panel::New).path(), t::NEW_INVOICE));
        let body = if creates { t::NONE_YET_BODY } else { t::NONE_VISIBLE_BODY };
        none_yet(Glyph::RECEIPT_EURO, t::NONE_YET, body, new)
    })
}
