//! The list: totals by status, then search, filters, order and page, all in the address.

use std::rc::Rc;

use domain::Permission;
use domain::billing::QuoteStatus;
use sycamore::prelude::*;

use super::filters::filters;
use super::rows::{COLUMNS, deletable, table_row, target};
use super::state::{ListState, TO_INVOICE};
use super::{Row, Rows, actions};
use crate::api::documents::{QuoteCount, QuoteTotals, Quotes, quote_count, quote_totals};
use crate::api::{live, send};
use crate::app::{App, use_app};
use crate::i18n::text::{common, list as words_of_lists, quotes as t};
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
use crate::ui::money;
use crate::ui::remote::{Remote, fetch};
use crate::ui::status::quote as look_of;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::tabs::Tabs;

/// Numbers of one status.
type Totals = Vec<quote_totals::QuoteTotalsQuoteAggregate>;

type List = listing::List<ListState, Rows>;

static LOOK: Look =
    Look { name: "quotes", caption: t::QUOTES, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// The page.
#[component]
pub fn QuoteList() -> View {
    let app = use_app();
    let state: Shown<ListState> = Shown::on(Page::Quotes(Panel::Closed));
    let me = create_selector(move || app.session.person_id());
    let list = List::new(
        state,
        move |state: &ListState| me.with(|me| state.variables(me)),
        |variables| async move { Ok(send::<Quotes>(variables).await?.quotes) },
    )
    .counted(
        move |state: &ListState| me.with(|me| state.filter(me)),
        |filter| async move {
            let variables = quote_count::Variables { filter: Some(filter) };
            Ok(send::<QuoteCount>(variables).await?.quotes.total_count)
        },
    );
    let all_statuses = create_selector(move || state.with(|state| me.with(|me| state.totals_filter(me))));
    let totals = fetch(
        move || {
            list.changes.track();
            all_statuses.get_clone()
        },
        |filter| async move {
            Ok(send::<QuoteTotals>(quote_totals::Variables { filter: Some(filter) }).await?.quote_aggregate)
        },
    );
    live::on_change(&["quote", "invoice"], move || {
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
    let selectable = untrack(|| app.session.can(Permission::DeleteQuotes));
    view! {
        Header(list=list)
        Views(state=state)
        StatusFigures(label=t::TOTALS, remote=totals, failed=t::TOTALS_FAILED, figures=figures(state, totals))
        Filters(state=state, label=t::FILTER_BAR, search=search, filters=shown_filters)
        ListRows(list=list, look=&LOOK, filters=filters, selectable=selectable, empty=empty(state))
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list))
    }
}

/// The statuses that occur, in the order in which a quote passes through them.
fn figures(shown: Shown<ListState>, totals: Remote<Totals>) -> Rc<dyn Fn() -> Vec<Figure>> {
    Rc::new(move || {
        let state = shown.get_clone();
        if state.trash {
            return Vec::new();
        }
        let totals = totals.value.get_clone().unwrap_or_default();
        let figure = |status: &QuoteStatus| {
            let found = totals.iter().find(|group| group.key.status == Some(*status))?;
            let count = u64::try_from(found.count).unwrap_or_default();
            let current = state.statuses == [*status];
            let statuses = if current { Vec::new() } else { vec![*status] };
            let narrowed = ListState { statuses, ..state.clone() }.first_page();
            (count > 0).then(|| Figure {
                look: look_of(*status, false),
                total: found.sum.total.as_deref().map(money::cents).unwrap_or_default(),
                count,
                note: None,
                href: shown.url(&narrowed),
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
                        NewButton(href=href(), name=t::NEW_QUOTE)
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
fn Views(state: Shown<ListState>) -> View {
    let session = use_app().session;
    let mine = ListState { assignee: Some(Assignee::Me), ..ListState::default() };
    let waiting = ListState { statuses: vec![QuoteStatus::Sent], ..ListState::default() };
    let agreed = ListState { statuses: TO_INVOICE.to_vec(), ..ListState::default() };
    let trash = ListState { trash: true, ..ListState::default() };
    let mut tabs = vec![state.tab(t::VIEW_ALL, &ListState::default(), kind)];
    if session.can(Permission::CreateQuotes) {
        tabs.push(state.tab(t::VIEW_MINE, &mine, kind));
    }
    tabs.push(state.tab(t::VIEW_WAITING, &waiting, kind));
    tabs.push(state.tab(t::VIEW_TO_INVOICE, &agreed, kind));
    if session.can(Permission::DeleteQuotes) {
        tabs.push(state.tab(words_of_lists::VIEW_TRASH, &trash, kind));
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

/// What to do when there is nothing.
fn empty(state: Shown<ListState>) -> Rc<dyn Fn() -> View> {
    let session = use_app().session;
    Rc::new(move || {
        if state.with(|state| state.trash) {
            return view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} };
        }
        let creates = session.can(Permission::CreateQuotes);
        let new = creates.then(|| (Page::Quotes(Panel::New).path(), t::NEW_QUOTE));
        let body = if creates { t::NONE_YET_BODY } else { t::NONE_VISIBLE_BODY };
        none_yet(Glyph::FILE_TEXT, t::NONE_YET, body, new)
    })
}
