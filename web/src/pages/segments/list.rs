//! The list: search, filters, order and page in the address; a panel over it reads or changes one segment.

use std::rc::Rc;

use domain::SegmentType;
use sycamore::prelude::*;

use super::filters::filters;
use super::rows::{COLUMNS, table_row};
use super::state::ListState;
use super::tasks::TaskDialog;
use super::{Segment, SegmentPage, actions, may_make, may_restore, panel};
use crate::api::segments::{SegmentCount, Segments, segment_count};
use crate::api::send;
use crate::app::{App, use_address, use_app};
use crate::i18n::text::{common, list as words_of_lists, segments as t};
use crate::pages::listing::view::{Filters, ListRows, Look, NewButton, none_yet};
use crate::pages::listing::{self, Listed, Shown};
use crate::pages::panels::PanelHost;
use crate::router::{Address, Page, Panel};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::tabs::Tabs;

type List = listing::List<ListState, SegmentPage>;

static LOOK: Look =
    Look { name: "segments", caption: t::SEGMENTS, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// The page.
#[component]
pub fn SegmentsPage() -> View {
    let app = use_app();
    let address = use_address();
    let state: Shown<ListState> = Shown::on(Page::Segments(Panel::Closed));
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Segments(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let list =
        List::new(
            state,
            ListState::variables,
            |variables| async move { Ok(send::<Segments>(variables).await?.segments) },
        )
        .counted(ListState::filter, |filter| async move {
            let variables = segment_count::Variables { filter: Some(filter) };
            Ok(send::<SegmentCount>(variables).await?.segments.total_count)
        });
    let host = PanelHost {
        panel,
        address: Rc::new(move |panel| Address { page: Page::Segments(panel), query: state.with(Listed::query) }.url()),
        changed: Rc::new(move || list.reload()),
        institution: Rc::new(|| None),
    };
    // The segment whose members get tasks.
    let asked = create_signal(None::<Segment>);
    let row_host = host.clone();
    list.draw(move |segment: &Segment| table_row(app, &row_host, asked, segment));
    let search = state.search_box(t::SEARCH, t::SEARCH_HINT);
    let filters = filters(state);
    let shown_filters = filters.clone();
    let new = host.address.clone();
    let makes = untrack(|| may_make(app.session));
    view! {
        Header(new=new)
        Views(state=state)
        Filters(state=state, label=t::FILTER_BAR, search=search, filters=shown_filters)
        ListRows(list=list, look=&LOOK, filters=filters, selectable=makes, empty=empty(state))
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list))
        (panel::open(host.clone(), asked))
        TaskDialog(asked=asked)
    }
}

#[component(inline_props)]
fn Header(new: Rc<dyn Fn(Panel) -> String>) -> View {
    let session = use_app().session;
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::SEGMENTS)
                p(class="soft") { (t::INTRO) }
            }
            (if may_make(session) {
                let href = new(Panel::New);
                view! {
                    div(class="page-actions") {
                        NewButton(href=href, name=t::NEW)
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

/// The ready-made views: all, those of institutions, those of contacts, deleted.
#[component(inline_props)]
fn Views(state: Shown<ListState>) -> View {
    let session = use_app().session;
    let kind = |state: &ListState| (state.trash, if state.trash { Vec::new() } else { state.kinds.clone() });
    let view = |kinds: Vec<SegmentType>| ListState { kinds, ..ListState::default() };
    let mut tabs = vec![
        state.tab(t::VIEW_ALL, &view(Vec::new()), kind),
        state.tab(t::INSTITUTIONS, &view(vec![SegmentType::Institution]), kind),
        state.tab(t::CONTACTS, &view(vec![SegmentType::Contact]), kind),
    ];
    if may_make(session) {
        let trash = ListState { trash: true, ..ListState::default() };
        tabs.push(state.tab(words_of_lists::VIEW_TRASH, &trash, kind));
    }
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

/// What can be done with all of the selected rows.
fn bulk(app: App, list: List) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    Rc::new(move || {
        let chosen = list.chosen();
        let targets = move || list.take().iter().map(actions::target).collect();
        let changed = move || Rc::new(move || list.reload()) as Rc<dyn Fn()>;
        let mut all = Vec::new();
        if list.state.with(|state| state.trash) {
            if chosen.iter().all(|segment| may_restore(app.session, segment)) {
                all.push(BulkAction::new(Glyph::UNDO_2, common::RESTORE, move || {
                    actions::restore(app, targets(), changed());
                }));
            }
        } else if chosen.iter().all(|segment| segment.can_edit) {
            all.push(BulkAction::new(Glyph::TRASH_2, common::DELETE, move || {
                actions::delete(app, targets(), changed());
            }));
        }
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
        let makes = may_make(session);
        let new = makes.then(|| (Page::Segments(Panel::New).path(), t::NEW));
        let body = if makes { t::NONE_YET_BODY } else { t::NONE_VISIBLE_BODY };
        none_yet(Glyph::LIST_FILTER, t::NONE_YET, body, new)
    })
}
