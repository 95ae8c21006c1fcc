//! The list: search, filters, order and page in the address; a panel over it reads or changes one contact.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::editors::filters;
use super::rows::{COLUMNS, table_row};
use super::state::{ListState, SORT_KEYS};
use super::{Contact, ContactPage, actions};
use crate::api::operations::{ContactCount, Contacts, contact_count};
use crate::api::{live, send};
use crate::app::{App, use_address, use_app};
use crate::chunks;
use crate::i18n::Words;
use crate::i18n::text::{common, contacts as t, list as words_of_lists};
use crate::layout::shortcuts;
use crate::page_ends;
use crate::pages::exports::ExportButton;
use crate::pages::institutions::reference;
use crate::pages::panels::PanelHost;
use crate::router::{Address, Page, Panel, go, replace};
use crate::ui::empty::{Empty, EmptyPage, NoMatch};
use crate::ui::filter_bar::{Filter, FilterBar, SearchBox, active_filters};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
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
    page: Remote<ContactPage>,
    total: Remote<u64>,
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

    /// Fetches again after something changed, here or elsewhere.
    fn reload(self) {
        self.table.selection.clear();
        self.page.reload();
        self.total.reload();
    }

    /// The selected rows, which are selected no longer: a second click finds nothing to do.
    fn take(self) -> Vec<Contact> {
        let chosen = untrack(|| self.chosen());
        self.table.selection.clear();
        chosen
    }

    /// The selected rows; tracked.
    fn chosen(self) -> Vec<Contact> {
        let all = self.page.value.with(|page| page.as_ref().map(|page| page.nodes.clone()).unwrap_or_default());
        all.into_iter().filter(|contact| self.table.selection.contains(&contact.id)).collect()
    }

    fn sort_by(self, key: &str) {
        self.change(|state| state.sort = state.sort.clicked(&SORT_KEYS, key));
    }
}

/// The address of the list in `state`.
fn address_of(state: &ListState) -> String {
    Address { page: Page::Contacts(Panel::Closed), query: state.query() }.url()
}

/// The page.
#[component]
pub fn ContactList() -> View {
    let app = use_app();
    let address = use_address();
    // A panel over the list changes nothing of it.
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Contacts(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let page = fetch(
        move || state.with(ListState::variables),
        |variables| async move { Ok(send::<Contacts>(variables).await?.contacts) },
    );
    // Counting costs more than a page: it is asked apart, and only when the filter changes.
    let filter = create_selector(move || state.with(ListState::filter));
    let total = fetch(
        move || filter.get_clone(),
        |filter| async move {
            let data = send::<ContactCount>(contact_count::Variables { filter: Some(filter) }).await?;
            Ok(u64::try_from(data.contacts.total_count).unwrap_or_default())
        },
    );
    let rows = create_signal(Vec::new());
    let list = List { state, page, total, table: TableState::new(*rows) };
    live::on_change(&["contact", "institution"], move || {
        page.refresh();
        total.refresh();
    });
    let institution = reference::follow(create_selector(move || state.with(|state| state.institution.clone())));
    let host = PanelHost {
        panel,
        address: Rc::new(move |panel| {
            Address { page: Page::Contacts(panel), query: state.with(ListState::query) }.url()
        }),
        changed: Rc::new(move || list.reload()),
        institution: Rc::new(move || institution.get_clone_untracked()),
    };
    let row_host = host.clone();
    create_effect(move || {
        let row = |contact: &Contact| table_row(app, &row_host, contact);
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
    let new = host.address.clone();
    view! {
        Header(list=list, new=new)
        Views(list=list)
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
                        a(class="button button-primary", href=href) {
                            Icon(glyph=Glyph::PLUS)
                            (t::NEW_CONTACT)
                        }
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
fn Views(list: List) -> View {
    let session = use_app().session;
    let primary = ListState { primary: Some(true), ..ListState::default() };
    let trash = ListState { trash: true, ..ListState::default() };
    let mut tabs = vec![view_tab(list, t::VIEW_ALL, &ListState::default()), view_tab(list, t::VIEW_PRIMARY, &primary)];
    if session.can(Permission::DeleteContacts) {
        tabs.push(view_tab(list, words_of_lists::VIEW_TRASH, &trash));
    }
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

fn view_tab(list: List, name: Words, view: &ListState) -> Tab {
    let (trash, primary) = (view.trash, view.primary == Some(true));
    Tab::new(address_of(view), name, move || {
        list.state.with(|state| state.trash == trash && (trash || (state.primary == Some(true)) == primary))
    })
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

/// The table and its pager, or what to do when there is nothing.
#[component(inline_props)]
fn Content(list: List, page: ReadSignal<ContactPage>, filters: Vec<Filter>) -> View {
    let session = use_app().session;
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
        } else if list.state.with(|state| state.trash) {
            view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} }
        } else if session.can(Permission::CreateContacts) {
            view! {
                Empty(glyph=Glyph::CONTACT_ROUND, title=t::NONE_YET, body=t::NONE_YET_BODY) {
                    a(class="button button-primary", href=Page::Contacts(Panel::New).path()) {
                        Icon(glyph=Glyph::PLUS)
                        (t::NEW_CONTACT)
                    }
                }
            }
        } else {
            view! { Empty(glyph=Glyph::CONTACT_ROUND, title=t::NONE_YET, body=t::NONE_VISIBLE_BODY) {} }
        })
    }
}

#[component(inline_props)]
fn Rows(list: List, page: ReadSignal<ContactPage>) -> View {
    let session = use_app().session;
    let columns = Columns::new(&COLUMNS, "contacts", &untrack(|| session.person_id()));
    let sorted = move |key: &'static str| list.state.with(|state| state.sort.of(&SORT_KEYS, key));
    let on_sort: Rc<dyn Fn(&'static str)> = Rc::new(move |key| list.sort_by(key));
    let position = create_selector(move || list.state.with(|state| state.position.clone()));
    let ends = create_memo(move || page.with(|page| page_ends!(page)));
    let address = move |position: Position| address_of(&ListState { position, ..list.state.get_clone_untracked() });
    view! {
        Table(
            table=list.table,
            caption=t::CONTACTS,
            columns=columns,
            sorted=Rc::new(sorted) as SortedBy,
            on_sort=on_sort,
            busy=*list.page.loading,
            selectable=untrack(|| session.can(Permission::DeleteContacts)),
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
