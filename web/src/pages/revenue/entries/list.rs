//! The list below the figures: the entries that count in the period, or those that were deleted; search, filter, order
//! and page in the address.

use std::rc::Rc;

use sycamore::prelude::*;

use super::filters::filters;
use super::rows::{COLUMNS, table_row};
use super::state::ListState;
use super::{Entry, EntryPage, actions, may_edit};
use crate::api::revenue::{RevenueEntries, RevenueEntryCount, revenue_entry_count};
use crate::api::{live, send};
use crate::app::{App, use_app};
use crate::i18n::Words;
use crate::i18n::text::{common, list as words_of_lists, revenue as t};
use crate::pages::billing::period::Span;
use crate::pages::listing::view::{Filters, ListRows, Look, none_yet};
use crate::pages::listing::{self, Shown};
use crate::pages::panels::PanelHost;
use crate::router::Panel;
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::tabs::{Tab, Tabs};

/// The list of entries.
pub type List = listing::List<ListState, EntryPage>;

static LOOK: Look =
    Look { name: "revenue-entries", caption: t::ENTRIES, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// Follows the entries of the span.
#[must_use]
pub fn follow(state: Shown<ListState>, span: ReadSignal<Span>) -> List {
    let list = List::new(
        state,
        move |state: &ListState| state.variables(span.get()),
        |variables| async move { Ok(send::<RevenueEntries>(variables).await?.revenue_entries) },
    )
    .counted(
        move |state: &ListState| state.filter(span.get()),
        |filter| async move {
            let variables = revenue_entry_count::Variables { filter: Some(filter) };
            Ok(send::<RevenueEntryCount>(variables).await?.revenue_entries.total_count)
        },
    );
    live::on_change(&["revenue_entry"], move || list.refresh());
    list
}

/// The section.
#[component(inline_props)]
pub fn EntryList(list: List, host: PanelHost) -> View {
    let app = use_app();
    let row_host = host.clone();
    list.draw(move |entry: &Entry| table_row(app, &row_host, entry));
    let search = list.state.search_box(t::SEARCH, t::SEARCH_HINT);
    let filters = filters(list.state);
    let shown_filters = filters.clone();
    let edits = untrack(|| may_edit(app.session));
    let changed = host.changed.clone();
    view! {
        section(class="section", "aria-labelledby"="entries") {
            div(class="section-header") {
                h2(id="entries") { (t::ENTRIES) }
                (new_button(&host))
            }
            (views(list))
            Filters(state=list.state, label=t::FILTER_BAR, search=search, filters=shown_filters)
            ListRows(list=list, look=&LOOK, filters=filters, selectable=edits, empty=empty(list.state))
        }
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list, changed))
    }
}

/// The way to a new entry, for those who may enter some.
#[must_use]
pub fn new_button(host: &PanelHost) -> View {
    let session = use_app().session;
    let address = host.address.clone();
    view! {
        (if may_edit(session) {
            let href = address(Panel::New);
            view! {
                a(class="button", href=href) {
                    Icon(glyph=Glyph::PLUS)
                    (t::NEW)
                }
            }
        } else {
            View::new()
        })
    }
}

/// The ready-made views, where there are several.
fn views(list: List) -> View {
    let session = use_app().session;
    if !untrack(|| may_edit(session)) {
        return View::new();
    }
    let view = move |trash: bool, name: Words| {
        // The period may change above the tabs.
        let href = move || {
            list.state.track();
            list.state.url(&ListState { trash, ..ListState::default() })
        };
        Tab::following(href, name, move || list.state.with(|state| state.trash == trash))
    };
    let tabs = vec![view(false, t::VIEW_ALL), view(true, words_of_lists::VIEW_TRASH)];
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

fn bulk(app: App, list: List, changed: Rc<dyn Fn()>) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    Rc::new(move || {
        if !may_edit(app.session) {
            return Vec::new();
        }
        let targets = move || list.take().iter().map(actions::target).collect();
        let changed = changed.clone();
        vec![if list.state.with(|state| state.trash) {
            BulkAction::new(Glyph::UNDO_2, common::RESTORE, move || actions::restore(app, targets(), changed.clone()))
        } else {
            BulkAction::new(Glyph::TRASH_2, common::DELETE, move || actions::delete(app, targets(), changed.clone()))
        }]
    })
}

/// What stands there when there is nothing.
fn empty(state: Shown<ListState>) -> Rc<dyn Fn() -> View> {
    Rc::new(move || {
        if state.with(|state| state.trash) {
            return view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} };
        }
        none_yet(Glyph::RECEIPT_EURO, t::NONE_YET, t::NONE_YET_BODY, None)
    })
}
