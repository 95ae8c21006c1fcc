//! The list: search, filters, order and page in the address; a panel over it reads or changes one contact.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::filters::filters;
use super::rows::{COLUMNS, table_row};
use super::state::ListState;
use super::{Contact, ContactPage, actions};
use crate::api::operations::{ContactCount, Contacts, contact_count};
use crate::api::{live, send};
use crate::app::{App, use_address, use_app};
use crate::chunks;
use crate::i18n::text::{common, contacts as t, list as words_of_lists};
use crate::pages::exports::ExportButton;
use crate::pages::institutions::reference;
use crate::pages::listing::view::{Filters, ListRows, Look, NewButton, none_yet};
use crate::pages::listing::{self, Listed, Shown};
use crate::pages::panels::PanelHost;
use crate::router::{Address, Page, Panel};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::tabs::Tabs;

type List = listing::List<ListState, ContactPage>;

static LOOK: Look =
    Look { name: "contacts", caption: t::CONTACTS, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// The page.
#[component]
pub fn ContactList() -> View {
    let app = use_app();
    let address = use_address();
    let state: Shown<ListState> = Shown::on(Page::Contacts(Panel::Closed));
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Contacts(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let list =
        List::new(
            state,
            ListState::variables,
            |variables| async move { Ok(send::<Contacts>(variables).await?.contacts) },
        )
        .counted(ListState::filter, |filter| async move {
            let variables = contact_count::Variables { filter: Some(filter) };
            Ok(send::<ContactCount>(variables).await?.contacts.total_count)
        });
    live::on_change(&["contact", "institution"], move || list.refresh());
    let institution = reference::follow(create_selector(move || state.with(|state| state.institution.clone())));
    let host = PanelHost {
        panel,
        address: Rc::new(move |panel| Address { page: Page::Contacts(panel), query: state.with(Listed::query) }.url()),
        changed: Rc::new(move || list.reload()),
        institution: Rc::new(move || institution.get_clone_untracked()),
    };
    let row_host = host.clone();
    list.draw(move |contact: &Contact| table_row(app, &row_host, contact));
    let search = state.search_box(t::SEARCH, t::SEARCH_HINT);
    let filters = filters(state, institution);
    let shown_filters = filters.clone();
    let new = host.address.clone();
    let deletes = untrack(|| app.session.can(Permission::DeleteContacts));
    view! {
        Header(list=list, new=new)
        Views(state=state)
        Filters(state=state, label=t::FILTER_BAR, search=search, filters=shown_filters)
        ListRows(list=list, look=&LOOK, filters=filters, selectable=deletes, empty=empty(state))
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list))
        (chunks::panels(&chunks::CONTACT_PANELS, host.clone()))
    }
}

#[component(inline_props)]
fn Header(list: List, new: Rc<dyn Fn(Panel) -> String>) -> View {
    let session = use_app().session;
    view! {
        header(class="page-header") {
            div(class="page-heading") { PageTitle(title=t::CONTACTS) }
            (if session.can(Permission::CreateContacts) {
                let href = new(Panel::New);
                view! {
                    div(class="page-actions") {
                        ExportButton(file=move || list.state.with(ListState::file))
                        NewButton(href=href, name=t::NEW_CONTACT)
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

/// The ready-made views: all, the primary ones, deleted.
#[component(inline_props)]
fn Views(state: Shown<ListState>) -> View {
    let session = use_app().session;
    let kind = |state: &ListState| (state.trash, !state.trash && state.primary == Some(true));
    let primary = ListState { primary: Some(true), ..ListState::default() };
    let trash = ListState { trash: true, ..ListState::default() };
    let mut tabs =
        vec![state.tab(t::VIEW_ALL, &ListState::default(), kind), state.tab(t::VIEW_PRIMARY, &primary, kind)];
    if session.can(Permission::DeleteContacts) {
        tabs.push(state.tab(words_of_lists::VIEW_TRASH, &trash, kind));
    }
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

fn bulk(app: App, list: List) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    Rc::new(move || {
        if !app.session.can(Permission::DeleteContacts) {
            return Vec::new();
        }
        let targets = move || list.take().iter().map(actions::target).collect();
        if list.state.with(|state| state.trash) {
            return vec![BulkAction::new(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, targets(), Rc::new(move || list.reload()));
            })];
        }
        vec![BulkAction::new(Glyph::TRASH_2, common::DELETE, move || {
            actions::delete(app, targets(), Rc::new(move || list.reload()));
        })]
    })
}

/// What to do when there is nothing.
fn empty(state: Shown<ListState>) -> Rc<dyn Fn() -> View> {
    let session = use_app().session;
    Rc::new(move || {
        if state.with(|state| state.trash) {
            return view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} };
        }
        let creates = session.can(Permission::CreateContacts);
        let new = creates.then(|| (Page::Contacts(Panel::New).path(), t::NEW_CONTACT));
        let body = if creates { t::NONE_YET_BODY } else { t::NONE_VISIBLE_BODY };
        none_yet(Glyph::CONTACT_ROUND, t::NONE_YET, body, new)
    })
}
