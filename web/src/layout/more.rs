//! Every page, on a phone: what the bottom bar has no room for.

use sycamore::prelude::*;

use super::navigation::{GROUPS, Group, NavLink};
use crate::app::use_app;
use crate::i18n::text::shell as t;
use crate::ui::dialog::{Modal, ModalKind};

/// The panel; following a link closes it.
#[component(inline_props)]
pub fn More(open: Signal<bool>) -> View {
    let groups: Vec<View> = GROUPS.iter().map(|group| view! { MoreGroup(group=group) }).collect();
    view! {
        Modal(kind=ModalKind::SidePanel, title=t::MORE, on_close=move || open.set(false)) {
            nav(class="panel-body more", "aria-label"=t::MAIN_NAVIGATION, on:click=move |_| open.set(false)) { (groups) }
        }
    }
}

#[component(inline_props)]
fn MoreGroup(group: &'static Group) -> View {
    let session = use_app().session;
    let links = move || {
        let open = group.destinations.iter().filter(|destination| destination.is_open_to(session));
        open.map(|destination| view! { li { NavLink(destination=*destination, class="nav-link") } }).collect::<Vec<_>>()
    };
    view! {
        ({
            let links = links();
            if links.is_empty() {
                View::new()
            } else {
                view! {
                    div {
                        h3(class="caption faint") { (group.name) }
                        ul { (links) }
                    }
                }
            }
        })
    }
}
