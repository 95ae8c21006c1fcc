//! The page: the figures of the firm, month by month, and what was entered by hand.

use std::rc::Rc;

use sycamore::prelude::*;

use super::choice::{Choice, Choices, Places};
use super::entries::list::{self, EntryList};
use super::entries::panel;
use super::entries::state::ListState;
use super::figures::{Sections, follow};
use crate::app::use_address;
use crate::i18n::format;
use crate::i18n::text::revenue as t;
use crate::pages::listing::{Listed, Shown};
use crate::pages::panels::PanelHost;
use crate::router::query::Query;
use crate::router::{Address, Page, Panel};
use crate::ui::heading::PageTitle;

/// The address of the page.
fn address_of(panel: Panel, choice: Choice, list: &ListState) -> String {
    let mut query = Query::default();
    choice.write(&mut query);
    query.append(list.query());
    Address { page: Page::Revenue(panel), query }.url()
}

/// The page.
#[component]
pub fn RevenuePage() -> View {
    let address = use_address();
    let choice = create_selector(move || address.with(|address| Choice::parse(&address.query)));
    // A panel over the page changes nothing of it.
    let state = create_selector(move || address.with(|address| ListState::parse(&address.query)));
    let shown = Shown::at(state, move |list: &ListState| address_of(Panel::Closed, choice.get(), list));
    let panel = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Revenue(panel) => panel.clone(),
            _ => Panel::Closed,
        })
    });
    let span = create_selector(move || choice.get().period.span(format::today()));
    let figures = follow(None, choice);
    let list = list::follow(shown, span);
    let host = PanelHost {
        panel,
        address: Rc::new(move |panel| state.with(|list| address_of(panel, choice.get(), list))),
        changed: Rc::new(move || {
            figures.reload();
            list.reload();
        }),
        institution: Rc::new(|| None),
    };
    // Another period has other pages.
    let places: Places = Rc::new(move |choice| address_of(Panel::Closed, choice, &state.get_clone().first_page()));
    let list_host = host.clone();
    view! {
        header(class="page-header") {
            div(class="page-heading") { PageTitle(title=t::REVENUE) }
            Choices(choice=choice, places=places)
        }
        div(class="stack") {
            Sections(figures=figures)
            EntryList(list=list, host=list_host)
        }
        (panel::open(host.clone()))
    }
}
