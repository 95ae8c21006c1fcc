//! The list: search, filters, order and page in the address; a panel over it reads or changes one webhook.

use std::rc::Rc;

use domain::WebhookStatus;
use sycamore::prelude::*;

use super::filters::filters;
use super::rows::{COLUMNS, table_row};
use super::secret::{Fresh, FreshSecret};
use super::state::ListState;
use super::{Hook, HookPage, actions, panel};
use crate::api::send;
use crate::api::webhooks::{WebhookCount, Webhooks, webhook_count};
use crate::app::{App, use_address, use_app};
use crate::i18n::text::{common, list as words_of_lists, webhooks as t};
use crate::pages::listing::view::{Filters, ListRows, Look, NewButton, none_yet};
use crate::pages::listing::{self, Listed, Shown};
use crate::pages::panels::PanelHost;
use crate::router::{Address, Page, Panel};
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::tabs::Tabs;

type List = listing::List<ListState, HookPage>;

static LOOK: Look =
    Look { name: "webhooks", caption: t::WEBHOOKS, columns: &COLUMNS, count: t::count, no_match: t::NO_MATCH };

/// The page.
#[component]
pub fn WebhooksPage() -> View {
    let app = use_app();
    let address = use_address();
    let state: Shown<ListState> = Shown::on(Page::Webhooks(Panel::Closed));
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Webhooks(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let list =
        List::new(
            state,
            ListState::variables,
            |variables| async move { Ok(send::<Webhooks>(variables).await?.webhooks) },
        )
        .counted(ListState::filter, |filter| async move {
            let variables = webhook_count::Variables { filter: Some(filter) };
            Ok(send::<WebhookCount>(variables).await?.webhooks.total_count)
        });
    let host = PanelHost {
        panel,
        address: Rc::new(move |panel| Address { page: Page::Webhooks(panel), query: state.with(Listed::query) }.url()),
        changed: Rc::new(move || list.reload()),
        institution: Rc::new(|| None),
    };
    let row_host = host.clone();
    list.draw(move |hook: &Hook| table_row(app, &row_host, hook));
    let search = state.search_box(t::SEARCH, t::SEARCH_HINT);
    let filters = filters(state);
    let shown_filters = filters.clone();
    let new = (host.address)(Panel::New);
    let fresh = Fresh::new();
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::WEBHOOKS)
                p(class="soft") { (t::INTRO) }
            }
            div(class="page-actions") { NewButton(href=new, name=t::NEW) }
        }
        FreshSecret(fresh=fresh)
        Views(state=state)
        Filters(state=state, label=t::FILTER_BAR, search=search, filters=shown_filters)
        ListRows(list=list, look=&LOOK, filters=filters, selectable=true, empty=empty(state))
        BulkBar(selection=list.table.selection, count=t::selected, actions=bulk(app, list))
        (panel::open(host.clone(), fresh))
    }
}

/// The ready-made views: all, those that do not work, deleted.
#[component(inline_props)]
fn Views(state: Shown<ListState>) -> View {
    let kind = |state: &ListState| (state.trash, !state.trash && state.statuses == [WebhookStatus::Disabled]);
    let broken = ListState { statuses: vec![WebhookStatus::Disabled], ..ListState::default() };
    let trash = ListState { trash: true, ..ListState::default() };
    let tabs = vec![
        state.tab(t::VIEW_ALL, &ListState::default(), kind),
        state.tab(t::VIEW_BROKEN, &broken, kind),
        state.tab(words_of_lists::VIEW_TRASH, &trash, kind),
    ];
    view! { Tabs(label=words_of_lists::VIEWS, tabs=tabs) }
}

fn bulk(app: App, list: List) -> Rc<dyn Fn() -> Vec<BulkAction>> {
    Rc::new(move || {
        let targets = move || list.take().iter().map(actions::target).collect();
        let changed = move || Rc::new(move || list.reload()) as Rc<dyn Fn()>;
        vec![if list.state.with(|state| state.trash) {
            BulkAction::new(Glyph::UNDO_2, common::RESTORE, move || actions::restore(app, targets(), changed()))
        } else {
            BulkAction::new(Glyph::TRASH_2, common::DELETE, move || actions::delete(app, targets(), changed()))
        }]
    })
}

/// What to do when there is nothing.
fn empty(state: Shown<ListState>) -> Rc<dyn Fn() -> View> {
    Rc::new(move || {
        if state.with(|state| state.trash) {
            return view! { Empty(glyph=Glyph::TRASH_2, title=t::TRASH_EMPTY, body=t::TRASH_EMPTY_BODY) {} };
        }
        let new = (Page::Webhooks(Panel::New).path(), t::NEW);
        none_yet(Glyph::LINK, t::NONE_YET, t::NONE_YET_BODY, Some(new))
    })
}
