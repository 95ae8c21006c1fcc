//! Sidebar (a rail on tablets), top and bottom bars on phones, and the page between them.

use sycamore::prelude::*;

use super::more::More;
use super::navigation::{DASHBOARD, Destination, GROUPS, Group, INSTITUTIONS, INVOICES, NavLink, TASKS};
use super::user_menu::{UserMenu, UserMenuPlace};
use crate::app::{use_address, use_app};
use crate::i18n::text::shell as t;
use crate::router::Screen;
use crate::ui::button::IconButton;
use crate::ui::icon::{Glyph, Icon, Mark};

/// The frame; children are the page.
#[component(inline_props)]
pub fn Shell(children: Children) -> View {
    let app = use_app();
    let open_search = move || app.palette.set(true);
    let more = create_signal(false);
    let address = use_address();
    // Where a document is written the width is needed.
    let focus = create_selector(move || {
        let screen = address.with(|address| address.page.screen());
        matches!(screen, Screen::QuoteEditor(_) | Screen::InvoiceEditor(_))
    });
    view! {
        div(class=if focus.get() { "app app-focus" } else { "app" }) {
            a(class="skip-link", href="#content") { (t::SKIP_TO_CONTENT) }
            header(class="topbar") {
                Brand()
                IconButton(label=t::SEARCH, glyph=Glyph::SEARCH, on_click=open_search)
                UserMenu(place=UserMenuPlace::TopBar)
            }
            header(class="sidebar") {
                Brand()
                button(
                    class="search-button",
                    r#type="button",
                    "aria-keyshortcuts"="Control+K",
                    title=t::SEARCH,
                    on:click=move |_| open_search(),
                ) {
                    Icon(glyph=Glyph::SEARCH)
                    span { (t::SEARCH) }
                    kbd { "Ctrl K" }
                }
                nav(class="stack-tight", "aria-label"=t::MAIN_NAVIGATION) {
                    (GROUPS.iter().map(|group| view! { NavGroup(group=group) }).collect::<Vec<_>>())
                }
                div(class="sidebar-foot") { UserMenu(place=UserMenuPlace::Sidebar) }
            }
            main(class="page", id="content", tabindex="-1") { (children) }
            nav(class="bottom-bar", "aria-label"=t::QUICK_NAVIGATION) {
                NavLink(destination=Destination { name: t::HOME, ..DASHBOARD }, class="bottom-link")
                NavLink(destination=INSTITUTIONS, class="bottom-link")
                NavLink(destination=TASKS, class="bottom-link")
                (if INVOICES.is_open_to(app.session) {
                    view! { NavLink(destination=INVOICES, class="bottom-link") }
                } else {
                    View::new()
                })
                button(class="bottom-link", r#type="button", "aria-haspopup"="dialog", on:click=move |_| more.set(true)) {
                    Icon(glyph=Glyph::MENU)
                    span { (t::MORE) }
                }
            }
            (if more.get() { view! { More(open=more) } } else { View::new() })
        }
    }
}

#[component]
fn Brand() -> View {
    view! {
        a(class="brand", href="/", title="Medical CRM") {
            Mark()
            span { "Medical CRM" }
        }
    }
}

#[component(inline_props)]
fn NavGroup(group: &'static Group) -> View {
    let session = use_app().session;
    let links = move || {
        let open = group.destinations.iter().filter(|destination| destination.is_open_to(session));
        open.map(|destination| view! { li { NavLink(destination=*destination, class="nav-link") } }).collect::<Vec<_>>()
    };
    view! {
        (if group.destinations.iter().any(|destination| destination.is_open_to(session)) {
            view! {
                details(class="nav-group", open=true) {
                    summary {
                        (group.name)
                        Icon(glyph=Glyph::CHEVRON_DOWN)
                    }
                    ul { (links()) }
                }
            }
        } else {
            View::new()
        })
    }
}
