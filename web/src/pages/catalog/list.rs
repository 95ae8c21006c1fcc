//! The list: search, filters, order and page in the address; a panel over it reads or changes one item.

use std::rc::Rc;

use sycamore::prelude::*;

use super::filters::filters;
use super::panel;
use super::rows::{COLUMNS, table_row};
use super::state::ListState;
use super::{Item, ItemPage, actions, may_edit};
use crate::api::back_office::{CatalogItemCount, CatalogItems, catalog_item_count};
use crate::api::send;
use crate::app::{App, use_address, use_app};
use crate::i18n::text::{catalog as t, common, list as words_of_lists};
use crate::pages::listing::view::{Filters, ListRows, Look, NewButton, none_yet};
use crate::pages::listing::{self, Listed, Shown};
use crate::pages::panels::PanelHost;
use crate::router::{Address, Page, Panel};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::tabs::Tabs;

type List = listing::List<ListState, ItemPage>;

static LOOK: Look =
    Look { name: "catalog", caption: t::CATALOG, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// The page.
#[component]
pub fn CatalogPage() -> View {
    let app = use_app();
    let address = use_address();
    let state: Shown<ListState> = Shown::on(Page::Catalog(Panel::Closed));
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Catalog(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let list = List::new(state, ListState::variables, |variables| async move {
        Ok(send::<CatalogItems>(variables).await?.catalog_items)
    })
    .counted(ListState::filter, |filter| async move {
        let variables = catalog_item_count::Variables { filter: Some(filter) };
        Ok(send::<CatalogItemCount>(variables).await?.catalog_items.total_count)
    });
    let host = PanelHost {
        panel,
        address: Rc::new(move |panel| Address { page: Page::Catalog(panel), query: state.with(Listed::query) }.url()),
        changed: Rc::new(move || list.reload()),
        institution: Rc::new(|| None),
    };
    let row_host = host.clone();
    list.draw(move |item: &Item| table_row(app, &row_host, item));
    let search = state.search_box(t::SEARCH, t::SEARCH_HINT);
    let filters = filters(state);
    let shown_filters = filters.clone();
    let new = host.address.clone();
    let edits = untrack(|| may_edit(app.session));
    view! {
        Header(new=new)
        Views(state=state)
        Filters(state=state, label=t::FILTER_BAR, search=search, filters=shown_filters)
        ListRows(list=list, look=&LOOK, filters=filters, selectable=edits, empty=empty(state))
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list))
        (panel::open(host.clone()))
    }
}

#[component(inline_props)]
fn Header(new: Rc<dyn Fn(Panel) -> String>) -> View {
    let session = use_app().session;
    view! {
        header(class="page-header") {
            div(class="page-heading") { PageTitle(title=t::CATALOG) }
            (if may_edit(session) {
                let href = new(Panel::New);
                view! {
                    div(class="page-actions") {
                        NewButton(href=href, name=t::NEW_ITEM)
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

/// The ready-made views: all, what is sold, what is not, deleted.
#[component(inline_props)]
fn Views(state: Shown<ListState>) -> View {
    let session = use_app().session;
    let kind = |state: &ListState| (state.trash, state.active.filter(|_| !state.trash));
    let view = |active: Option<bool>| ListState { active, ..ListState::default() };
    let mut tabs = vec![
        state.tab(t::VIEW_ALL, &view(None), kind),
        state.tab(t::VIEW_ON_SALE, &view(Some(true)), kind),
        state.tab(t::VIEW_WITHDRAWN, &view(Some(false)), kind),
    ];
    if may_edit(session) {
        let trash = ListState { trash: true, ..ListState::default() };
        tabs.push(state.tab(words_of_lists::VIEW_TRASH, &trash, kind));
    }
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

fn bulk(app: App, list: List) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    Rc::new(move || {
        if !may_edit(app.session) {
            return Vec::new();
        }
        let targets = move || list.take().iter().map(actions::target).collect();
        if list.state.with(|state| state.trash) {
            return vec![BulkAction::new(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, targets(), Rc::new(move || list.reload()));
            })];
        }
        let changed = move || Rc::new(move || list.reload()) as Rc<dyn Fn()>;
        let chosen = list.chosen();
        let mut all = Vec::new();
        if chosen.iter().all(|item| item.is_active) {
            all.push(BulkAction::new(Glyph::CIRCLE_MINUS, t::WITHDRAW, move || {
                actions::set_active(app, targets(), false, changed());
            }));
        } else if chosen.iter().all(|item| !item.is_active) {
            all.push(BulkAction::new(Glyph::CIRCLE_CHECK, t::ACTIVATE, move || {
                actions::set_active(app, targets(), true, changed());
            }));
        }
        all.push(BulkAction::new(Glyph::TRASH_2, common::DELETE, move || {
            actions::delete(app, targets(), changed());
        }));
        all
    })
}

/// What to do when there is nothing.
fn empty(state: Shown<ListState>) -> Rc<dyn Fn() -> View> {
    let session = use_app().session;
    Rc::new(move || {
        if state.with(|state| state.trash) {
            return view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} };
        }
        let edits = may_edit(session);
        let new = edits.then(|| (Page::Catalog(Panel::New).path(), t::NEW_ITEM));
        let body = if edits { t::NONE_YET_BODY } else { t::NONE_VISIBLE_BODY };
        none_yet(Glyph::TAG, t::NONE_YET, body, new)
    })
}
