//! The list: search, filters, order and page in the address; table on wide screens, cards on narrow ones.

mod bulk;
mod filters;
pub mod state;
mod table;

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use self::bulk::Bulk;
use self::filters::filters;
use self::state::{Assignee, ListState};
use self::table::{COLUMNS, table_row};
use super::form::Panel;
use crate::api::operations::{InstitutionCount, Institutions, institution_count, institutions as api};
use crate::api::{live, send};
use crate::app::{use_address, use_app};
use crate::chunks;
use crate::i18n::text::{institutions as t, list as words_of_lists};
use crate::pages::exports::ExportButton;
use crate::pages::listing::view::{Filters, ListRows, Look, NewButton, none_yet};
use crate::pages::listing::{self, Listed, Shown};
use crate::pages::not_found::Reserved;
use crate::router::{Address, Page, go};
use crate::rows;
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::tabs::Tabs;

/// A row of the list.
pub type Row = api::InstitutionRow;
/// A page of the list.
pub type Rows = api::InstitutionsInstitutions;

rows!(Rows, Row);

/// The list.
pub type List = listing::List<ListState, Rows>;

static LOOK: Look =
    Look { name: "institutions", caption: t::INSTITUTIONS, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// The page.
#[component]
pub fn InstitutionList() -> View {
    let session = use_app().session;
    let allowed = create_selector(move || {
        session.can(Permission::ViewAllInstitutions) || session.can(Permission::ViewAssignedInstitutions)
    });
    view! { (if allowed.get() { view! { AllowedList() } } else { view! { Reserved() } }) }
}

#[component]
fn AllowedList() -> View {
    let app = use_app();
    let address = use_address();
    let state: Shown<ListState> = Shown::on(Page::Institutions { creating: false });
    let creating = create_selector(move || address.with(|a| a.page == Page::Institutions { creating: true }));
    let me = create_selector(move || app.session.person_id());
    let list = List::new(
        state,
        move |state: &ListState| me.with(|me| state.variables(me)),
        |variables| async move { Ok(send::<Institutions>(variables).await?.institutions) },
    )
    .counted(
        move |state: &ListState| me.with(|me| state.filter(me)),
        |filter| async move {
            let variables = institution_count::Variables { filter: Some(filter) };
            Ok(send::<InstitutionCount>(variables).await?.institutions.total_count)
        },
    );
    live::on_change(&["contact", "institution"], move || list.refresh());
    list.draw(move |row: &Row| table_row(app, list, row));
    let search = state.search_box(t::SEARCH, t::SEARCH_HINT);
    let filters = filters(state);
    let shown_filters = filters.clone();
    let close = move || go(&state.url(&state.get_clone_untracked()));
    view! {
        Header(list=list)
        Views(state=state)
        Filters(state=state, label=t::FILTER_BAR, search=search, filters=shown_filters)
        ListRows(list=list, look=&LOOK, filters=filters, selectable=true, empty=empty(state))
        Bulk(list=list)
        (if creating.get() {
            chunks::institution_form(Panel::Create { close: Rc::new(close) })
        } else {
            View::new()
        })
    }
}

#[component(inline_props)]
fn Header(list: List) -> View {
    let session = use_app().session;
    view! {
        header(class="page-header") {
            div(class="page-heading") { PageTitle(title=t::INSTITUTIONS) }
            (if session.can(Permission::CreateInstitutions) && !list.state.with(|state| state.trash) {
                let href = move || {
                    let query = list.state.with(Listed::query);
                    Address { page: Page::Institutions { creating: true }, query }.url()
                };
                view! {
                    div(class="page-actions") {
                        ExportButton(file=move || list.state.with(|state| state.file(&session.person_id())))
                        NewButton(href=href(), name=t::NEW_INSTITUTION)
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

/// The ready-made views: all, mine, deleted.
#[component(inline_props)]
fn Views(state: Shown<ListState>) -> View {
    let session = use_app().session;
    let kind = |state: &ListState| match (state.trash, &state.assignee) {
        (true, _) => 2,
        (false, Some(Assignee::Me)) => 1,
        (false, _) => 0,
    };
    let mine = ListState { assignee: Some(Assignee::Me), ..ListState::default() };
    let trash = ListState { trash: true, ..ListState::default() };
    let mut tabs = vec![state.tab(t::VIEW_ALL, &ListState::default(), kind)];
    if session.can(Permission::CreateInstitutions) {
        tabs.push(state.tab(t::VIEW_MINE, &mine, kind));
    }
    if session.can(Permission::DeleteInstitutions) {
        tabs.push(state.tab(words_of_lists::VIEW_TRASH, &trash, kind));
    }
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

/// What to do when there is nothing.
fn empty(state: Shown<ListState>) -> Rc<dyn Fn() -> View> {
    let session = use_app().session;
    Rc::new(move || {
        if state.with(|state| state.trash) {
            return view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} };
        }
        let creates = session.can(Permission::CreateInstitutions);
        let new = creates.then(|| (Page::Institutions { creating: true }.path(), t::NEW_INSTITUTION));
        let body = if creates { t::NONE_YET_BODY } else { t::NONE_VISIBLE_BODY };
        none_yet(Glyph::BUILDING_2, t::NONE_YET, body, new)
    })
}
